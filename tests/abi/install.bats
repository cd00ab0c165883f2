#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# What `meson install` puts into a prefix serves a program outside the tree, through pkg-config
# alone.

setup_file() {
	export ROOT="$BATS_TEST_DIRNAME/../.."
	export PREFIX="$BATS_FILE_TMPDIR/prefix"
	export PKG_CONFIG_PATH LD_LIBRARY_PATH
	local build="$BATS_FILE_TMPDIR/build"

	meson setup "$build" "$ROOT" --prefix "$PREFIX" --libdir lib -Dpython=disabled \
		-Dtests=disabled -Dexamples=false
	meson install -C "$build"
	PKG_CONFIG_PATH="$PREFIX/lib/pkgconfig"
	LD_LIBRARY_PATH="$PREFIX/lib"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || exit 1
}

program() {
	cat >program.c <<-'END'
		#include <stdio.h>
		#include <iommufd.h>

		int main(void)
		{
			struct iommufd *ctx;
			int ret = iommufd_open("/dev/null", &ctx);

			printf("%s %d\n", iommufd_version(), ret);
			return 0;
		}
	END
}

@test "a program outside the tree builds and runs with the shared library" {
	program
	# shellcheck disable=SC2046
	${CC:-cc} -Wall -Werror -o program program.c $(pkg-config --cflags --libs iommufd)
	readelf -d program | grep -q 'NEEDED.*libiommufd.so.0'
	run ./program
	[ "$output" = "$(pkg-config --modversion iommufd) -25" ]
}

@test "a program outside the tree builds and runs with the static library" {
	program
	# shellcheck disable=SC2046
	${CC:-cc} -Wall -Werror -static -o program program.c \
		$(pkg-config --static --cflags --libs iommufd)
	run ./program
	[ "$output" = "$(pkg-config --modversion iommufd) -25" ]
}

@test "every public header is installed, and nothing of the wire ABI" {
	diff <(cd "$ROOT/libiommufd/include" && find . -name '*.h' | sort) \
		<(cd "$PREFIX/include" && find . -name '*.h' | sort)
}

@test "the static library defines no name outside ours" {
	run sh -c "nm -g --defined-only '$PREFIX/lib/libiommufd.a' | grep ' [TDBRC] ' |
		grep -v ' iommufd_'"
	[ "$output" = "" ]
}

@test "every function has a man page that says what it returns" {
	local function page

	for function in $(nm -D --defined-only --format=posix "$PREFIX/lib/libiommufd.so" |
		awk '$2 == "T" { sub("@.*", "", $1); print $1 }'); do
		page="$PREFIX/share/man/man3/$function.3"
		[ -s "$page" ] || {
			echo "expected $page"
			return 1
		}
		grep -q '^.SH SYNOPSIS' "$page"
		grep -q '^.SH THREAD SAFETY' "$page"
	done
	grep -q '^.SH RETURN VALUE' "$PREFIX/share/man/man3/iommufd_ioas_map.3"
}
