#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Summarizes what a Prometheus server, or one that speaks its API, stored of a fleet: fetches the
# raw samples, in chunks of time, and pipes them into `flopledger logs summarize`.
#
#   fetch-prometheus.sh -f FROM -t TO [-c SECONDS] [-o SUMMARY] [-k FILE] URL [METRIC...]
#                       [-- OPTION...]
#
#   -f, -t      the stretch of time, as `date -d` reads it; UTC unless it says otherwise
#   -c SECONDS  the time that one request asks for (default: 3600)
#   -o SUMMARY  where the summary goes (default: usage.json): whole, or not at all
#   -k FILE     options of curl, one a line, such as header = "Authorization: Bearer ..."
#   URL         of the server, with any prefix: http://prometheus:9090
#   METRIC      names or selectors; default: what dcgm-exporter exports of use and energy
#   OPTION...   of `flopledger logs summarize`
#
# A range vector, `metric[1h]` asked for at one moment, holds the samples as they were scraped. The
# server's query_range gives invented ones instead, at even steps, with holes filled in; do not use
# it for accounts. FLOPLEDGER names the program, else it is looked for on PATH.
set -euo pipefail

fail() {
    echo "${0##*/}: $*" >&2
    exit 2
}

chunk=3600
summary=usage.json
from='' to=''
configuration=()
while getopts f:t:c:o:k: option; do
    case $option in
        f) from=$OPTARG ;;
        t) to=$OPTARG ;;
        c) chunk=$OPTARG ;;
        o) summary=$OPTARG ;;
        k) configuration=(--config "$OPTARG") ;;
        *) fail "see the first lines of this script" ;;
    esac
done
shift $((OPTIND - 1))
if [ -z "$from" ] || [ -z "$to" ] || [ $# -eq 0 ]; then
    fail "too few words: fetch-prometheus.sh -f FROM -t TO URL [METRIC...]"
fi
url=${1%/}
shift
metrics=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    metrics+=("$1")
    shift
done
[ $# -eq 0 ] || shift
[ ${#metrics[@]} -gt 0 ] || metrics=(
    DCGM_FI_DEV_GPU_UTIL DCGM_FI_DEV_POWER_USAGE DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION
    DCGM_FI_PROF_PIPE_TENSOR_ACTIVE DCGM_FI_PROF_SM_ACTIVE
)
[[ $chunk =~ ^[1-9][0-9]{0,7}$ ]] || fail "-c takes whole seconds, not '$chunk'"
begin=$(date -u -d "$from" +%s) || fail "-f takes a time, not '$from'"
end=$(date -u -d "$to" +%s) || fail "-t takes a time, not '$to'"
((begin < end)) || fail "the time from $from to $to is none"

folder=$(mktemp -d)
whole=$summary.$$.part
trap 'rm -rf "$folder" "$whole"' EXIT
say() { [ ! -t 2 ] || printf '\r\033[K%s' "$*" >&2; }

# ask QUERY TIME: into $folder/answer, once all of it is there and says that it is all there is.
ask() {
    local answer=$folder/answer
    if ! curl --silent --show-error --fail-with-body --location --compressed \
        --connect-timeout 10 --max-time 600 --retry 5 --retry-connrefused \
        "${configuration[@]}" --output "$answer" --get "$url/api/v1/query" \
        --data-urlencode "query=$1" --data-urlencode "time=$2"; then
        [ ! -s "$answer" ] || head -c 1000 "$answer" >&2
        fail "$url did not answer $1 at $2"
    fi
    [[ $(head -c 20 "$answer") == '{"status":"success"'* ]] ||
        fail "$url answered $1 at $2 with something else than success"
    # Servers that ask others say so where one of them was silent.
    if grep --text -q -F -e '"warnings":["' -e '"isPartial":true' "$answer"; then
        fail "$url warns that its answer to $1 at $2 is not whole"
    fi
}

# All answers, one a line. Chunks are half open: a server counts the first moment of a range as part
# of it up to version 2, not from version 3 on, so each range begins a millisecond early.
fetch() {
    local metric at length number=0 samples any=no
    local all=$((${#metrics[@]} * ((end - begin + chunk - 1) / chunk)))
    for metric in "${metrics[@]}"; do
        samples=no
        for ((at = begin; at < end; at += chunk)); do
            length=$((at + chunk < end ? chunk : end - at))
            say "$((++number)) of $all: $metric from $(date -u -d "@$at" +%FT%TZ)"
            ask "${metric}[${length}s]" "$((at + length - 1)).999"
            grep --text -q -F '"result":[]' "$folder/answer" || samples=yes any=yes
            { cat "$folder/answer" && echo; } || fail "flopledger ended early"
        done
        say ''
        [ $samples = yes ] || echo "${0##*/}: nothing is stored of $metric in this time" >&2
    done
    [ $any = yes ] || fail "$url has no samples of this time"
}

# A pipe that ends early looks like one that ended, so a summary is named once all went well.
fetch | "${FLOPLEDGER:-flopledger}" logs summarize --quiet "$@" --output "$whole" -- - ||
    fail "no summary is written"
mv "$whole" "$summary"
echo "$summary is written; flopledger logs summarize $summary prints it"
