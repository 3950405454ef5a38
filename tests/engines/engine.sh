# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What the tests of engines share; sourced by them. An engine is real software that starts daemons:
# they run in a folder of their own, and end with the test however that ends.

# need PROGRAM...: ends the test as skipped, saying so, where one is not installed; as failed where
# ENGINE_TESTS=required says that this machine is to have them.
need() {
    local program missing=()
    for program in "$@"; do
        command -v "$program" >/dev/null || missing+=("$program")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        echo "not installed: ${missing[*]} (scripts/install-dependencies --engines)"
        [ "${ENGINE_TESTS:-}" != required ] || exit 1
        echo "skipped"
        exit 77
    fi
}

# within SECONDS ARGUMENT...: runs the test again, under a clock. ctest's own would leave no time to
# clean up.
within() {
    local seconds=$1
    shift
    [ -z "${ENGINE_TEST_INSIDE:-}" ] || return 0
    export ENGINE_TEST_INSIDE=1
    exec timeout --kill-after=20 "$seconds" "$0" "$@"
}

# begin: a folder to work in, by the name $folder, that goes with the test.
begin() {
    folder=$(mktemp -d /tmp/flopledger-engine.XXXXXX)
    daemons=()
    trap clean_up EXIT
    trap 'exit 124' INT TERM HUP
}

# start NAME COMMAND...: a daemon that does not go into the background by itself.
start() {
    local name=$1
    shift
    ENGINE_TEST_FOLDER=$folder "$@" >"$folder/$name.out" 2>&1 </dev/null &
    daemons+=($!)
}

# The processes that carry our mark: the daemons and whatever they started, however far away.
ours() {
    grep -l -z -x -F "ENGINE_TEST_FOLDER=$folder" /proc/[0-9]*/environ 2>/dev/null |
        cut -d / -f 3
}

clean_up() {
    local status=$? turn process
    trap '' INT TERM HUP
    trap - EXIT
    # Last started, first ended: a daemon may still have to say goodbye to an earlier one.
    for ((turn = ${#daemons[@]} - 1; turn >= 0; --turn)); do
        kill "${daemons[turn]}" 2>/dev/null || true
    done
    for ((turn = 0; turn < 50; ++turn)); do
        [ -n "$(ours)" ] || break
        sleep 0.1
    done
    for process in $(ours); do
        kill -KILL "$process" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    if [ "$status" -ne 0 ] && [ "$status" -ne 77 ]; then
        find "$folder" -name '*.out' -exec tail -v -n 15 {} + -o \
            -name '*.log' -exec tail -v -n 15 {} + || true
    fi
    rm -rf "$folder"
    exit "$status"
}

# eventually SECONDS COMMAND...: tries until it succeeds.
eventually() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        if ((SECONDS >= end)); then
            echo "never came true: $*"
            return 1
        fi
        sleep 0.1
    done
}

# A port that nobody listens on, below those that the system gives away.
free_port() {
    local port
    for (( ; ; )); do
        port=$((RANDOM % 12000 + 20000))
        if ! (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
    done
}

# fails COMMAND...: succeeds where the command does not.
fails() {
    if "$@"; then
        echo "should have failed: $*"
        return 1
    fi
}
