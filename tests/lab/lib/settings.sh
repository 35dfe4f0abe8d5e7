# shellcheck shell=bash
# Where the lab's things are, and how its scripts speak. Sourced by them.

LAB_NET=${LAB_NET:-0}
[[ $LAB_NET =~ ^[0-9]+$ && $LAB_NET -le 255 ]] || {
    echo "lab: LAB_NET must be a number from 0 to 255, is '$LAB_NET'" >&2
    exit 2
}
lab_scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
project=$(cd "$lab_scripts/../.." && pwd -P)

# What outlives a reboot: data of the engines and the registry, logs, site.yaml, lab.env.
LAB_DIR=$(realpath -m "${LAB_DIR:-$project/.lab/$LAB_NET}")
# What does not: pid files and sockets. Short, since the path of a socket has 108 characters at most.
run_dir=/run/signalbox-lab-$LAB_NET

registry_address=127.$LAB_NET.0.1
registry=$registry_address:5000
registry_with_login=$registry_address:5001
registry_user=lab
registry_password=lab-secret
standard_hosts=(1 2)

# Nothing of the user's own Docker settings may lead us elsewhere.
unset DOCKER_HOST DOCKER_CONTEXT DOCKER_TLS_VERIFY DOCKER_CERT_PATH
export DOCKER_CONFIG=$LAB_DIR/docker-client DOCKER_BUILDKIT=0

say() { printf 'lab: %s\n' "$*"; }
die() { printf 'lab: %s\n' "$*" >&2; exit 1; }
# The machine cannot have a lab; callers tell this from a failure by the code.
unavailable() { printf 'lab: %s\n' "$*" >&2; exit 3; }

need_root() {
    [[ $EUID -eq 0 ]] || unavailable "needs root to run container engines; you are $(id -un). Try: sudo $0"
}

# One change of the lab at a time, whoever asks.
lock() {
    mkdir -p "$LAB_DIR" "$run_dir"
    exec 9>"$run_dir/lock"
    flock -w 300 9 || die "another lab command holds $run_dir/lock for five minutes already"
}

# retry_for SECONDS COMMAND… : until it succeeds.
retry_for() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < end)) || return 1
        sleep 0.1
    done
}

# is_process PID TEXT : lives, and has TEXT in its command line; pids are used again.
is_process() { [[ $1 =~ ^[0-9]+$ ]] && grep -qszF -- "$2" "/proc/$1/cmdline"; }

process_gone() { [[ ! -e /proc/$1 ]] || grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

pid_in() { cat "$1" 2>/dev/null || true; }

port_answers() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }
