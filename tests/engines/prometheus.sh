#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Starts a Prometheus server with an hour of two GPUs in its store, runs
# examples/fleet/fetch-prometheus.sh, and holds the sums against those known by hand.
# usage: prometheus.sh PROJECT_ROOT PROGRAM
set -euo pipefail
root=$1
export FLOPLEDGER=$2
# shellcheck source=tests/engines/engine.sh
. "$root/tests/engines/engine.sh"
need prometheus promtool curl jq timeout
within 100 "$@"
begin
cd "$folder"

# An hour from 12:00:00 UTC, a sample every 15 s, 240 in all. GPU-aaaa: four scrapes are missing
# from 12:25:00 on, so one sample is followed by the next after 75 s instead of 15 s. GPU-bbbb: the
# energy counter starts anew at the 120th sample, having counted 3 kJ since.
begin_time=1772366400
awk -v begin="$begin_time" '
    function sample(name, gpu, at, value) {
        printf "%s{gpu=\"%d\",UUID=\"GPU-%s\",Hostname=\"node1\",modelName=\"NVIDIA H100\"} %s %d\n",
            name, gpu, gpu ? "bbbb" : "aaaa", value, at
    }
    function series(name, gpu, of,    k, value) {
        for (k = 0; k < 240; ++k) {
            if (gpu == 0 && k >= 100 && k < 104) continue
            value = of
            if (of == "energy") {
                value = (gpu && k >= 120) ? 3000000 + 7500000 * (k - 120) : 1000000000 + 7500000 * k
                value = sprintf("%.0f", value)
            }
            sample(name, gpu, begin + 15 * k, value)
        }
    }
    function metric(name, of) {
        printf "# TYPE %s gauge\n", name
        series(name, 0, of)
        series(name, 1, of)
    }
    BEGIN {
        metric("DCGM_FI_DEV_GPU_UTIL", 96)
        metric("DCGM_FI_DEV_POWER_USAGE", 500.25)
        metric("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "energy")
        metric("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", 0.25)
        print "# EOF"
    }' >samples.om
promtool tsdb create-blocks-from openmetrics samples.om store >promtool.log
echo "global: {}" >prometheus.yml
port=$(free_port)
start prometheus prometheus --config.file=prometheus.yml --storage.tsdb.path=store \
    --storage.tsdb.retention.time=100y --web.listen-address="127.0.0.1:$port"
server=http://127.0.0.1:$port
eventually 30 curl --silent --fail "$server/-/ready"
echo "$(prometheus --version 2>&1 | head -n 1): ready"

# check FILE QUESTION ANSWER: what jq says of a summary.
check() {
    local answer
    answer=$(jq -r "$2" "$1")
    if [ "$answer" != "$3" ]; then
        echo "$1: $2 is $answer, not $3"
        return 1
    fi
}
fetch=$root/examples/fleet/fetch-prometheus.sh

# Chunks that end where a sample lies, and chunks that do not: the same sums.
for chunk in 600 3600 611; do
    "$fetch" -f 2026-03-01T12:00:00Z -t 2026-03-01T13:00:00Z -c "$chunk" -o "usage-$chunk.json" \
        "$server" 2>errors
    cat errors
    grep -q 'nothing is stored of DCGM_FI_PROF_SM_ACTIVE' errors
    one=".devices[] | select(.device == \"GPU-aaaa\")"
    two=".devices[] | select(.device == \"GPU-bbbb\")"
    check "usage-$chunk.json" '.devices | length' 2
    # 234 samples held 15 s, and one 45 s: three times the median.
    check "usage-$chunk.json" "$one | .covered_ms" 3555000
    check "usage-$chunk.json" "$one | .samples" 236
    check "usage-$chunk.json" "$one | .gaps" 1
    check "usage-$chunk.json" "$one | .integrals.gpu_utilization_percent_ms" $((96 * 3555000))
    check "usage-$chunk.json" "$one | .integrals.power_centiwatt_ms" $((50025 * 3555000))
    check "usage-$chunk.json" "$one | .integrals.tensor_active_ppm_ms" $((250000 * 3555000))
    # The counter went on while nobody looked.
    check "usage-$chunk.json" "$one | .integrals.energy_millijoules" $((239 * 7500000))
    check "usage-$chunk.json" "$one | .energy_resets" 0
    check "usage-$chunk.json" "$two | .covered_ms" 3585000
    check "usage-$chunk.json" "$two | .samples" 240
    check "usage-$chunk.json" "$two | .integrals.power_centiwatt_ms" $((50025 * 3585000))
    check "usage-$chunk.json" "$two | .integrals.energy_millijoules" $((238 * 7500000 + 3000000))
    check "usage-$chunk.json" "$two | .energy_resets" 1
    echo "in chunks of $chunk s: all sums are as known"
done

# What goes wrong ends loudly, and leaves no summary.
fails "$fetch" -f 2026-03-01T12:00:00Z -t 2026-03-01T13:00:00Z -o none.json "$server" 'up{' \
    2>errors
grep -q 'parse error' errors
fails "$fetch" -f 2026-02-01T12:00:00Z -t 2026-02-01T13:00:00Z -o none.json "$server" 2>errors
grep -q 'has no samples of this time' errors
fails "$fetch" -f yesterday -t never -o none.json "$server" 2>errors
fails "$fetch" -f 2026-03-01T12:00:00Z -t 2026-03-01T13:00:00Z -o none.json "$server/else" 2>errors
grep -q 'did not answer' errors

# A server that goes away half way: the first three answers come, the fourth is cut off.
mkdir bin
cat >bin/curl <<END
#!/bin/sh
echo >>"$folder/asked"
[ "\$(wc -l <"$folder/asked")" -lt 4 ] || exit 18
exec "$(command -v curl)" "\$@"
END
chmod +x bin/curl
PATH=$folder/bin:$PATH fails "$fetch" -f 2026-03-01T12:00:00Z -t 2026-03-01T13:00:00Z -c 600 \
    -o none.json "$server" 2>errors
grep -q 'no summary is written' errors
[ "$(wc -l <asked)" -eq 4 ]

[ -z "$(ls none.json* 2>/dev/null)" ]
echo "what goes wrong leaves no summary"
