#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later

load kmod

@test "a live device can be opened, a dead one has no file" {
	live one dev
	vfio=$(vfio_name one/dev)
	[ -c "/dev/vfio/devices/$vfio" ]
	set_to one/dev/live 0
	[ ! -e "/dev/vfio/devices/$vfio" ]
}

@test "nothing of a dead device or instance remains" {
	nodes=$(ls /sys/kernel/software_nodes)
	mkdir -p "$SIM/one/dev"
	set_to one/pasid_bits 5
	set_to one/dev/pasid_bits 5
	set_to one/live 1
	set_to one/dev/live 1
	set_to one/dev/live 0
	set_to one/live 0
	[ "$(ls /sys/kernel/software_nodes)" = "$nodes" ]
}

@test "live can be said twice" {
	live one dev
	set_to one/live 1
	set_to one/dev/live 1
	set_to one/dev/live 0
	set_to one/dev/live 0
	set_to one/live 0
	set_to one/live 0
	is one/live 0
}

@test "a device of an instance that is not live cannot be live" {
	mkdir -p "$SIM/one/dev"
	refuses one/dev/live 1 "No such device"
	set_to one/live 1
	set_to one/dev/live 1
}

@test "what is live cannot be removed" {
	live one dev
	run rmdir "$SIM/one/dev"
	[ "$status" -ne 0 ]
	run rmdir "$SIM/one"
	[ "$status" -ne 0 ]
	set_to one/dev/live 0
	rmdir "$SIM/one/dev"
	run rmdir "$SIM/one"
	[ "$status" -ne 0 ]
	set_to one/live 0
	rmdir "$SIM/one"
}

@test "an instance with a live device stays" {
	live one dev other
	refuses one/live 0 "Device or resource busy"
	set_to one/dev/live 0
	refuses one/live 0 "Device or resource busy"
	set_to one/other/live 0
	set_to one/live 0
}

@test "devices come and go while others are open" {
	live one dev
	exec 8<>"/dev/vfio/devices/$(vfio_name one/dev)"
	for _ in 1 2 3; do
		mkdir "$SIM/one/guest"
		set_to one/guest/live 1
		[ -c "/dev/vfio/devices/$(vfio_name one/guest)" ]
		set_to one/guest/live 0
		rmdir "$SIM/one/guest"
	done
	is one/dev/live 1
}

@test "instances are independent of each other" {
	live one dev
	live two dev
	[ "$(vfio_name one/dev)" != "$(vfio_name two/dev)" ]
	exec 8<>"/dev/vfio/devices/$(vfio_name one/dev)"
	set_to two/dev/live 0
	set_to two/live 0
	rmdir "$SIM/two/dev" "$SIM/two"
	refuses one/dev/live 0 "Device or resource busy"
}

@test "an open device stays, and goes when it is closed" {
	live one dev
	exec 8<>"/dev/vfio/devices/$(vfio_name one/dev)"
	refuses one/dev/live 0 "Device or resource busy"
	refuses one/live 0 "Device or resource busy"
	exec 9<>"/dev/vfio/devices/$(vfio_name one/dev)"
	exec 8>&-
	refuses one/dev/live 0 "Device or resource busy"
	exec 9>&-
	set_to one/dev/live 0
	set_to one/live 0
}

@test "a device that its driver let go of can be removed" {
	live one dev
	vfio=$(vfio_name one/dev)
	cat "$SIM/one/dev/dev_name" >/sys/bus/platform/drivers/vfio-sim/unbind
	[ ! -e "/dev/vfio/devices/$vfio" ]
	cat "$SIM/one/dev/dev_name" >/sys/bus/platform/drivers/vfio-sim/bind
	[ -c "/dev/vfio/devices/$(vfio_name one/dev)" ]
	cat "$SIM/one/dev/dev_name" >/sys/bus/platform/drivers/vfio-sim/unbind
	set_to one/dev/live 0
}

@test "removing and opening at the same time ends well" {
	live one dev
	(
		while :; do
			for file in /dev/vfio/devices/*; do
				# Not <>, which makes a file where there is none any more.
				{ exec 9<"$file"; } 2>/dev/null && exec 9<&-
			done
		done
	) &
	opener=$!
	for _ in {1..100}; do
		until { set_to one/dev/live 0; } 2>/dev/null; do :; done
		is one/dev/dev_name none
		set_to one/dev/live 1
	done
	kill "$opener"
	wait "$opener" || true
}

@test "page tables outlive the device they were made for and keep the instance" {
	live one dev
	coproc HOLDER { exec "$HERE/hold-hwpt" "/dev/vfio/devices/$(vfio_name one/dev)"; }
	read -r -t 60 answer <&"${HOLDER[0]}"
	[ "$answer" = held ]
	set_to one/dev/live 0
	rmdir "$SIM/one/dev"
	refuses one/live 0 "Device or resource busy"
	run rmdir "$SIM/one"
	[ "$status" -ne 0 ]
	run rmmod iommu_sim
	[ "$status" -ne 0 ]
	holder=$HOLDER_PID
	eval "exec ${HOLDER[1]}>&-"
	wait "$holder"
	set_to one/live 0
	rmdir "$SIM/one"
}

@test "a device whose driver waits for its user to close it stays" {
	live one dev
	name=$(<"$SIM/one/dev/dev_name")
	vfio=$(vfio_name one/dev)
	exec 8<>"/dev/vfio/devices/$vfio"
	(
		exec 8>&-
		echo "$name" >/sys/bus/platform/drivers/vfio-sim/unbind
	) &
	unbinder=$!
	while [ -e "/dev/vfio/devices/$vfio" ]; do :; done
	refuses one/dev/live 0 "Device or resource busy"
	exec 8>&-
	wait "$unbinder"
	set_to one/dev/live 0
}
