// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/meter/usage_result.hpp"
#include "core/report/json_stream.hpp"

namespace flopledger {

// Writes a usage as JSON, "flopledger/usage/1": figures for people and programs, each device on a
// line of its own, and beside them the state from which summaries are added, which read_summary
// takes. A usage gives the same bytes always. The result must have been asked for each device.
void write_usage_json(const UsageResult& result, std::string_view version, const TextSink& sink);

// The same as one text.
std::string usage_json(const UsageResult& result, std::string_view version);

}  // namespace flopledger
