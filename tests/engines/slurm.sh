#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Starts a Slurm cluster of one node, submits examples/fleet/summarize-shards.sh to it, and holds
# the summary it merges against that of one run over all files, byte for byte.
# usage: slurm.sh PROJECT_ROOT PROGRAM
set -euo pipefail
root=$1
export FLOPLEDGER=$2
# shellcheck source=tests/engines/engine.sh
. "$root/tests/engines/engine.sh"
PATH=$PATH:/usr/sbin:/sbin
need munged slurmctld slurmd sbatch sinfo timeout
within 150 "$@"
begin

host=$(hostname -s)
user=$(id -un)
export SLURM_CONF=$folder/slurm.conf
mkdir "$folder/state" "$folder/spool"
(umask 077 && head -c 128 /dev/urandom >"$folder/munge.key")
cat >"$SLURM_CONF" <<END
ClusterName=engine
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
MailProg=/bin/true
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
SlurmdParameters=config_overrides
KillWait=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=2
PartitionName=all Nodes=ALL Default=YES MaxTime=5
END

start munged munged --foreground --force --key-file="$folder/munge.key" \
    --socket="$folder/munge.socket" --pid-file="$folder/munged.pid" \
    --log-file="$folder/munged.log" --seed-file="$folder/munged.seed"
eventually 10 test -S "$folder/munge.socket"
start slurmctld slurmctld -D
start slurmd slurmd -D
node_is_idle() { [ "$(timeout 5 sinfo --noheader --format=%T)" = idle ]; }
eventually 30 node_is_idle
echo "$(slurmctld -V): one node is idle"

# Slurm marks what it runs with the environment that it is submitted from.
export ENGINE_TEST_FOLDER=$folder
shards=$root/examples/fleet/summarize-shards.sh
mkdir "$folder/work"
cd "$folder/work"
cp -r "$root/examples/fleet/logs" .

"$FLOPLEDGER" logs summarize --quiet --output whole.json logs/*/*.csv
for tasks in 3 99; do
    "$shards" -n "$tasks" -o "usage-$tasks.json" -w logs/*/*.csv
    cmp whole.json "usage-$tasks.json"
    echo "$(<"usage-$tasks.json.parts/tasks") parts, merged, are the $(wc -c <whole.json) bytes of one run"
done

# A share that cannot be read: the others may end, but there is no summary of a part of the fleet.
echo 'no log of any kind' >logs/zzz.csv
fails "$shards" -n 2 -o broken.json -w logs/*/*.csv logs/zzz.csv
[ ! -e broken.json ]
grep -q zzz.csv broken.json.parts/shard-1.log
# What an earlier run left is not taken for this one's.
fails "$shards" -n 2 -o broken.json logs/*/*.csv
