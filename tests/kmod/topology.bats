#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later

load kmod

# Load a topology file with the lines given.
load_lines() {
	printf '%s\n' "$@" >"$BATS_TEST_TMPDIR/file"
	run "$TOPOLOGY/load" "$BATS_TEST_TMPDIR/file"
}

# The last load failed and said TEXT.
failed_with() {
	echo "status $status, output: $output"
	[ "$status" -eq 1 ]
	[[ $output == *"$1"* ]]
}

@test "the default topology has two live devices" {
	run "$TOPOLOGY/load" "$TOPOLOGY/default"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	is iommu0/live 1
	is iommu0/dev0/live 1
	is iommu0/dev1/live 1
	[ -c "/dev/vfio/devices/$(vfio_name iommu0/dev0)" ]
	[ -c "/dev/vfio/devices/$(vfio_name iommu0/dev1)" ]
}

@test "comments, blank lines and a missing last newline do not matter" {
	printf '# one\n\n  # two\nx/address_width=39 \n\nx/live=1' >"$BATS_TEST_TMPDIR/file"
	"$TOPOLOGY/load" "$BATS_TEST_TMPDIR/file"
	is x/address_width 39
	is x/live 1
}

@test "unload removes everything and can be repeated" {
	"$TOPOLOGY/load" "$TOPOLOGY/default"
	"$TOPOLOGY/unload"
	[ -z "$(ls "$SIM")" ]
	"$TOPOLOGY/unload"
}

@test "unload names what is in use" {
	"$TOPOLOGY/load" "$TOPOLOGY/default"
	exec 8<>"/dev/vfio/devices/$(vfio_name iommu0/dev1)"
	run "$TOPOLOGY/unload"
	failed_with "iommu0/dev1 is in use"
	exec 8>&-
	"$TOPOLOGY/unload"
}

@test "a line that cannot be understood changes nothing" {
	for line in "x" "x=1" "x/live" "x/live=" "/live=1" "a/b/c/live=1" "x/live=1 1" "=1"; do
		load_lines "y/live=1" "$line"
		failed_with "file:2: '$line'"
		[ ! -e "$SIM/y" ]
	done
}

@test "a value that is refused is named with file, line and reason" {
	load_lines "# comment" "x/address_width=47"
	failed_with "file:2: x/address_width=47: Invalid argument"
	load_lines "x/live=1" "x/identity=0"
	failed_with "file:2: x/identity=0: Device or resource busy"
	load_lines "y/dev/live=1"
	failed_with "file:1: y/dev/live=1: No such device"
	load_lines "y/iommu_name=1"
	failed_with "file:1: y/iommu_name=1: Permission denied"
}

@test "an attribute that does not exist is named, with those that do" {
	load_lines "x/lives=1"
	failed_with "file:1: x/lives: no such attribute; there are: address_width dirty_tracking identity"
}

@test "a file that does not exist is named" {
	run "$TOPOLOGY/load" /nonexistent
	failed_with "/nonexistent"
	run "$TOPOLOGY/load"
	failed_with "usage"
}

@test "a topology can be loaded on top of another" {
	"$TOPOLOGY/load" "$TOPOLOGY/default"
	load_lines "iommu0/dev2/live=1" "iommu1/live=1"
	[ "$status" -eq 0 ]
	is iommu0/dev2/live 1
	is iommu0/dev0/live 1
}
