#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later

load kmod

@test "a new instance has the documented attributes and values" {
	mkdir "$SIM/one"
	cd "$SIM/one"
	[ "$(echo *)" = "address_width dirty_tracking identity iommu_name live pasid_bits personality reserved_regions" ]
	is one/personality generic
	is one/address_width 48
	is one/identity 1
	is one/dirty_tracking 0
	is one/pasid_bits 0
	is one/reserved_regions ""
	is one/iommu_name none
	is one/live 0
}

@test "a new device has the documented attributes and values" {
	mkdir -p "$SIM/one/dev"
	cd "$SIM/one/dev"
	[ "$(echo *)" = "dev_name enforce_coherency group identity live pasid_bits reserved_regions" ]
	is one/dev/group ""
	is one/dev/identity 1
	is one/dev/enforce_coherency 0
	is one/dev/pasid_bits 0
	is one/dev/reserved_regions ""
	is one/dev/dev_name none
	is one/dev/live 0
}

@test "every documented value is taken" {
	mkdir -p "$SIM/one/dev"
	for width in 39 48 57; do
		set_to one/address_width $width
		is one/address_width $width
	done
	for flag in identity dirty_tracking dev/identity dev/enforce_coherency; do
		for value in 0 1; do
			set_to one/$flag $value
			is one/$flag $value
		done
	done
	for bits in 20 1 0; do
		set_to one/pasid_bits $bits
		is one/pasid_bits $bits
		set_to one/dev/pasid_bits $bits
		is one/dev/pasid_bits $bits
	done
	set_to one/personality generic
	is one/personality generic
}

@test "nonsense is refused with EINVAL and changes nothing" {
	mkdir -p "$SIM/one/dev"
	for value in 0 38 40 58 64 256 -1 4x nonsense 99999999999999999999; do
		refuses one/address_width $value "Invalid argument"
	done
	for value in 2 -1 n nonsense 10 "1 1"; do
		refuses one/identity "$value" "Invalid argument"
		refuses one/dirty_tracking "$value" "Invalid argument"
		refuses one/dev/identity "$value" "Invalid argument"
		refuses one/dev/enforce_coherency "$value" "Invalid argument"
		refuses one/live "$value" "Invalid argument"
		refuses one/dev/live "$value" "Invalid argument"
	done
	for value in 21 -1 255 256 4x nonsense "1 1"; do
		refuses one/pasid_bits "$value" "Invalid argument"
		refuses one/dev/pasid_bits "$value" "Invalid argument"
	done
	for value in vtd Generic generic1 "generic generic" 1; do
		refuses one/personality "$value" "Invalid argument"
	done
}

@test "names cannot be written" {
	mkdir -p "$SIM/one/dev"
	run bash -c "echo x >$SIM/one/iommu_name"
	[ "$status" -ne 0 ]
	run bash -c "echo x >$SIM/one/dev/dev_name"
	[ "$status" -ne 0 ]
}

@test "fixed attributes of something live are refused with EBUSY" {
	live one dev
	for value in 39 48 nonsense; do
		refuses one/address_width $value "Device or resource busy"
	done
	refuses one/identity 0 "Device or resource busy"
	refuses one/identity 1 "Device or resource busy"
	refuses one/dirty_tracking 1 "Device or resource busy"
	refuses one/personality generic "Device or resource busy"
	refuses one/pasid_bits 1 "Device or resource busy"
	refuses one/dev/pasid_bits 1 "Device or resource busy"
	refuses one/dev/identity 0 "Device or resource busy"
	refuses one/dev/enforce_coherency 1 "Device or resource busy"
	set_to one/dev/live 0
	set_to one/dev/pasid_bits 1
	set_to one/live 0
	set_to one/address_width 39
	set_to one/identity 0
}

@test "iommu_name names the iommu in /sys/class/iommu" {
	live one
	name=$(<"$SIM/one/iommu_name")
	[ -d "/sys/class/iommu/$name" ]
	set_to one/live 0
	is one/iommu_name none
	[ ! -e "/sys/class/iommu/$name" ]
}

@test "dev_name names a platform device behind that iommu" {
	live one dev
	name=$(<"$SIM/one/dev/dev_name")
	iommu=$(readlink "/sys/bus/platform/devices/$name/iommu")
	[ "${iommu##*/}" = "$(<"$SIM/one/iommu_name")" ]
	set_to one/dev/live 0
	is one/dev/dev_name none
	[ ! -e "/sys/bus/platform/devices/$name" ]
}

# What the group of INSTANCE/DEVICE says about default domains.
default_domain() {
	cat "/sys/bus/platform/devices/$(<"$SIM/$1/dev_name")/iommu_group/type"
}

@test "the default domain can be identity only where identity is allowed" {
	mkdir "$SIM/without"
	set_to without/identity 0
	set_to without/live 1
	mkdir "$SIM/without/dev"
	set_to without/dev/live 1
	live with dev
	for instance in with without; do
		device=$(<"$SIM/$instance/dev/dev_name")
		echo "$device" >/sys/bus/platform/drivers/vfio-sim/unbind
	done
	group=/sys/bus/platform/devices/$(<"$SIM/with/dev/dev_name")/iommu_group
	echo identity >"$group/type"
	[ "$(default_domain with/dev)" = identity ]
	echo DMA >"$group/type"
	[ "$(default_domain with/dev)" = DMA ]
	group=/sys/bus/platform/devices/$(<"$SIM/without/dev/dev_name")/iommu_group
	run bash -c "echo identity >$group/type"
	[ "$status" -ne 0 ]
	[ "$(default_domain without/dev)" = DMA ]
}

@test "identity can be refused for one device alone" {
	live one may
	mkdir "$SIM/one/not"
	set_to one/not/identity 0
	set_to one/not/live 1
	for device in may not; do
		cat "$SIM/one/$device/dev_name" >/sys/bus/platform/drivers/vfio-sim/unbind
	done
	group=/sys/bus/platform/devices/$(<"$SIM/one/may/dev_name")/iommu_group
	echo identity >"$group/type"
	[ "$(default_domain one/may)" = identity ]
	group=/sys/bus/platform/devices/$(<"$SIM/one/not/dev_name")/iommu_group
	[ "$(default_domain one/not)" = DMA ]
	run bash -c "echo identity >$group/type"
	[ "$status" -ne 0 ]
	[ "$(default_domain one/not)" = DMA ]
}
