# shellcheck shell=bash
# A PostgreSQL server of the lab, as a machine of its own would run it: default durability, one administrator.

postgres_address=$registry_address
# Not 5432: Debian's own server may have that on every address.
postgres_port=5433
postgres_user=signalbox
postgres_password=lab-secret
# Its processes are those of the user postgres, who may not get into the project's folder.
postgres_dir=/var/tmp/signalbox-lab-$LAB_NET-postgres

postgres_pid() { head -n 1 "$postgres_dir/data/postmaster.pid" 2>/dev/null || true; }
postgres_runs() { is_process "$(postgres_pid)" "$postgres_dir/data"; }

# The newest that is installed.
postgres_bin() { find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1; }

postgres_install() {
    [[ -z $(postgres_bin) ]] || return 0
    has apt-get || unavailable "PostgreSQL is missing and there is no apt-get to install it"
    say "installing postgresql"
    mkdir -p "$LAB_DIR"
    # Debian would make and start a server of its own.
    mkdir -p /etc/postgresql-common
    [[ -e /etc/postgresql-common/createcluster.conf ]] \
        || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    # Twice: the first time may only have brought the package lists.
    { apt_install postgresql || apt_install postgresql; } >"$LAB_DIR/apt.log" 2>&1 && [[ -n $(postgres_bin) ]] \
        || { tail -n 5 "$LAB_DIR/apt.log" >&2; unavailable "cannot install postgresql; see $LAB_DIR/apt.log"; }
}

as_postgres() { (cd / && setpriv --reuid=postgres --regid=postgres --init-groups env -i PATH="$PATH" LC_ALL=C.UTF-8 "$@"); }

# What benchmarks count statements with; Debian has it beside the server.
postgres_counting() {
    local libraries
    libraries=$("$(postgres_bin)/pg_config" --pkglibdir 2>/dev/null) || libraries=$(postgres_bin)/../lib
    [[ ! -e $libraries/pg_stat_statements.so ]] || echo "-c shared_preload_libraries=pg_stat_statements"
}

postgres_start() {
    ! port_answers "$postgres_address" "$postgres_port" \
        || die "$postgres_address:$postgres_port is taken by something that is not the lab; set LAB_NET to another number"
    if [[ ! -e $postgres_dir/data/PG_VERSION ]]; then
        rm -rf "$postgres_dir"
        install -d -m 700 -o postgres -g postgres "$postgres_dir"
        install -m 600 -o postgres -g postgres <(echo "$postgres_password") "$postgres_dir/password"
        as_postgres "$(postgres_bin)/initdb" -D "$postgres_dir/data" -U "$postgres_user" --encoding=UTF8 --auth=scram-sha-256 \
            --pwfile="$postgres_dir/password" >/dev/null
    fi
    as_postgres "$(postgres_bin)/pg_ctl" -D "$postgres_dir/data" -l "$postgres_dir/server.log" -w -t 60 -s start \
        -o "-c listen_addresses=$postgres_address -c port=$postgres_port -c unix_socket_directories= -c max_connections=300 $(postgres_counting)" 9>&- \
        || { tail -n 10 "$postgres_dir/server.log" >&2; die "PostgreSQL did not start; see $postgres_dir/server.log"; }
}

postgres_stop() {
    if postgres_runs; then
        as_postgres "$(postgres_bin)/pg_ctl" -D "$postgres_dir/data" -m fast -w -t 60 -s stop
    fi
}

# As after a loss of power: nobody is asked, nothing is written before.
postgres_crash() {
    as_postgres "$(postgres_bin)/pg_ctl" -D "$postgres_dir/data" -l "$postgres_dir/server.log" -m immediate -w -t 60 -s restart 9>&-
}

postgres_sql() {
    PGOPTIONS='-c client_min_messages=warning' PGPASSWORD=$postgres_password "$(postgres_bin)/psql" -qtA -v ON_ERROR_STOP=1 -h "$postgres_address" -p "$postgres_port" \
        -U "$postgres_user" -d postgres "$@" 2>&1
}
