#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the pipeline script of the README as it stands there, with the program built here: it must
# fail where a threshold is reached, and ask for a human where the answer is undetermined.
# usage: pipeline_script.sh PROJECT_ROOT FOLDER_OF_PROGRAM
set -euo pipefail
root=$1
PATH=$2:$PATH
command -v jq >/dev/null || { echo "skipped: jq is not installed"; exit 77; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
awk '/^```bash$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$root/README.md" \
    >"$folder/gate"

# run LEDGER STATUS: the script's status where that is the only example.
run() {
    rm -rf "$folder/examples"
    mkdir -p "$folder/examples"
    cp -r "$root/examples/$1" "$folder/examples/"
    local status=0
    (cd "$folder" && bash gate) || status=$?
    echo "$1: status $status"
    [ "$status" -eq "$2" ] || exit 1
}
run llama-3.1-405b 1
run european-fine-tune 3

# A ledger that is no YAML stops the release too, as an error.
mkdir -p "$folder/examples/broken"
echo "broken: [" >"$folder/examples/broken/ledger.yaml"
status=0
(cd "$folder" && bash gate) || status=$?
[ "$status" -eq 2 ]
