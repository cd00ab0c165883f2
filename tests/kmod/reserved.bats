#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later

load kmod

MSI=0xfee00000-0xfeefffff:msi
LOW=0x0-0xfff:reserved

# The reserved regions of the IOMMU group of INSTANCE/DEVICE.
regions_of() {
	cat "/sys/kernel/iommu_groups/$(group_of "$1")/reserved_regions"
}

@test "every kind of region is taken and read back" {
	mkdir -p "$SIM/one/dev"
	for where in one one/dev; do
		for type in direct direct-relaxable reserved msi; do
			set_to $where/reserved_regions "0x1000-0x1fff:$type"
			is $where/reserved_regions "0x1000-0x1fff:$type"
		done
		set_to $where/reserved_regions "$LOW,$MSI"
		is $where/reserved_regions "$LOW,$MSI"
		set_to $where/reserved_regions 4096-8191:msi
		is $where/reserved_regions 0x1000-0x1fff:msi
		set_to $where/reserved_regions ""
		is $where/reserved_regions ""
	done
}

@test "there can be 16 regions" {
	local i many=""
	mkdir -p "$SIM/one"
	for ((i = 0; i < 16; i++)); do
		many+=$(printf ',0x%x000-0x%xfff:reserved' $((i + 1)) $((i + 1)))
	done
	set_to one/reserved_regions "${many#,}"
	is one/reserved_regions "${many#,}"
	refuses one/reserved_regions "$LOW$many" "Invalid argument"
}

@test "nonsense for regions is refused with EINVAL and changes nothing" {
	mkdir -p "$SIM/one/dev"
	for where in one one/dev; do
		set_to $where/reserved_regions "$MSI"
		for value in x 0 0x1000 0x1000-0x1fff 0x1000-0x1fff: 0x1000-0x1fff:x 0x1000-0x1fff:MSI \
			0x1000:msi 0x1000-:msi -0x1fff:msi :msi - : "," "$LOW," ",$LOW" "$LOW,,$MSI" "$LOW $MSI" \
			0x1001-0x1fff:msi 0x1000-0x1ffe:msi 0x1000-0x2000:msi 0x2000-0x1fff:msi \
			0x1fff-0x1000:msi 0x1000-0x1fff:msi:msi 0x1000-0x1fff-0x2fff:msi " $MSI" "$MSI " \
			0-0x1ffffffffffffffff:reserved; do
			refuses $where/reserved_regions "$value" "Invalid argument"
		done
	done
}

@test "regions of something live are refused with EBUSY" {
	live one dev
	for value in "$MSI" "" nonsense; do
		refuses one/reserved_regions "$value" "Device or resource busy"
		refuses one/dev/reserved_regions "$value" "Device or resource busy"
	done
}

@test "regions beyond the addresses of the IOMMU keep it from being live" {
	mkdir -p "$SIM/one/dev"
	set_to one/address_width 39
	set_to one/reserved_regions 0x7ffffff000-0x8000000fff:reserved
	refuses one/live 1 "Invalid argument"
	set_to one/reserved_regions 0-0xffffffffffffffff:reserved
	refuses one/live 1 "Invalid argument"
	set_to one/reserved_regions 0x7ffffff000-0x7fffffffff:reserved
	set_to one/live 1
	set_to one/dev/reserved_regions 0x8000000000-0x8000000fff:direct
	refuses one/dev/live 1 "Invalid argument"
	set_to one/dev/reserved_regions 0x7fffffe000-0x7fffffefff:direct
	set_to one/dev/live 1
}

@test "a group has the regions of the IOMMU and of all its devices" {
	mkdir -p "$SIM/one/"{a,b,alone}
	set_to one/reserved_regions "$MSI"
	set_to one/a/group pair
	set_to one/a/reserved_regions 0x2000-0x2fff:direct
	set_to one/b/group pair
	set_to one/b/reserved_regions 0x3000-0x3fff:direct,0x1000-0x1fff:direct-relaxable,0x8000-0xffff:reserved
	set_to one/live 1
	set_to one/a/live 1
	set_to one/b/live 1
	set_to one/alone/live 1
	diff - <(regions_of one/a) <<-END
	0x0000000000001000 0x0000000000001fff direct-relaxable
	0x0000000000002000 0x0000000000003fff direct
	0x0000000000008000 0x000000000000ffff reserved
	0x00000000fee00000 0x00000000feefffff msi
	END
	[ "$(regions_of one/alone)" = "0x00000000fee00000 0x00000000feefffff msi" ]
}
