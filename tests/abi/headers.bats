#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# Each installed header compiles alone, as C and as C++, before and after the kernel's own.
# KERNEL_UAPI names a kernel's include/uapi; without one the host's <linux/iommufd.h> serves.

INCLUDE="$BATS_TEST_DIRNAME/../../libiommufd/include"

setup() {
	if [ -n "${KERNEL_UAPI-}" ]; then
		mkdir "$BATS_TEST_TMPDIR/linux"
		cp "$KERNEL_UAPI/linux/iommufd.h" "$KERNEL_UAPI/linux/vfio.h" "$BATS_TEST_TMPDIR/linux"
	fi
}

# compile LANGUAGE LINE...: compile a file of these lines, any warning is an error
compile() {
	local compiler="${CC:-cc}" standard=gnu11

	if [ "$1" = c++ ]; then
		compiler="${CXX:-c++}" standard=c++11
	fi
	printf '%s\n' "${@:2}" >"$BATS_TEST_TMPDIR/test.$1"
	$compiler -std=$standard -Wall -Wextra -Werror -fsyntax-only -I"$INCLUDE" \
		-isystem "$BATS_TEST_TMPDIR" -D__user= '-D__counted_by(x)=' \
		-x "$1" "$BATS_TEST_TMPDIR/test.$1"
}

# compile_each LANGUAGE BEFORE AFTER: each header between two lines
compile_each() {
	local header

	for header in iommufd.h $(cd "$INCLUDE" && echo iommufd/*.h); do
		compile "$1" "$2" "#include <$header>" "$3"
	done
}

need_kernel_header() {
	[ -n "${KERNEL_UAPI-}" ] || [ -e /usr/include/linux/iommufd.h ] ||
		skip "no linux/iommufd.h on this host and no KERNEL_UAPI"
}

@test "alone, as C" {
	compile_each c "" ""
}

@test "alone, as C++" {
	compile_each c++ "" ""
}

@test "twice" {
	compile c "#include <iommufd.h>" "#include <iommufd.h>"
}

@test "before the kernel's, as C" {
	need_kernel_header
	compile_each c "" "#include <linux/iommufd.h>
#include <linux/vfio.h>"
}

@test "after the kernel's, as C" {
	need_kernel_header
	compile_each c "#include <linux/iommufd.h>
#include <linux/vfio.h>" ""
}

@test "before the kernel's, as C++" {
	need_kernel_header
	compile_each c++ "" "#include <linux/iommufd.h>"
}

@test "after the kernel's, as C++" {
	need_kernel_header
	compile_each c++ "#include <linux/iommufd.h>" ""
}
