#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# What formatters and checkers say of the tree.

cd "$BATS_TEST_DIRNAME/../.." || exit 1

# need PROGRAM: skip where it is not installed
need() {
	command -v "$1" >/dev/null || skip "$1 is not installed"
}

# files PATTERN...: the project's files
files() {
	git ls-files --cached --others --exclude-standard -- "$@"
}

# scripts INTERPRETER: files whose first line names it, and those that say so by their name
scripts() {
	git grep --untracked -lIE "^#!.*\b$1" | while read -r file; do
		[[ "$(head -n 1 "$file")" == "#!"* ]] && echo "$file"
	done
}

@test "C is formatted" {
	need clang-format
	# Later versions lay out a few things in another way; one of them has to decide.
	[[ "$(clang-format --version)" == *"version 14."* ]] || skip "clang-format is not version 14"
	files '*.c' '*.h' | xargs clang-format --dry-run -Werror
}

@test "shell is clean" {
	need shellcheck
	{
		scripts 'bash|sh$'
		files '*.sh' '*.bash'
	} | sort -u | xargs shellcheck -x
	files '*.bats' | xargs shellcheck -x -s bats
}

@test "Python is formatted" {
	need black
	{
		scripts python3
		files '*.py' '*.pyi'
	} | sort -u | xargs black --quiet --check --diff
}

@test "Python is typed" {
	need mypy
	mypy --strict tests/abi/*.py
	mypy --strict tools/summary
	mypy --strict tools/manpages
	local tests=bindings/python/tests
	export MYPYPATH=bindings/python:examples:$tests
	mypy --strict -p iommufd
	# Files of the same name, so one after the other.
	mypy --strict $tests/*.py $tests/unit/*.py
	mypy --strict $tests/sim/*.py examples/*.py
}

@test "kernel code is clean for checkpatch and sparse" {
	need sparse
	local kernel

	kernel=$(kmod/vm/build)
	tests/kmod/lint "$(kmod/vm/source)" "$kernel" ARCH=um \
		KBUILD_KCONFIG="$kernel/Kconfig.select"
}

@test "spelling" {
	need codespell
	files | grep -v '^LICENSES/' | xargs codespell --ignore-words-list=inout,extraversion,nd,bu
}

@test "every file has its licence" {
	need reuse
	reuse lint
}
