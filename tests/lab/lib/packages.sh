# shellcheck shell=bash
# The Debian packages that the lab's servers come from.

has() { command -v "$1" >/dev/null 2>&1; }

busybox_is_static() { has busybox && ! ldd "$(command -v busybox)" >/dev/null 2>&1; }

missing_packages() {
    has dockerd || echo docker.io
    has docker || docker_client_package
    busybox_is_static || echo busybox-static
    has docker-registry || echo docker-registry
    # Where the kernel has AppArmor, Docker starts no container without its parser.
    [[ $(cat /sys/module/apparmor/parameters/enabled 2>/dev/null) != Y ]] || has apparmor_parser || echo apparmor
}

# From Debian 13 on, the client is a package of its own.
docker_client_package() {
    if apt-cache show docker-cli >/dev/null 2>&1; then echo docker-cli; else echo docker.io; fi
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages | sort -u)
    ((${#missing[@]})) || return 0
    has apt-get || unavailable "these are missing and there is no apt-get to install them: ${missing[*]}"
    say "installing ${missing[*]}"
    mkdir -p "$LAB_DIR"
    apt_install "${missing[@]}" >"$LAB_DIR/apt.log" 2>&1 \
        || { tail -n 5 "$LAB_DIR/apt.log" >&2; unavailable "cannot install ${missing[*]}; see $LAB_DIR/apt.log"; }
}

# Package lists may be absent or old, so: try, refresh them once, try again.
apt_install() (
    export DEBIAN_FRONTEND=noninteractive
    # The packages would start servers of their own, on ports that are ours; those of the machine stay as they are.
    if [[ ! -e /usr/sbin/policy-rc.d ]]; then
        trap 'rm -f /usr/sbin/policy-rc.d' EXIT
        printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
        chmod +x /usr/sbin/policy-rc.d
    fi
    # docker-cli is only known once the lists are there.
    apt-get install -y -q --no-install-recommends "$@" && has docker && return 0
    apt-get update -q
    mapfile -t missing < <(missing_packages | sort -u)
    ((${#missing[@]} == 0)) || apt-get install -y -q --no-install-recommends "${missing[@]}"
)
