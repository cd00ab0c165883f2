#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# The README's examples do what it says. BUILD_DIR names the build directory, PYTHON the
# interpreter that the binding in it was built for.

ROOT="$BATS_TEST_DIRNAME/../.."

# fenced LANGUAGE: the README's example in that language
fenced() {
	awk -v fence="\`\`\`$1" '$0 == "```" { on = 0 } on; $0 == fence { on = 1 }' "$ROOT/README.md"
}

@test "the C example maps memory" {
	cd "$BATS_TEST_TMPDIR"
	{
		printf '#include <%s>\n' err.h inttypes.h iommufd.h stdio.h
		printf 'int main(void)\n{\n'
		fenced c
		printf 'return 0;\n}\n'
	} >example.c
	${CC:-cc} -Wall -Wextra -Werror -o example example.c -I"$ROOT/libiommufd/include" \
		-L"$BUILD_DIR/libiommufd" -Wl,-rpath,"$BUILD_DIR/libiommufd" -liommufd
	run ./example
	[ "$status" = 0 ]
	[[ "$output" =~ ^devices\ attached\ to\ IOAS\ 1\ find\ buf\ at\ IOVA\ 0x[0-9a-f]+$ ]]
}

@test "the Python example maps memory" {
	fenced python >"$BATS_TEST_TMPDIR/example.py"
	PYTHONPATH="$BUILD_DIR/bindings/python" run "$PYTHON" "$BATS_TEST_TMPDIR/example.py"
	echo "$output"
	[ "$status" = 0 ]
	[[ "$output" =~ ^IOVA\ 0x[0-9a-f]+$ ]]
}
