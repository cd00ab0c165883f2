# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Shared by the scripts of kmod/vm: messages, the cache, locks and long steps.

shopt -s inherit_errexit

# shellcheck disable=SC2034 # by the scripts that source this
vm_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
LIBIOMMUFD_CACHE=${LIBIOMMUFD_CACHE:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/libiommufd}

say() {
	printf 'kmod/vm: %s\n' "$*" >&2
}

# 125 tells the runner's own failures from the command's.
die() {
	say "$@"
	exit 125
}

make_dir() {
	local why
	why=$(mkdir -p -- "$1" 2>&1) ||
		die "$1 cannot be created (${why##*: }): set LIBIOMMUFD_CACHE to a directory you can write to."
}

need_commands() {
	local command missing=()
	for command in "$@"; do
		command -v "$command" >/dev/null || missing+=("$command")
	done
	[[ ${#missing[@]} -eq 0 ]] ||
		die "missing: ${missing[*]}. Install what provides them (on Debian: tools/setup kernel) and try again."
}

# need_space DIRECTORY MIB WHAT
need_space() {
	local free
	free=$(df -Pk -- "$1" | awk 'NR == 2 { print int($4 / 1024) }')
	[[ $free -ge $2 ]] ||
		die "$3 needs $2 MiB in $1, where $free MiB are free: make room, or set LIBIOMMUFD_CACHE to a directory on another file system."
}

# with_lock NAME COMMAND...: one at a time for everybody who uses the cache. In a subshell, whose
# end releases the lock.
with_lock() (
	lock_name=$1
	shift
	make_dir "$LIBIOMMUFD_CACHE/lock"
	exec {lock}>"$LIBIOMMUFD_CACHE/lock/$lock_name"
	if ! flock -n "$lock"; then
		say "waiting for another run that prepares the same ($lock_name)"
		flock "$lock"
	fi
	"$@"
)

# A line that counts on a terminal, until this script ends or says that the step has.
count_lines() {
	local log=$1 what=$2 start=$SECONDS
	while kill -0 $$ 2>/dev/null; do
		printf '\r\033[Kkmod/vm: %s: %d s, %d lines of log ' "$what" $((SECONDS - start)) \
			"$(wc -l <"$log")" >&2
		sleep 1
	done
}

# step WHAT LOG COMMAND...: run a long command, its output to the log, and say how it went. The
# command stays in the foreground, where Ctrl-C reaches it. A function has to chain what it does
# with &&: errexit does not hold where a status is looked at.
step() {
	local what=$1 log=$2 start=$SECONDS counter='' status=0
	shift 2
	make_dir "$(dirname "$log")"
	: >"$log"
	if [[ -t 2 ]]; then
		count_lines "$log" "$what" &
		counter=$!
	else
		say "$what ..."
	fi
	"$@" >>"$log" 2>&1 </dev/null || status=$?
	if [[ $counter ]]; then
		kill "$counter" 2>/dev/null || true
		wait "$counter" 2>/dev/null || true
		printf '\r\033[K' >&2
	fi
	if [[ $status -ne 0 ]]; then
		say "$what: failed after $((SECONDS - start)) s. The end of $log:"
		tail -n 15 -- "$log" | sed 's/^/    /' >&2
		return 1
	fi
	say "$what: done in $((SECONDS - start)) s"
}

# The release of a kernel source tree, as X.Y: what --linux is compared with.
tree_series() {
	sed -n 's/^VERSION = //p; s/^PATCHLEVEL = //p' "$1/Makefile" | paste -sd.
}

# series_at_least HAVE WANT
series_at_least() {
	[[ $(printf '%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}
