# shellcheck shell=bash
# Two registries over one store: what is pushed to the open one can be pulled from the one with a login.

registry_ports=(5000 5001)

registry_pid() { pid_in "$run_dir/registry-$1.pid"; }
registry_config() { echo "$LAB_DIR/registry/$1.yml"; }
registry_runs() { is_process "$(registry_pid "$1")" "$(registry_config "$1")"; }

registry_start() {
    local pid
    ! port_answers "$registry_address" "$1" \
        || die "$registry_address:$1 is taken by something that is not the lab; set LAB_NET to another number"
    mkdir -p "$LAB_DIR/registry/store"
    registry_settings "$1" >"$(registry_config "$1")"
    setsid docker-registry serve "$(registry_config "$1")" </dev/null >>"$LAB_DIR/registry/$1.log" 2>&1 9>&- &
    pid=$!
    echo "$pid" >"$run_dir/registry-$1.pid"
}

registry_await() {
    retry_for 30 port_answers "$registry_address" "$1" && return 0
    tail -n 5 "$LAB_DIR/registry/$1.log" >&2
    die "the registry on $registry_address:$1 did not answer within 30 s; see $LAB_DIR/registry/$1.log"
}

registry_stop() {
    local pid
    pid=$(registry_pid "$1")
    if registry_runs "$1"; then
        kill -TERM "$pid"
        retry_for 5 process_gone "$pid" || kill -KILL "$pid"
    fi
    rm -f "$run_dir/registry-$1.pid"
}

registry_settings() {
    cat <<YAML
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage:
  filesystem: {rootdirectory: "$LAB_DIR/registry/store"}
  delete: {enabled: true}
http: {addr: "$registry_address:$1"}
YAML
    [[ $1 == 5001 ]] || return 0
    # bcrypt, the only kind that the registry takes
    perl -e 'print "$ARGV[0]:", crypt($ARGV[1], q($2y$05$SignalboxLabSignalboxe)), "\n"' \
        "$registry_user" "$registry_password" >"$LAB_DIR/registry/htpasswd"
    echo "auth: {htpasswd: {realm: lab, path: \"$LAB_DIR/registry/htpasswd\"}}"
}
