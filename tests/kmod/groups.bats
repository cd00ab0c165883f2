#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later

load kmod

# INSTANCE/DEVICE in the group named, live.
live_in_group() {
	mkdir "$SIM/$1"
	set_to "$1/group" "$2"
	set_to "$1/live" 1
}

@test "every name of a group is taken and read back" {
	mkdir -p "$SIM/one/dev"
	for name in a pair Group.1_x-y 0 "$(printf '%031d' 1)" ""; do
		set_to one/dev/group "$name"
		is one/dev/group "$name"
	done
}

@test "nonsense for a group is refused with EINVAL and changes nothing" {
	mkdir -p "$SIM/one/dev"
	set_to one/dev/group pair
	for name in " " "a b" a/b ä "$(printf '%032d' 1)" "$(printf '%01000d' 1)"; do
		refuses one/dev/group "$name" "Invalid argument"
	done
}

@test "the group of a live device is refused with EBUSY" {
	live one dev
	refuses one/dev/group pair "Device or resource busy"
	refuses one/dev/group "" "Device or resource busy"
	set_to one/dev/live 0
	set_to one/dev/group pair
}

@test "a device has a group of its own" {
	live one dev other
	[ "$(group_of one/dev)" != "$(group_of one/other)" ]
}

@test "devices with the same name of a group share it" {
	live one
	live_in_group one/a pair
	live_in_group one/b pair
	live_in_group one/c other
	group=$(group_of one/a)
	[ "$(group_of one/b)" = "$group" ]
	[ "$(group_of one/c)" != "$group" ]
	[ "$(find "/sys/kernel/iommu_groups/$group/devices" -type l | wc -l)" = 2 ]
}

@test "a name means nothing in another instance" {
	live one
	live two
	live_in_group one/dev pair
	live_in_group two/dev pair
	[ "$(group_of one/dev)" != "$(group_of two/dev)" ]
}

@test "a group stays as long as a device is in it, whoever came first" {
	live one
	live_in_group one/a pair
	live_in_group one/b pair
	group=$(group_of one/a)
	set_to one/a/live 0
	live_in_group one/c pair
	[ "$(group_of one/c)" = "$group" ]
	set_to one/b/live 0
	set_to one/c/live 0
	[ ! -e "/sys/kernel/iommu_groups/$group" ]
	set_to one/a/live 1
	[ "$(find "/sys/kernel/iommu_groups/$(group_of one/a)/devices" -type l | wc -l)" = 1 ]
}
