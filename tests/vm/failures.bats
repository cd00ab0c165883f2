#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# What is in single quotes is for the shell in the guest.
# shellcheck disable=SC2016
#
# What can go wrong around the command: a sentence, 125 (or 124, 130), and nothing left behind.

# shellcheck source=tests/vm/helpers.bash
source "$BATS_TEST_DIRNAME/helpers.bash"

setup_file() {
	warm_up
}

# spool_of PROCESS: the directory of a run.
spool_of() {
	tr '\0' '\n' </proc/"$1"/cmdline | sed -n 's/^spool=//p'
}

@test "no command: how it is used" {
	run "$run_vm"
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"no command"*"Usage:"* ]]
	run "$run_vm" --kernel plain --
	[ "$status" -eq 125 ]
}

@test "options and values that make no sense are named" {
	local arguments
	for arguments in "--nonsense x" "--cpus 0" "--cpus many" "--memory 1" "--memory -1M" "--timeout soon" \
		"--kernel fast" "--linux newest" "--topology /none/there"; do
		# shellcheck disable=SC2086
		run "$run_vm" $arguments -- true
		echo "$arguments: $status: $output"
		[ "$status" -eq 125 ]
		[[ $output == *"$arguments"* || $output == *"unknown option: --nonsense"* ]]
	done
	run "$run_vm" --log
	[ "$status" -eq 125 ]
	[[ $output == *"--log needs a value"* ]]
}

@test "the time limit ends the command: 124" {
	run "$run_vm" --timeout 1 -- sleep 100
	echo "$output"
	[ "$status" -eq 124 ]
	[[ $output == *"1 seconds"* ]]
}

@test "the time limit also ends a command that does not want to end" {
	run timeout 30 "$run_vm" --timeout 1 -- sh -c 'trap "" TERM; while :; do sleep 1; done'
	[ "$status" -eq 124 ]
}

@test "Ctrl-C ends the run: 130" {
	run timeout --preserve-status -s INT 3 "$run_vm" -- sleep 100
	[ "$status" -eq 130 ]
}

@test "Ctrl-C reaches the command, which may tidy up" {
	run timeout --preserve-status -s INT 3 "$run_vm" -- sh -c 'trap "echo tidied; exit 0" INT; while :; do sleep 0.1; done'
	echo "$output"
	[ "$status" -eq 130 ]
	[ "$output" = tidied ]
}

@test "Ctrl-C also ends a command that does not want to end" {
	run timeout --preserve-status -s INT 3 "$run_vm" -- sh -c 'trap "" INT; while :; do sleep 1; done'
	[ "$status" -eq 130 ]
}

@test "damaged modules and a damaged runner are built again" {
	copy_cache "$BATS_TEST_TMPDIR/cache"
	truncate -s 100 "$BATS_TEST_TMPDIR"/cache/modules/*/vfio-sim/vfio-sim.ko
	truncate -s 100 "$BATS_TEST_TMPDIR"/cache/tools/*/host
	LIBIOMMUFD_CACHE=$BATS_TEST_TMPDIR/cache run "$run_vm" -- ls /dev/vfio/devices
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *"compile the runner: done"*"unfinished or damaged"*vfio0* ]]
}

@test "a kernel that does not boot" {
	copy_cache "$BATS_TEST_TMPDIR/cache"
	cp /bin/false "$BATS_TEST_TMPDIR"/cache/kernel/*/linux
	seal_kernel "$BATS_TEST_TMPDIR/cache"
	LIBIOMMUFD_CACHE=$BATS_TEST_TMPDIR/cache run timeout 30 "$run_vm" -- true
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"did not boot; its log is $BATS_TEST_TMPDIR/cache/log/"* ]]
}

@test "too little memory to boot: the kernel's own words are shown" {
	run "$run_vm" --memory 1M -- true
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"did not boot"*"physical memory"* ]]
}

@test "a WARNING fails the run and is shown, though the command succeeded" {
	run "$run_vm" -- bash -c 'echo WARNING >/sys/kernel/debug/provoke-crash/DIRECT'
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"reported trouble"*"WARNING: "*"lkdtm_WARNING"* ]]
}

@test "a panic ends the run and is shown" {
	run timeout 60 "$run_vm" -- bash -c 'echo PANIC >/sys/kernel/debug/provoke-crash/DIRECT'
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"stopped before the command ended"*"Kernel panic - not syncing"* ]]
}

@test "a kernel that is killed does not hang the run" {
	"$run_vm" --log "$BATS_TEST_TMPDIR/log" -- sleep 100 2>"$BATS_TEST_TMPDIR/err" &
	local runner=$!
	sleep 2
	kill -KILL "$(pgrep -P "$runner" linux)"
	wait "$runner" && status=0 || status=$?
	cat "$BATS_TEST_TMPDIR/err"
	[ "$status" -eq 125 ]
	grep -q "stopped before the command ended" "$BATS_TEST_TMPDIR/err"
}

@test "a runner that is killed leaves no kernel behind" {
	"$run_vm" -- sleep 100 &
	local runner=$! kernel directory
	sleep 2
	kernel=$(pgrep -P "$runner" linux)
	directory=$(spool_of "$runner")
	kill -KILL "$runner"
	wait "$runner" || true
	rm -rf "$directory"
	sleep 0.5
	# A zombie waits for whoever adopted it.
	[[ $(ps -o stat= -p "$kernel") != [!Z]* ]]
}

@test "what one run puts into the memory directory, it removes" {
	"$run_vm" -- sleep 2 </dev/null &
	local runner=$! directory
	sleep 1
	directory=$(spool_of "$runner")
	[ -d "$directory" ]
	wait "$runner"
	[ ! -e "$directory" ]
}

@test "no room for the guest's memory" {
	need_mounts
	run unshare -rm bash -c "mount -t tmpfs -o size=10m none /dev/shm && mkdir /dev/shm/t && TMPDIR=/dev/shm/t '$run_vm' --memory 900G -- true"
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"921600 MiB fits neither in /dev/shm nor"* ]]
}

@test "a small or noexec /dev/shm is passed over for TMPDIR" {
	need_mounts
	mkdir "$BATS_TEST_TMPDIR/big"
	local options
	for options in size=10m noexec; do
		run unshare -rm bash -c "mount -t tmpfs -o size=2g none '$BATS_TEST_TMPDIR/big' && mount -t tmpfs -o $options none /dev/shm && TMPDIR='$BATS_TEST_TMPDIR/big' '$run_vm' -- echo works"
		echo "$output"
		[ "$status" -eq 0 ]
		[ "$output" = works ]
	done
}

@test "no network is needed once the cache is warm" {
	unshare -rn true 2>/dev/null || skip "this machine does not let a user have name spaces (unshare -rn)"
	run unshare -rn "$run_vm" -- echo works
	echo "$output"
	[ "$output" = works ]
}

@test "an unprivileged user" {
	if [ "$(id -u)" -ne 0 ]; then
		run "$run_vm" -- id -u
	else
		# A place of nobody's own, with the runner and a cache.
		place=$(mktemp -d)
		copy_cache "$place/cache"
		cp -r "$top/kmod" "$place/"
		chown -R nobody "$place"
		cd "$place"
		run setpriv --reuid=nobody --regid=nogroup --clear-groups env -i PATH="$PATH" \
			HOME="$place" LIBIOMMUFD_CACHE="$place/cache" kmod/vm/run -- sh -c 'id -u; ls /dev/vfio/devices'
		rm -rf "$place"
	fi
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == 0* ]]
}
