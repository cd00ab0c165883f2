# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Kernel source from the linux-source packages of Debian, through the machine's own apt: its mirror,
# proxy and credentials, but a state of its own, so neither root nor any change to the system is
# needed. Signatures are verified with Debian's keyring.

debian_state=$LIBIOMMUFD_CACHE/apt

debian_keyring() {
	local keyring
	for keyring in /usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do
		if [[ -f $keyring ]]; then
			printf '%s\n' "$keyring"
			return
		fi
	done
}

debian_codename() {
	sed -n 's/^VERSION_CODENAME=//p' /etc/os-release
}

# The sites that serve the machine's own Debian suite. The origin is known only after an `apt-get
# update`, so the suite's name decides; a site that is not Debian's fails the signature.
debian_sites() {
	# shellcheck disable=SC2016 # apt expands these
	apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
		awk -v codename="$(debian_codename)" '
			($2 == codename || $2 ~ /^(old|)stable$/) && $3 == "main" { print $1 }' | sort -u
}

debian_possible() {
	command -v apt-get apt-cache dpkg-deb >/dev/null && [[ $(debian_keyring) && $(debian_sites) ]]
}

debian_suites() {
	local codename
	codename=$(debian_codename)
	case $1 in
	rc) printf '%s\n' experimental ;;
	released) printf '%s\n' stable-backports testing unstable ;;
	*) printf '%s\n' "$codename" "$codename-backports" stable stable-backports testing unstable \
		experimental ;;
	esac
}

debian_apt() {
	local tool=$1
	shift
	"$tool" -c "$debian_state/apt.conf" "$@"
}

debian_configure() {
	local site suite
	make_dir "$debian_state/lists/partial"
	make_dir "$debian_state/archives/partial"
	: >"$debian_state/status"
	# Hooks that the system hangs on updates are about the system's lists, not about these.
	cat >"$debian_state/apt.conf" <<-END
	Dir::State "$debian_state";
	Dir::State::lists "$debian_state/lists";
	Dir::State::status "$debian_state/status";
	Dir::Cache "$debian_state";
	Dir::Cache::archives "$debian_state/archives";
	Dir::Etc::sourcelist "$debian_state/sources.list";
	Dir::Etc::sourceparts "/dev/null";
	Dir::Etc::preferences "/dev/null";
	Dir::Etc::preferencesparts "/dev/null";
	APT::Sandbox::User "root";
	APT::Architecture "amd64";
	APT::Architectures { "amd64"; };
	Acquire::Languages "none";
	#clear APT::Update::Pre-Invoke;
	#clear APT::Update::Post-Invoke;
	#clear APT::Update::Post-Invoke-Success;
	END
	for site in $(debian_sites); do
		for suite in $(debian_suites "$1"); do
			printf 'deb [signed-by=%s] %s %s main\n' "$(debian_keyring)" "$site" "$suite"
		done
	done >"$debian_state/sources.list"
}

# A suite that the mirror lacks is no reason to stop: debian_versions tells what there is.
debian_update() {
	debian_configure "$1"
	step "look for kernel source on the Debian mirror" "$LIBIOMMUFD_CACHE/log/apt-update" \
		debian_apt apt-get update || say "not every suite could be read; using the others"
}

# The version of every linux-source-X.Y there is.
debian_versions() {
	debian_apt apt-cache pkgnames linux-source- | sed -E '/^linux-source-[0-9]+\.[0-9]+$/!d' |
		xargs -r apt-cache -c "$debian_state/apt.conf" madison | awk '{ print $3 }' | sort -u
}

debian_series() {
	grep -oE '^[0-9]+\.[0-9]+' <<<"$1"
}

debian_download() {
	rm -rf -- "$debian_state/download" &&
		mkdir -- "$debian_state/download" &&
		(cd "$debian_state/download" &&
			debian_apt apt-get download "linux-source-$(debian_series "$1")=$1")
}

# The package holds the tree as one tarball.
debian_unpack() {
	mkdir -- "$2" &&
		dpkg-deb --fsys-tarfile "$debian_state/download"/*.deb |
		tar -xO --wildcards './usr/src/linux-source-*.tar.xz' |
			tar -C "$2" --strip-components=1 -xJ
}

# debian_fetch VERSION DIRECTORY
debian_fetch() {
	need_commands tar xz
	step "download kernel source $1" "$LIBIOMMUFD_CACHE/log/download" debian_download "$1" ||
		die "the kernel source could not be downloaded: see the log above, or set KERNEL_SOURCE= to a tree or tarball."
	step "unpack kernel source $1" "$LIBIOMMUFD_CACHE/log/unpack" debian_unpack "$1" "$2" ||
		die "the kernel source could not be unpacked: see the log above."
	rm -rf -- "$debian_state/download"
}
