# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# shellcheck shell=bash
# What the tests of the kernel modules share. Each test begins without any instance.

SIM=/sys/kernel/config/iommu-sim
HERE=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
TOPOLOGY=$HERE/../../kmod/topology

setup() {
	"$TOPOLOGY/unload"
}

# File 8 is where a test holds a device open; 3 is bats' own.
teardown() {
	exec 8>&-
	"$TOPOLOGY/unload"
}

# Write VALUE to attribute ATTRIBUTE below $SIM.
set_to() {
	echo "$2" >"$SIM/$1"
}

# ATTRIBUTE has VALUE.
is() {
	local value
	value=$(<"$SIM/$1")
	[ "$value" = "$2" ] || {
		echo "$1 is $value, not $2"
		return 1
	}
}

# Writing VALUE to ATTRIBUTE fails with error text ERROR and changes nothing.
refuses() {
	local before message
	before=$(<"$SIM/$1")
	if message=$({ LC_ALL=C echo "$2" >"$SIM/$1"; } 2>&1); then
		echo "$1=$2 was accepted"
		return 1
	fi
	[[ $message == *": $3" ]] || {
		echo "$1=$2: expected '$3', got: $message"
		return 1
	}
	is "$1" "$before"
}

# The name of the VFIO device of INSTANCE/DEVICE.
vfio_name() {
	local device directory
	device=$(<"$SIM/$1/dev_name")
	for directory in /sys/bus/platform/devices/"$device"/vfio-dev/*; do
		echo "${directory##*/}"
	done
}

# The number of the IOMMU group of INSTANCE/DEVICE.
group_of() {
	basename "$(readlink "/sys/bus/platform/devices/$(<"$SIM/$1/dev_name")/iommu_group")"
}

# INSTANCE with the devices named, all live.
live() {
	local device
	mkdir "$SIM/$1"
	set_to "$1/live" 1
	for device in "${@:2}"; do
		mkdir "$SIM/$1/$device"
		set_to "$1/$device/live" 1
	done
}
