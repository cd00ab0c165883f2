#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# What of a kernel log is a report of trouble.

# shellcheck source=tests/vm/helpers.bash
source "$BATS_TEST_DIRNAME/helpers.bash"

report() {
	"$top/kmod/vm/report" "$BATS_TEST_TMPDIR/log"
}

@test "a quiet log is no report, nor are words that only look like one" {
	cat >"$BATS_TEST_TMPDIR/log" <<-'END'
		Linux version 7.2.13 (gcc)
		Warning: unable to open an initial console.
		Checking for BUG: no such thing
		iommu_sim: loading out-of-tree module taints kernel.
		lockdep: fixing up alternatives.
		workqueue: 3 info: WARNINGS are off
		Run /init as init process
		FAULT_INJECTION: forcing a failure.
		name failslab, interval 1, probability 0, space 0, times 0
	END
	run report
	echo "$output"
	[ "$status" -eq 0 ]
	[ -z "$output" ]
}

@test "first lines of reports" {
	local line
	while IFS= read -r line; do
		printf 'booting\n%s\n more of it\n' "$line" >"$BATS_TEST_TMPDIR/log"
		run report
		echo "$line: $status"
		[ "$status" -eq 1 ]
		[ "$output" = "$line"$'\n more of it' ]
	done <<-'END'
		WARNING: drivers/iommu/iommu.c:120 at iommu_attach+0x1/0x2, CPU#0: test/41
		WARNING: CPU: 0 PID: 41 at drivers/iommu/iommu.c:120 iommu_attach+0x1/0x2
		[    1.230000] WARNING: possible circular locking dependency detected
		WARNING: possible recursive locking detected
		WARNING: inconsistent lock state
		WARNING: suspicious RCU usage
		WARNING: held lock freed!
		WARNING: bad unlock balance detected!
		WARNING: lock held when returning to user space!
		[   12.5][   T41] BUG: KASAN: slab-use-after-free in vfio_sim_open+0x10/0x20 [vfio_sim]
		BUG: sleeping function called from invalid context at mm/slab.h:1
		BUG: scheduling while atomic: test/41/0x00000002
		BUG: unable to handle page fault for address: 0000000000000010
		BUG: failure at drivers/iommu/iommufd/device.c:1/test()!
		BUG: memory leak
		kernel BUG at mm/slub.c:10!
		Oops: 0000 [#1] SMP
		INFO: task test:41 blocked for more than 122 seconds.
		INFO: trying to register non-static key.
		rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
		UBSAN: array-index-out-of-bounds in drivers/iommu/x.c:1:2
		refcount_t: underflow; use-after-free.
		list_add corruption. prev->next should be next
		Kernel panic - not syncing: Kernel mode fault at addr 0x10, ip 0x60001000
		general protection fault, probably for non-canonical address
		kmemleak: 2 new suspected memory leaks (see /sys/kernel/debug/kmemleak)
	END
}

@test "two reports far apart are both shown, what is between them is not" {
	{
		echo "WARNING: first at a+0/1"
		seq 100
		echo "BUG: KASAN: second in b+0/1"
	} >"$BATS_TEST_TMPDIR/log"
	run report
	[[ $output == "WARNING: first"*"BUG: KASAN: second"* ]]
	[[ $output != *$'\n99\n'* ]]
}

@test "what KASAN finds fails a run of its kernel" {
	run "$run_vm" --kernel kasan -- bash -c 'echo READ_AFTER_FREE >/sys/kernel/debug/provoke-crash/DIRECT'
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"BUG: KASAN: "* ]]
}

@test "what lockdep finds fails a run of its kernel" {
	kernel=$("$top/kmod/vm/build" --kernel lockdep)
	mkdir "$BATS_TEST_TMPDIR/module"
	echo 'obj-m := recursive.o' >"$BATS_TEST_TMPDIR/module/Kbuild"
	cat >"$BATS_TEST_TMPDIR/module/recursive.c" <<-'END'
		#include <linux/module.h>
		#include <linux/mutex.h>

		static DEFINE_MUTEX(first);
		static DEFINE_MUTEX(second);

		static int __init take_both_ways(void)
		{
			mutex_lock(&first);
			mutex_lock(&second);
			mutex_unlock(&second);
			mutex_unlock(&first);
			mutex_lock(&second);
			mutex_lock(&first);
			mutex_unlock(&first);
			mutex_unlock(&second);
			return 0;
		}
		module_init(take_both_ways);
		MODULE_LICENSE("GPL");
		MODULE_DESCRIPTION("Takes two locks in either order");
	END
	make -s -C "$kernel" M="$BATS_TEST_TMPDIR/module" ARCH=um KBUILD_KCONFIG="$kernel/Kconfig.select" modules
	run "$run_vm" --kernel lockdep -- insmod "$BATS_TEST_TMPDIR/module/recursive.ko"
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"possible circular locking dependency"* ]]
}
