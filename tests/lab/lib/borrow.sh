# shellcheck shell=bash
# For who needs a lab for a while: uses one that runs, else starts one, and stops only what it started.

lab_commands=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
lab_is_ours=false

# borrow_lab NET… : the first of these numbers that no other clone of the project uses; exports it as LAB_NET.
# Ends with the code of tests/lab/up.
borrow_lab() {
    local net code=4
    for net in "$@"; do
        export LAB_NET=$net
        lab_is_ours=true
        if "$lab_commands/status" --any >/dev/null 2>&1; then lab_is_ours=false; fi
        code=0
        "$lab_commands/up" || code=$?
        ((code == 4)) || break
        lab_is_ours=false
    done
    return "$code"
}

# lab_value NAME : from the lab.env of the borrowed lab
lab_value() { sed -n "s/^$1=//p" "${LAB_DIR:-$lab_commands/../../.lab/$LAB_NET}/lab.env"; }

return_lab() {
    if $lab_is_ours; then
        lab_is_ours=false
        "$lab_commands/down"
    fi
}
