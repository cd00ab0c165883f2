#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# SIM_MODULES is the folder with iommu-sim/iommu-sim.ko and vfio-sim/vfio-sim.ko.

load kmod

loaded() {
	[ -d "/sys/module/$1" ]
}

load_modules() {
	loaded iommu_sim || insmod "$SIM_MODULES/iommu-sim/iommu-sim.ko"
	loaded vfio_sim || insmod "$SIM_MODULES/vfio-sim/vfio-sim.ko"
}

setup_file() {
	local module

	for module in iommu-sim vfio-sim; do
		[ -f "$SIM_MODULES/$module/$module.ko" ] || {
			echo "SIM_MODULES='${SIM_MODULES-}': no $module/$module.ko in that folder"
			return 1
		}
	done
}

teardown() {
	exec 8>&-
	load_modules
	"$TOPOLOGY/unload"
}

# rmmod MODULE fails because it is in use, and the module stays.
stays() {
	run rmmod "$1"
	[ "$status" -ne 0 ]
	[[ $output == *"in use"* ]]
	loaded "$1"
}

@test "modules with a live device stay" {
	live one dev
	stays vfio_sim
	stays iommu_sim
	set_to one/dev/live 0
	rmmod vfio_sim
	stays iommu_sim
}

@test "modules with an open device stay" {
	live one dev
	exec 8<>"/dev/vfio/devices/$(vfio_name one/dev)"
	stays vfio_sim
	stays iommu_sim
}

@test "a live instance keeps its module" {
	live one
	rmmod vfio_sim
	stays iommu_sim
}

@test "a directory keeps its module" {
	mkdir "$SIM/one"
	rmmod vfio_sim
	stays iommu_sim
}

@test "a device made before its driver was loaded is taken by it" {
	rmmod vfio_sim
	live one dev
	[ -z "$(ls /dev/vfio/devices)" ]
	load_modules
	[ -c "/dev/vfio/devices/$(vfio_name one/dev)" ]
}

@test "both modules can be loaded and unloaded 50 times" {
	for _ in {1..50}; do
		rmmod vfio_sim iommu_sim
		load_modules
		"$TOPOLOGY/load" "$TOPOLOGY/default"
		"$TOPOLOGY/unload"
	done
}

@test "loading a topology without the module says what to do" {
	rmmod vfio_sim iommu_sim
	run "$TOPOLOGY/load" "$TOPOLOGY/default"
	[ "$status" -eq 1 ]
	[[ $output == *"load iommu-sim.ko"* ]]
}
