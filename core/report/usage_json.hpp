// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/facts/usage.hpp"
#include "core/report/json_stream.hpp"

namespace flopledger {

// Writes a usage as JSON, "flopledger/usage/1": figures for people and programs, each device on a
// line of its own, and beside them the state from which summaries are added, which read_summary
// takes. A usage gives the same bytes always. `longest_hold` is in milliseconds; without it the
// hold follows from each series.
void write_usage_json(const Usage& usage, std::optional<std::int64_t> longest_hold,
                      std::string_view version, const TextSink& sink);

// The same as one text.
std::string usage_json(const Usage& usage, std::optional<std::int64_t> longest_hold,
                       std::string_view version);

}  // namespace flopledger
