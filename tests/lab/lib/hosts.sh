# shellcheck shell=bash
# Container hosts: one Docker engine each, with its own data, sockets and control group.

host_name() { echo "web-$1"; }
host_address() { echo "127.$LAB_NET.$1.1"; }
host_url() { echo "tcp://$(host_address "$1"):2375"; }
host_dir() { echo "$LAB_DIR/hosts/web-$1"; }
host_run() { echo "$run_dir/web-$1"; }
host_socket() { echo "unix://$(host_run "$1")/docker.sock"; }
host_pid() { pid_in "$(host_run "$1")/dockerd.pid"; }
host_cgroup() { echo "signalbox-lab-$LAB_NET-web-$1"; }

# Every host that was ever started here.
known_hosts() {
    local dir
    for dir in "$LAB_DIR"/hosts/web-*; do
        [[ ! -d $dir ]] || echo "${dir##*-}"
    done
}

# host_state N : running, frozen or stopped
host_state() {
    local pid
    pid=$(host_pid "$1")
    if ! is_process "$pid" "$(host_run "$1")/"; then
        echo stopped
    elif grep -q '^State:[[:space:]]*T' "/proc/$pid/status"; then
        echo frozen
    else
        echo running
    fi
}

host_docker() {
    local host=$1
    shift
    docker -H "$(host_socket "$host")" "$@"
}

host_answers() { host_docker "$1" version >/dev/null 2>&1; }

# host_start N [DISK] : DISK (64m) makes the data folder a file system in memory of that size.
host_start() {
    local dir run
    dir=$(host_dir "$1")
    run=$(host_run "$1")
    host_clean "$1"
    ! port_answers "$(host_address "$1")" 2375 \
        || die "$(host_url "$1") is taken by something that is not the lab; set LAB_NET to another number"
    mkdir -p "$dir/data" "$run"
    if [[ ${2:-} ]] && ! mountpoint -q "$dir/data"; then
        mount -t tmpfs -o "size=$2" signalbox-lab "$dir/data"
    fi
    # The machine's own daemon.json is not meant for us.
    echo '{}' >"$run/daemon.json"
    setsid dockerd --config-file "$run/daemon.json" --data-root "$dir/data" --exec-root "$run/exec" \
        --pidfile "$run/dockerd.pid" -H "$(host_socket "$1")" -H "$(host_url "$1")" --tls=false \
        --bridge=none --iptables=false --ip6tables=false --shutdown-timeout 5 \
        --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "/$(host_cgroup "$1")" \
        --containerd-namespace "$(host_cgroup "$1")" --containerd-plugins-namespace "$(host_cgroup "$1")-plugins" \
        </dev/null >>"$dir/dockerd.log" 2>&1 9>&- &
}

host_await() {
    retry_for 60 host_answers "$1" && return 0
    tail -n 15 "$(host_dir "$1")/dockerd.log" >&2
    die "host $(host_name "$1") did not answer within 60 s; see $(host_dir "$1")/dockerd.log"
}

# As a machine that is shut down: containers are asked to stop.
host_stop() {
    local pid
    pid=$(host_pid "$1")
    if [[ $(host_state "$1") != stopped ]]; then
        kill -TERM "$pid"
        kill -CONT "$pid"
        retry_for 30 process_gone "$pid" || say "$(host_name "$1") does not stop within 30 s: killing it"
    fi
    host_clean "$1"
}

# As a machine that loses power: engine and containers are gone at once, the disk stays.
host_kill() { host_clean "$1"; }

host_signal() {
    [[ $(host_state "$1") != stopped ]] || die "$(host_name "$1") is not running"
    kill "-$2" "$(host_pid "$1")"
}

# On a machine without systemd nobody may have prepared control groups: a bare one has none mounted; in a container with
# cgroup v2 all processes sit in the root group, which then cannot hand its controllers down.
prepare_cgroups() {
    local root=/sys/fs/cgroup
    grep -q ' cgroup2\? ' /proc/self/mounts || mount -t cgroup2 cgroup2 "$root"
    [[ -e $root/cgroup.type && -z $(cat "$root/cgroup.subtree_control") ]] || return 0
    mkdir -p "$root/init"
    xargs -rn1 <"$root/cgroup.procs" >"$root/init/cgroup.procs" 2>/dev/null || true
    sed -e 's/[^ ]*/+&/g' "$root/cgroup.controllers" >"$root/cgroup.subtree_control"
}

# Whatever is left of host N: engine, containerd, shims, containers, mounts.
host_clean() {
    local pids run
    run=$(host_run "$1")
    mapfile -t pids < <(host_processes "$1")
    if ((${#pids[@]})); then
        kill -KILL "${pids[@]}" 2>/dev/null || true
        local pid
        for pid in "${pids[@]}"; do
            retry_for 10 process_gone "$pid" || die "process $pid of $(host_name "$1") cannot be killed"
        done
    fi
    unmount_below "$run/"
    unmount_below "$(host_dir "$1")/data/"
    rm -rf "$run"
    host_cgroups "$1" | while read -r group; do rmdir "$group" 2>/dev/null || true; done
}

# Engine, containerd, shims: they have the host's folder in their arguments. Containers: they are in its control group.
host_processes() {
    local file pid
    grep -lszF -- "$(host_run "$1")/" /proc/[0-9]*/cmdline | while IFS=/ read -r _ _ pid _; do
        case $(cat "/proc/$pid/comm" 2>/dev/null) in
            dockerd | containerd | containerd-shim*) echo "$pid" ;;
        esac
    done
    host_cgroups "$1" | while read -r file; do cat "$file/cgroup.procs" 2>/dev/null || true; done | sort -u
}

host_cgroups() { find /sys/fs/cgroup -depth -type d \( -path "*/$(host_cgroup "$1")" -o -path "*/$(host_cgroup "$1")/*" \) 2>/dev/null || true; }

# unmount_below PREFIX : the last mounted first
unmount_below() {
    local points point
    mapfile -t points < <(awk '{print $2}' /proc/self/mounts | tac)
    for point in "${points[@]}"; do
        point=$(printf '%b' "$point")
        [[ $point != "$1"* ]] || umount "$point" 2>/dev/null || umount -l "$point"
    done
}
