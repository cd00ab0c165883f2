# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
# shellcheck shell=bash
# Shared by tests/vm/*.bats. What they set up is used there.
# shellcheck disable=SC2034

top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
run_vm=$top/kmod/vm/run
cache=${LIBIOMMUFD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/libiommufd}

# Whatever is to be built first, lest its progress gets among what a test looks at.
warm_up() {
	"$run_vm" -- true
}

# copy_cache DIRECTORY: a cache of the same kernel and modules that a test may spoil. Of the source
# it has what tells that it is there.
copy_cache() {
	local kernel source
	kernel=$("$top/kmod/vm/build")
	source=$("$top/kmod/vm/source")
	mkdir -p "$1/kernel" "$1/source/${source##*/}"
	cp "$source"/{.complete,Makefile,Kconfig} "$1/source/${source##*/}/"
	cp -r "$kernel" "$1/kernel/"
	cp -r "$cache/modules" "$cache/tools" "$1/"
}

# seal_kernel CACHE: make the kernel there, as it is now, pass for a whole one.
seal_kernel() {
	(cd "$1"/kernel/* && sha256sum linux series manifest >stamp)
}

# fake_source DIRECTORY: a source tree whose kernel is built in no time, to test building with.
fake_source() {
	mkdir -p "$1"
	touch "$1/Kconfig"
	cat >"$1/Makefile" <<'END'
VERSION = 7
PATCHLEVEL = 2
.RECIPEPREFIX = >
x86_64_defconfig:
> touch $(O)/.config
olddefconfig:
> sed -i '/$(or $(LACKS),^$$)/d' $(O)/.config
linux:
> sleep $(or $(TAKES),0)
> $(if $(FAILS),echo the compiler is unhappy && false)
> echo built >>$(BUILT)
> touch $(O)/linux
modules:
END
}

# A name space of one's own to mount in; not every container allows it.
need_mounts() {
	unshare -rm true 2>/dev/null || skip "this machine does not let a user mount (unshare -rm)"
}
