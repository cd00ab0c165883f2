#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# A person at a terminal, played by script(1).

# shellcheck source=tests/vm/helpers.bash
source "$BATS_TEST_DIRNAME/helpers.bash"

setup_file() {
	warm_up
}

# at_terminal COMMAND: what is typed comes on standard input.
at_terminal() {
	script -qec "$1" /dev/null
}

@test "a shell prompts, controls jobs, and passes its exit status on" {
	run at_terminal "'$run_vm' -- bash --norc --noprofile -i" < <(
		sleep 2; printf 'tty; sleep 100\n'
		sleep 1; printf '\003'
		sleep 0.5; printf 'echo interrupted $?; sleep 99 &\n'
		sleep 0.5; printf 'jobs; kill %%1; exit 5\n'; sleep 1)
	echo "$output"
	[ "$status" -eq 5 ]
	[[ $output == *"bash-"*"# "*"/dev/pts/"*"interrupted 130"*"Running"*"sleep 99"* ]]
	[[ $output != *"no job control"* ]]
}

@test "the window's size is the host's" {
	run at_terminal "stty rows 33 cols 77; '$run_vm' -- stty size" </dev/null
	[[ $output == *"33 77"* ]]
}

@test "the terminal is afterwards as it was before" {
	run at_terminal "stty -g; '$run_vm' -- true; stty -g; '$run_vm' --timeout 1 -- sleep 9; stty -g" </dev/null
	echo "$output"
	mapfile -t settings < <(grep -E '^[0-9a-f:]+.?$' <<<"$output")
	[ "${#settings[@]}" -eq 3 ]
	[ "${settings[0]}" = "${settings[1]}" ]
	[ "${settings[0]}" = "${settings[2]}" ]
}

@test "standard error that goes elsewhere stays apart" {
	at_terminal "'$run_vm' -- sh -c 'echo output; echo error >&2' 2>'$BATS_TEST_TMPDIR/err'" </dev/null >"$BATS_TEST_TMPDIR/out"
	[[ $(<"$BATS_TEST_TMPDIR/out") == output* ]]
	[ "$(cat "$BATS_TEST_TMPDIR/err")" = error ]
}
