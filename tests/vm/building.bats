#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# What kmod/vm/build and source make of sources, caches and each other, with a source tree whose
# kernel is built in no time; and the healing of what a real cache holds.

# shellcheck source=tests/vm/helpers.bash
source "$BATS_TEST_DIRNAME/helpers.bash"

setup() {
	export LIBIOMMUFD_CACHE=$BATS_TEST_TMPDIR/cache KERNEL_SOURCE=$BATS_TEST_TMPDIR/linux
	# How often a kernel was built.
	export BUILT=$BATS_TEST_TMPDIR/built
	fake_source "$KERNEL_SOURCE"
}

build() {
	"$top/kmod/vm/build" "$@"
}

# The build's own messages are on standard error; this is what it prints.
built_directory() {
	build "$@" 2>/dev/null
}

@test "a kernel is built once, and again for another variant" {
	first=$(built_directory)
	[ "$first" = "$(built_directory)" ]
	[ -f "$first/linux" ]
	[ "$(cat "$first/series")" = 7.2 ]
	[ "$(wc -l <"$BUILT")" -eq 1 ]
	[ "$first" != "$(built_directory --kernel kasan)" ]
	[ "$(wc -l <"$BUILT")" -eq 2 ]
}

@test "--update builds again" {
	built_directory
	built_directory --update
	[ "$(wc -l <"$BUILT")" -eq 2 ]
}

@test "every long step says so, with its time" {
	run build
	echo "$output"
	[[ $output == *"build kernel"*"..."*"done in "*" s"* ]]
}

@test "a damaged kernel is built again" {
	directory=$(built_directory)
	echo damage >>"$directory/linux"
	run build
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *"unfinished or damaged"* ]]
	[ "$(wc -l <"$BUILT")" -eq 2 ]
}

@test "a kernel whose build was killed is built again" {
	TAKES=100 setsid "$top/kmod/vm/build" 2>/dev/null &
	sleep 1
	kill -KILL -- "-$!"
	run timeout 20 "$top/kmod/vm/build"
	echo "$output"
	[ "$status" -eq 0 ]
	[ "$(wc -l <"$BUILT")" -eq 1 ]
}

@test "two builds at once: one builds, the other says that it waits" {
	TAKES=2 build 2>/dev/null &
	sleep 0.5
	run build
	wait $!
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *"waiting for another run"* ]]
	[ "$(wc -l <"$BUILT")" -eq 1 ]
}

@test "a build that fails shows the end of its log, and where it is" {
	FAILS=yes run build
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"$LIBIOMMUFD_CACHE/log/build-"*"the compiler is unhappy"*"cannot be built"* ]]
}

@test "a symbol that the kernel cannot have is named" {
	LACKS=CONFIG_IOMMUFD=y run build
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"cannot have CONFIG_IOMMUFD=y"* ]]
}

@test "a source tree that is none" {
	KERNEL_SOURCE=$BATS_TEST_TMPDIR/none run build
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"none does not exist"* ]]
	KERNEL_SOURCE=$BATS_TEST_TMPDIR run build
	[ "$status" -eq 125 ]
	[[ $output == *"is no Linux source tree"* ]]
}

@test "a tarball does as well as a tree" {
	tar -C "$BATS_TEST_TMPDIR" -czf "$BATS_TEST_TMPDIR/linux.tar.gz" linux
	KERNEL_SOURCE=$BATS_TEST_TMPDIR/linux.tar.gz run build
	echo "$output"
	[ "$status" -eq 0 ]
	[ "$(wc -l <"$BUILT")" -eq 1 ]
}

@test "a tarball of something else, or a broken one" {
	echo nothing >"$BATS_TEST_TMPDIR/broken.tar"
	KERNEL_SOURCE=$BATS_TEST_TMPDIR/broken.tar run build
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"could not be unpacked"* ]]
	tar -C "$BATS_TEST_TMPDIR" -cf "$BATS_TEST_TMPDIR/other.tar" broken.tar
	KERNEL_SOURCE=$BATS_TEST_TMPDIR/other.tar run build
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"is no kernel source"* ]]
}

@test "--linux is compared with KERNEL_SOURCE" {
	built_directory --linux 7.2
	run build --linux 7.3
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"--linux 7.3"*"is Linux 7.2"* ]]
	run build --linux rc
	[ "$status" -eq 125 ]
}

@test "a full disk" {
	need_mounts
	mkdir "$LIBIOMMUFD_CACHE"
	run unshare -rm bash -c "mount -t tmpfs -o size=20m none '$LIBIOMMUFD_CACHE' && '$top/kmod/vm/build'"
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"needs 1500 MiB in $LIBIOMMUFD_CACHE"*"where 20 MiB are free"* ]]
}

@test "a cache that cannot be written" {
	LIBIOMMUFD_CACHE=/proc/cache run build
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"/proc/cache"*"cannot be created"*"LIBIOMMUFD_CACHE"* ]]
}

@test "without apt and without source: what is needed" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	for command in bash awk cat cut df dirname flock gcc git grep head mkdir paste rm sed sha256sum sort stat tail touch uname; do
		ln -s "$(command -v "$command")" "$BATS_TEST_TMPDIR/bin/"
	done
	PATH=$BATS_TEST_TMPDIR/bin KERNEL_SOURCE='' run "$top/kmod/vm/build"
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"set KERNEL_SOURCE="* ]]
}

@test "missing tools are named" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	for command in bash awk cat cut df dirname flock gcc git grep head ld make mkdir paste perl realpath rm sed sha256sum sort stat tail uname; do
		ln -s "$(command -v "$command")" "$BATS_TEST_TMPDIR/bin/"
	done
	PATH=$BATS_TEST_TMPDIR/bin run "$top/kmod/vm/build"
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"missing: flex bison bc."*"tools/setup kernel"* ]]
}
