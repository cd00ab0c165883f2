#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# Who may include whom: uapi <- src/ioctl <- the rest of src <- public headers <- everybody else.

cd "$BATS_TEST_DIRNAME/../.." || exit 1

# includes FILES...: "file: what it includes", one a line
includes() {
	grep -HoE '^#[ \t]*include[ \t]+[<"][^>"]+' -- "$@" | sed -E 's/#[ \t]*include[ \t]+[<"]/ /'
}

# no_lines TEXT: fail and show what should not be
no_lines() {
	[ -z "$1" ] || {
		printf 'expected no such include, got:\n%s\n' "$1"
		return 1
	}
}

@test "uapi includes nothing of ours and nothing of the kernel's iommufd" {
	no_lines "$(includes libiommufd/uapi/*.h | grep -vE ' (stdint|sys/ioctl)\.h$')"
}

@test "the library never includes the kernel's headers" {
	no_lines "$(includes libiommufd/src/* libiommufd/include/*.h libiommufd/include/*/*.h |
		grep -E ' (linux|asm)/')"
}

@test "public headers include only public headers and <stdint.h>" {
	no_lines "$(includes libiommufd/include/iommufd/*.h | grep -vE ' (stdint|context)\.h$')"
	no_lines "$(includes libiommufd/include/iommufd.h | grep -vE ' iommufd/[a-z_]+\.h$')"
}

@test "topics of src do not include each other" {
	local shared='caps|error|hint|ioctl|layout|private|scratch|sized'
	no_lines "$(includes libiommufd/src/*.[ch] |
		grep -E ': [a-z_]+\.h$' |
		grep -vE ": ($shared|assert|errno|fcntl|inttypes|limits|stdarg|stddef|stdint|stdio|stdlib|string|unistd)\.h$")"
}

@test "each topic includes the public header of its own name only" {
	no_lines "$(includes libiommufd/src/*.c | grep -E ' iommufd/' |
		sed -E 's|.*/([a-z_]+)\.c: iommufd/([a-z_]+)\.h|\1 \2|' |
		awk '$1 != $2 && $1 != "hint"')"
}

@test "only src/ioctl.c calls ioctl()" {
	no_lines "$(grep -nE '\bioctl\(' libiommufd/src/*.c | grep -v '^libiommufd/src/ioctl.c:')"
}

@test "kmod includes nothing of the library" {
	no_lines "$(grep -rnE 'include[ \t]+[<"].*(libiommufd|iommufd/)' --include='*.[ch]' kmod)"
}

@test "bindings and examples include public headers only" {
	no_lines "$(grep -rnE 'include[ \t]+[<"].*(uapi|src|private|sized)[/.]' \
		--include='*.[chi]' bindings examples)"
}
