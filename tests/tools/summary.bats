#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# tools/summary counts what happened, not what was printed first.

SUMMARY="$BATS_TEST_DIRNAME/../../tools/summary"

# entry RESULT RETURNCODE STDOUT: add a program to the log
entry() {
	printf '{"name": "prog", "result": "%s", "returncode": %d, "stdout": "%s"}\n' "$@" \
		>>"$BATS_TEST_TMPDIR/testlog.json"
}

# summary STATUS LAST-LINE: what it must end with
summary() {
	run "$SUMMARY" "$BATS_TEST_TMPDIR/testlog.json"
	printf '%s\n' "$output"
	[ "$status" = "$1" ] && [ "${lines[-1]}" = "$2" ]
}

@test "passed" {
	entry OK 0 '1..2\nok 1 - a\nok 2 b\n'
	summary 0 "2 passed, 0 failed"
}

@test "failed, with what was expected" {
	entry FAIL 1 '1..2\nok 1 - a\nnot ok 2 - b\n# expected 3, got 4\n'
	summary 1 "1 passed, 1 failed"
	[[ "$output" == *"expected 3, got 4"* ]]
}

@test "skipped, with the reason" {
	entry OK 0 '1..2\nok 1 - a # SKIP no such device\nok 2 - b\n'
	summary 0 "1 passed, 0 failed, 1 skipped"
	[[ "$output" == *"no such device"* ]]
}

@test "skipped alone is no success" {
	entry SKIP 0 '1..0 # SKIP nothing fits\n'
	summary 1 "0 passed, 0 failed, 1 skipped"
}

@test "a program that died after its tests passed has failed" {
	entry ERROR -11 '1..3\nok 1 - a\n'
	summary 1 "1 passed, 1 failed"
}

@test "a program that timed out before its first test has failed" {
	entry TIMEOUT -15 ''
	summary 1 "0 passed, 1 failed"
}

@test "a failing exit status after passing tests is a failure" {
	entry ERROR 125 '1..1\nok 1 - a\n'
	summary 1 "1 passed, 1 failed"
}

@test "a program without subtests counts once" {
	entry OK 0 'hello\n'
	summary 0 "1 passed, 0 failed"
}
