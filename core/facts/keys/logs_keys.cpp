// SPDX-License-Identifier: Apache-2.0
#include "core/facts/keys/logs_keys.hpp"

#include "core/base/enum_words.hpp"
#include "core/facts/machines/chip.hpp"

namespace flopledger {

namespace {

using Type = KeyType;
constexpr bool required = true;
constexpr bool optional = false;

}  // namespace

FormatMapping logs_keys() {
    return {
        "logs",
        "Logs of the chips that ran, of the jobs that held them, or of the trainer.",
        {
            {"files", Type::texts, required,
             "Files, folders, patterns such as `logs/*.csv`, or summaries of logs.", ""},
            {"chip", Type::text, optional,
             "A chip's id or one of its names; needed where the logs' own names do not say it.",
             ""},
            {"precision", Type::word, optional,
             "The number format of the matrix products; needed by all but a trainer's log.", "",
             words_of<Precision>()},
            {"complete", Type::truth, optional,
             "Whether nothing ran that is not in the logs; false if left out.", ""},
            {"host", Type::text, optional, "The host of files that name none.", ""},
            {"host_from", Type::text, optional, "Where paths have the host: `logs/{host}/*.csv`.",
             ""},
            {"time_zone", Type::text, optional,
             "The zone of times that name none: UTC, +02:00, Europe/Berlin; UTC if left out.", ""},
            {"max_hold", Type::measure, optional,
             "How long a reading holds at most; three times the usual interval if left out.",
             "seconds"},
            {"gap", Type::measure, optional,
             "From which silence on a gap is told; 60 seconds if left out.", "seconds"},
            {"columns", Type::texts, optional,
             "The columns of CSV without a header, by nvidia-smi's names.", ""},
            {"map", Type::texts, optional,
             "What columns of another program's table mean: `Power (mW)=power:mW`.", ""},
            {"start", Type::text, optional, "When a log without times begins.", ""},
            {"interval", Type::measure, optional,
             "How far apart the readings of a log without times are.", "seconds"},
            {"devices_per_poll", Type::whole, optional,
             "How many rows a poll has, of tables whose rows do not tell their device: row k is "
             "about device k.",
             ""},
            {"jobs", Type::texts, optional,
             "The scheduler's jobs that count, by id; readings count that name them, or lie on "
             "their nodes while they ran.",
             ""},
            {"users", Type::texts, optional, "The same for all jobs of some users.", ""},
            {"hosts", Type::texts, optional,
             "The hosts whose readings count, also as Slurm writes them: `node[01-04,07]`.", ""},
            {"from", Type::text, optional, "A day or time before which readings do not count.", ""},
            {"to", Type::text, optional,
             "A day or time from whose beginning on readings do not count.", ""},
            {"exclude", Type::texts, optional,
             "Patterns of files that are not read, of a file's or folder's name or a path.", ""},
        }};
}

}  // namespace flopledger
