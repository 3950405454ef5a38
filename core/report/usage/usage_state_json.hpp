// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/report/json/json_stream.hpp"

namespace flopledger {

// The parts of a summary from which adding goes on, each written so that it can be read back.

// `"tracks"` of a device. A reading is [milliseconds, rank of its input, value or null (two where
// the series has two), 1 where rows of its time differed].
void write_tracks(JsonStream& json, const std::vector<Track>& tracks);

// `"interior"`, intervals by length: [milliseconds, count, sum, missing, second sum, second
// missing]; and `"interior_zeros"`: for each, how many readings were zero, and how many second
// ones.
void write_intervals(JsonStream& json, const std::vector<Interval>& intervals);

// `"training"`: all stretches.
void write_training(JsonStream& json, const Usage& usage);

// `"jobs"`: all allocations.
void write_jobs(JsonStream& json, const Usage& usage);

// `"inputs"`: all files.
void write_inputs(JsonStream& json, const Usage& usage);

// `"selected"`: by what was selected from the logs; nothing where it was all of them.
void write_selected(JsonStream& json, const Usage& usage);

// `"rejected"` or `"findings"`.
void write_row_counts(JsonStream& json, std::string_view key,
                      const std::map<std::string, RowCount, std::less<>>& counts,
                      const Usage& usage);

}  // namespace flopledger
