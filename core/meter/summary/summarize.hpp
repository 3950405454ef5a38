// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/machines/usage.hpp"
#include "core/meter/readings/meter.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

// How far reading has come.
struct Progress {
    std::uint64_t bytes = 0;        // read so far, as they stand on the disk
    std::uint64_t total_bytes = 0;  // of all inputs; 0 if a pipe is among them
    std::string file;               // one that is being read
};

// Told now and then, by any thread, one at a time.
using ProgressListener = std::function<void(const Progress&)>;

// Reads logs of any known format into one usage: files, folders (all files in and below them),
// patterns (`logs/*.csv`) and `-` for standard input; plain or packed by gzip or zstd; summaries
// among them are added. Whatever order and threads: the same usage. Errors: unreadable inputs,
// formats nobody recognises, a host that is needed and not known (`host-unknown`), an input given
// twice, summaries that overlap. Rows that cannot be used are counted in the usage.
Usage summarize(FileReader& files, const std::vector<std::string>& inputs,
                const MeterOptions& options, Diagnostics& diagnostics,
                const ProgressListener& listener = nullptr);

// Adds one usage to another, exactly: as if all logs of both had been read at once. The errors are
// `summaries-overlap`, where rows of one fall deeper among the other's than the edges both keep,
// and `summaries-differ`, where they were made with different --gap. `into` is unchanged then.
bool merge(Usage& into, const Usage& from, Diagnostics& diagnostics);

// Whether the rows of all devices of a usage are told apart; if not, tells the error
// `devices-not-told-apart` and how they can be.
bool check_told_apart(const Usage& usage, Diagnostics& diagnostics);

// A summary read back: what `logs summarize` wrote as JSON. The errors are json-syntax and
// bad-summary, with what is wrong and where.
std::optional<Usage> read_summary(std::string_view text, const std::string& file,
                                  Diagnostics& diagnostics);

}  // namespace flopledger
