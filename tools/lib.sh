# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# shellcheck shell=bash
# What demo, check and the tools share: how they speak, and how they run a long step.

say() {
	printf '%s\n' "$*" >&2
}

die() {
	say "${0##*/}: $*"
	exit 1
}

# step TEXT LOG COMMAND...: run a command with its output in a log, which is shown if it fails
step() {
	local text="$1" log="$2" start=$SECONDS

	mkdir -p "${log%/*}"
	printf '%s ... ' "$text" >&2
	if "${@:3}" >"$log" 2>&1; then
		say "done ($((SECONDS - start)) s)"
	else
		say "failed"
		tail -n 30 "$log" >&2
		die "$text failed; all of the log is in $log"
	fi
}

# The Python that the binding is for: the first one that has its headers.
choose_python() {
	local candidate include

	for candidate in ${PYTHON:+"$PYTHON"} /usr/bin/python3 python3; do
		include=$("$candidate" -c 'import sysconfig; print(sysconfig.get_path("include"))' \
			2>/dev/null) || continue
		if [ -e "$include/Python.h" ]; then
			command -v "$candidate"
			return
		fi
	done
	die "no Python with headers (Debian: python3-dev); PYTHON=/path/to/python3 names another"
}
