// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/diagnostic.hpp"
#include "core/meter/summary/usage_result.hpp"
#include "core/report/json/json_stream.hpp"

namespace flopledger {

// Writes a usage as JSON, "flopledger/usage/1": figures for people and programs, each device on a
// line of its own, and beside them the state from which summaries are added, which read_summary
// takes. A usage gives the same bytes always.
class UsageJson {
  public:
    // Begins the document; the usage is to be added up with this `longest_hold`.
    UsageJson(TextSink sink, const Usage& usage, std::optional<std::int64_t> longest_hold,
              std::string_view version);

    // Writes a device; they come in the usage's order, all of them.
    void add(const DeviceUsage& device, const DeviceSums& sums);

    // Writes the rest, once all devices are there.
    void finish(const UsageResult& result);

  private:
    JsonStream json_;
    bool has_devices_ = false;
};

// The document of a call that has no usage: diagnostics alone.
std::string usage_errors_json(const Diagnostics& diagnostics, std::string_view version);

}  // namespace flopledger
