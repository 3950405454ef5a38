#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Summarizes the logs of a fleet on a Slurm cluster: an array of tasks, each with a share of the
# files, and a job that adds their summaries up once all of them are there. The result is the same,
# byte for byte, as that of one `flopledger logs summarize` over all files.
#
#   summarize-shards.sh [-n TASKS] [-o SUMMARY] [-w] FILE... [-- OPTION...]
#
#   -n TASKS    how many shares, at most one a file (default: 16)
#   -o SUMMARY  where the summary goes (default: usage.json); the shares, the parts and what the
#               tasks said are kept in SUMMARY.parts
#   -w          wait until the summary is there; the status is then that of the jobs
#   OPTION...   of `flopledger logs summarize`, for all tasks: -- --tz Europe/Berlin
#
# FLOPLEDGER names the program, else it is looked for on PATH. Partition, account, time limit and
# the like are taken from Slurm's own variables: SBATCH_PARTITION, SBATCH_ACCOUNT, SBATCH_TIMELIMIT.
set -euo pipefail

program=${FLOPLEDGER:-flopledger}
fail() {
    echo "${0##*/}: $*" >&2
    exit 2
}

# The two ways in which Slurm runs this script again.
if [ "${1:-}" = --task ]; then
    parts=$2
    shift 2
    mapfile -t files <"$parts/shard-$SLURM_ARRAY_TASK_ID.list"
    exec "$program" logs summarize --quiet "$@" \
        --output "$parts/part-$SLURM_ARRAY_TASK_ID.json" -- "${files[@]}"
elif [ "${1:-}" = --merge ]; then
    parts=$2 tasks=$3 summary=$4
    files=()
    for ((task = 0; task < tasks; ++task)); do
        files+=("$parts/part-$task.json")
    done
    "$program" logs merge --output "$summary" -- "${files[@]}"
    : >"$parts/done"
    exit
fi

tasks=16
summary=usage.json
wait=()
while getopts n:o:w option; do
    case $option in
        n) tasks=$OPTARG ;;
        o) summary=$OPTARG ;;
        w) wait=(--wait) ;;
        *) fail "see the first lines of this script" ;;
    esac
done
shift $((OPTIND - 1))
files=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    files+=("$1")
    shift
done
[ $# -eq 0 ] || shift
[[ $tasks =~ ^[1-9][0-9]{0,5}$ ]] || fail "-n takes a number of tasks, not '$tasks'"
[ ${#files[@]} -gt 0 ] || fail "no files: summarize-shards.sh [-n TASKS] [-o SUMMARY] FILE..."
for file in "${files[@]}"; do
    [ -r "$file" ] || fail "cannot read '$file'"
    [[ $file != *$'\n'* && $file != *$'\t'* ]] || fail "a name has a line end or a tab: '$file'"
done
parts=$summary.parts
mkdir "$parts" || fail "an earlier run left '$parts'; remove it, or give another -o"

# Neighbours by name stay together, because a device's files have neighbouring names: a share ends
# where its bytes reach its part of all bytes. At most one share a file.
((tasks <= ${#files[@]})) || tasks=${#files[@]}
stat --dereference --printf '%s\t%n\n' -- "${files[@]}" | LC_ALL=C sort -t $'\t' -k 2 |
    awk -F '\t' -v tasks="$tasks" -v parts="$parts" '
        BEGIN { task = taken = done = 0 }
        { size[NR] = $1; name[NR] = $2; all += $1 }
        END {
            for (file = 1; file <= NR; ++file) {
                # Each share left needs a file, and a share takes files until it has its part.
                full = taken > 0 && done + size[file] / 2 > all * (task + 1) / tasks
                if (taken > 0 && task + 1 < tasks && (full || NR - file < tasks - task - 1)) {
                    close(parts "/shard-" task ".list")
                    ++task
                    taken = 0
                }
                print name[file] >(parts "/shard-" task ".list")
                ++taken
                done += size[file]
            }
            print task + 1 >(parts "/tasks")
        }'
tasks=$(<"$parts/tasks")

here=$(realpath "${BASH_SOURCE[0]}")
array=$(sbatch --parsable --job-name=flopledger-shards --array="0-$((tasks - 1))" \
    --output="$parts/shard-%a.log" "$here" --task "$parts" "$@")
array=${array%%;*}
echo "array $array: ${#files[@]} files in $tasks tasks; what they say is in $parts/shard-N.log"
merge() {
    sbatch --parsable --job-name=flopledger-merge --dependency="afterok:$array" \
        --kill-on-invalid-dep=yes --output="$parts/merge.log" "${wait[@]}" \
        "$here" --merge "$parts" "$tasks" "$summary"
}
if [ ${#wait[@]} -eq 0 ]; then
    job=$(merge)
    echo "merge ${job%%;*}: writes $summary when all tasks are done"
    exit
fi
# sbatch's own status is no witness: it is 0 too for a job that was cancelled for a failed task.
merge >"$parts/merge.id" || true
if [ ! -e "$parts/done" ]; then
    tail -n 5 "$parts"/*.log >&2
    fail "there is no summary; what the tasks said is in $parts"
fi
echo "merge $(cut -d ';' -f 1 "$parts/merge.id"): $summary is written"
