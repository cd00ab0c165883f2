#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# What is in single quotes is for the shell in the guest.
# shellcheck disable=SC2016
#
# The command in the kernel: what goes in, what comes out.

bats_require_minimum_version 1.5.0
# shellcheck source=tests/vm/helpers.bash
source "$BATS_TEST_DIRNAME/helpers.bash"

setup_file() {
	warm_up
}

@test "the sim's devices are there" {
	run "$run_vm" -- ls /dev/iommu /dev/vfio/devices
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == */dev/iommu*vfio0* ]]
}

@test "the exit status is the command's" {
	run "$run_vm" -- sh -c 'exit 42'
	[ "$status" -eq 42 ]
	run "$run_vm" -- true
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "a command that a signal kills: 128 and its number" {
	run "$run_vm" -- sh -c 'kill -SEGV $$'
	[ "$status" -eq 139 ]
}

@test "command not found: 127, not executable: 126, with a sentence" {
	run -127 "$run_vm" -- "$BATS_TEST_TMPDIR/none"
	echo "$output"
	[[ $output == *"$BATS_TEST_TMPDIR/none: No such file"* ]]
	run "$run_vm" -- /etc/passwd
	echo "$output"
	[ "$status" -eq 126 ]
	[[ $output == *"/etc/passwd: Permission denied"* ]]
}

@test "standard output and error stay apart, without a line of the kernel's" {
	"$run_vm" -- sh -c 'echo to output; echo to error >&2' >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err"
	[ "$(cat "$BATS_TEST_TMPDIR/out")" = "to output" ]
	[ "$(cat "$BATS_TEST_TMPDIR/err")" = "to error" ]
}

@test "kernel messages of the command go to the log alone" {
	run "$run_vm" --log "$BATS_TEST_TMPDIR/log" -- sh -c 'echo said to the kernel >/dev/kmsg'
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	grep -q "said to the kernel" "$BATS_TEST_TMPDIR/log"
}

@test "binary data passes both ways, 50 MB of it" {
	head -c 50000000 /dev/urandom >"$BATS_TEST_TMPDIR/in"
	"$run_vm" -- cat <"$BATS_TEST_TMPDIR/in" >"$BATS_TEST_TMPDIR/out"
	cmp "$BATS_TEST_TMPDIR/in" "$BATS_TEST_TMPDIR/out"
}

@test "many small writes arrive whole and in order" {
	{ for i in {1..300}; do echo "$i"; done; } | "$run_vm" -- sh -c 'while read -r i; do echo "$i"; done' >"$BATS_TEST_TMPDIR/out"
	seq 300 | cmp - "$BATS_TEST_TMPDIR/out"
}

@test "the end of standard input is passed on" {
	run timeout 30 "$run_vm" -- wc -c </dev/null
	[ "$status" -eq 0 ]
	[ "$output" = 0 ]
}

@test "streams that the caller has closed" {
	run bash -c "timeout 30 '$run_vm' -- wc -c <&-"
	[ "$status" -eq 0 ]
	[ "$output" = 0 ]
	timeout 30 "$run_vm" -- head -c 1000000 /dev/zero >&-
}

@test "a command that reads nothing does not wait for its input" {
	run timeout 30 bash -c "yes | '$run_vm' -- echo done"
	[ "$status" -eq 0 ]
	[ "$output" = "done" ]
}

@test "a reader that has enough ends the writer" {
	run timeout 30 bash -c "'$run_vm' -- yes | head -n 1"
	[ "$status" -eq 0 ]
	[ "$output" = "y" ]
}

@test "one stream that nobody reads does not hold up the other" {
	mkfifo "$BATS_TEST_TMPDIR/fifo"
	sleep 1000 <>"$BATS_TEST_TMPDIR/fifo" 3>&- &
	sleeper=$!
	run timeout 30 bash -c "'$run_vm' --timeout 2 -- sh -c 'head -c 300000 /dev/zero & sleep 1; echo free >&2; kill \$!' 2>&1 >'$BATS_TEST_TMPDIR/fifo' | head -n 1"
	kill "$sleeper"
	[ "$output" = free ]
}

@test "Ctrl-C ends a run whose output nobody reads" {
	mkfifo "$BATS_TEST_TMPDIR/fifo"
	sleep 1000 <>"$BATS_TEST_TMPDIR/fifo" 3>&- &
	sleeper=$!
	run timeout --preserve-status -s INT 3 bash -c "exec '$run_vm' -- yes >'$BATS_TEST_TMPDIR/fifo'"
	kill "$sleeper"
	[ "$status" -eq 130 ]
}

@test "arguments keep their spaces, new lines and emptiness" {
	run "$run_vm" -- printf '[%s]' 'a b' '' $'c\nx' '*' "\$HOME" -- --help
	echo "$output" | od -c
	[ "$status" -eq 0 ]
	[ "$output" = $'[a b][][c\nx][*][$HOME][--][--help]' ]
}

@test "a very long argument arrives" {
	long=$(head -c 100000 /dev/zero | tr '\0' x)
	run "$run_vm" -- sh -c 'printf %s "$1" | wc -c' sh "$long"
	[ "$output" = 100000 ]
}

@test "the environment is the caller's" {
	run env -i PATH="$PATH" HOME="$HOME" ${LIBIOMMUFD_CACHE:+LIBIOMMUFD_CACHE="$LIBIOMMUFD_CACHE"} \
		ODD=$'two\nlines' TMPDIR=/var/tmp EMPTY= "$run_vm" -- sh -c 'printf "%s,%s,%s" "$ODD" "$TMPDIR" "${EMPTY-unset}"'
	echo "$output"
	[ "$output" = $'two\nlines,/var/tmp,' ]
}

@test "the directory is the caller's, and its files are the host's" {
	mkdir "$BATS_TEST_TMPDIR/a directory"
	cd "$BATS_TEST_TMPDIR/a directory"
	run "$run_vm" -- sh -c 'pwd; echo written inside >file'
	[ "$output" = "$BATS_TEST_TMPDIR/a directory" ]
	[ "$(cat file)" = "written inside" ]
}

@test "processors and memory are as many as asked for" {
	run "$run_vm" --cpus 1 -- nproc
	[ "$output" = 1 ]
	run "$run_vm" --cpus 3 -- nproc
	[ "$output" = 3 ]
	run "$run_vm" --memory 256M -- awk '/MemTotal/ { print ($2 > 200000 && $2 < 262144) }' /proc/meminfo
	[ "$output" = 1 ]
}

@test "the topology is what --topology says" {
	run "$run_vm" --topology none -- sh -c 'ls /sys/kernel/config/iommu-sim'
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	printf 'iommu5/live=1\niommu5/dev0/live=1\n' >"$BATS_TEST_TMPDIR/one"
	run "$run_vm" --topology "$BATS_TEST_TMPDIR/one" -- ls /sys/kernel/config/iommu-sim
	[ "$output" = iommu5 ]
}

@test "a topology that cannot be set up fails with its message" {
	echo 'iommu0/nonsense=1' >"$BATS_TEST_TMPDIR/bad"
	run "$run_vm" --topology "$BATS_TEST_TMPDIR/bad" -- true
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *nonsense* ]]
}

@test "two runs at once" {
	"$run_vm" -- sh -c 'sleep 1; echo first' >"$BATS_TEST_TMPDIR/1" &
	"$run_vm" -- sh -c 'sleep 1; echo second' >"$BATS_TEST_TMPDIR/2"
	wait $!
	[ "$(cat "$BATS_TEST_TMPDIR/1" "$BATS_TEST_TMPDIR/2")" = $'first\nsecond' ]
}

@test "a warm run takes about a second" {
	"$run_vm" -- true
	start=$EPOCHREALTIME
	"$run_vm" -- true
	took=$(((${EPOCHREALTIME/./} - ${start/./}) / 1000))
	echo "$took ms"
	[ "$took" -lt 3000 ]
}
