// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/machines/usage.hpp"
#include "core/meter/readings/meter.hpp"
#include "tests/support/logs/plain_usage.hpp"
#include "tests/support/logs/telemetry.hpp"

namespace flopledger {

// Logs by name.
using LogFiles = std::map<std::string, std::string>;

// A small fleet with more of every fault than logs have, so that few rows show all of them.
TelemetryOptions faulty(std::uint64_t seed, std::int64_t polls = 300);

// So many threads, and nothing else that is not the default.
MeterOptions with_threads(int threads, bool fingerprints = true);

// The names of faults with what they say, a line each.
std::string fault_text(const Diagnostics& diagnostics);

// Summarizes logs; fails the test where anything is wrong with them.
Usage summary_of(const LogFiles& files, const MeterOptions& options = with_threads(2));

// What a device adds up to, in the words of the plain definition.
PlainUsage plain(const DeviceUsage& device);

// Checks every device against the definition, that every row is used or counted, and that the days
// hold what the devices do.
void check_usage(const Usage& usage, const PlainSummary& expected);

}  // namespace flopledger
