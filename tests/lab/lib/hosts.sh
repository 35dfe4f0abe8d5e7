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

process_gone() { [[ ! -e /proc/$1 ]] || grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

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
}

# The engine before its containerd before the shims, so that nobody starts again what was killed.
host_processes() {
    local run kind
    run=$(host_run "$1")
    for kind in dockerd containerd 'containerd-shim[^ ]*'; do
        pgrep -f "^([^ ]*/)?$kind .*$run/" || true
    done
    find /sys/fs/cgroup -path "*/$(host_cgroup "$1")/*" -name cgroup.procs -exec cat {} + 2>/dev/null | sort -u || true
}

# unmount_below PREFIX : the last mounted first
unmount_below() {
    local points point
    mapfile -t points < <(awk '{print $2}' /proc/self/mounts | tac)
    for point in "${points[@]}"; do
        point=$(printf '%b' "$point")
        [[ $point != "$1"* ]] || umount "$point" 2>/dev/null || umount -l "$point"
    done
}
