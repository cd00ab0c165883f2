#!/usr/bin/env bats
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# Other kernels than the default one, where they have been built: building one takes minutes.

# shellcheck source=tests/vm/helpers.bash
source "$BATS_TEST_DIRNAME/helpers.bash"

need_kernel() {
	compgen -G "$cache/kernel/$1" >/dev/null ||
		skip "not built yet: kmod/vm/build --linux $2"
	"$run_vm" --linux "$2" -- true
}

@test "6.12 has iommufd, and says that the sim is not for it" {
	need_kernel '6.12.*-plain-*/stamp' 6.12
	run "$run_vm" --linux 6.12 -- ls /dev/iommu
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *"Linux 6.12 is too old for the sim"*"/dev/iommu" ]]
}

@test "a topology that 6.12 cannot have is refused" {
	need_kernel '6.12.*-plain-*/stamp' 6.12
	run "$run_vm" --linux 6.12 --topology "$top/kmod/topology/default" -- true
	echo "$output"
	[ "$status" -eq 125 ]
	[[ $output == *"too old for the sim"* ]]
}

@test "the newest rc has the sim" {
	need_kernel '*~rc*-plain-*/stamp' rc
	run "$run_vm" --linux rc -- sh -c 'uname -r; ls /dev/vfio/devices'
	echo "$output"
	[ "$status" -eq 0 ]
	[[ $output == *-rc*vfio0* ]]
}

@test "binary data passes on one processor, on 6.12 too" {
	need_kernel '6.12.*-plain-*/stamp' 6.12
	head -c 5000000 /dev/urandom >"$BATS_TEST_TMPDIR/in"
	"$run_vm" --linux 6.12 -- cat <"$BATS_TEST_TMPDIR/in" >"$BATS_TEST_TMPDIR/out"
	cmp "$BATS_TEST_TMPDIR/in" "$BATS_TEST_TMPDIR/out"
}
