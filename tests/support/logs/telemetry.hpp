// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace flopledger {

// What generated telemetry looks like.
enum class TelemetryFormat {
    nvidia_smi,           // CSV, values with units
    nvidia_smi_no_units,  // CSV, units in the header only
    prometheus,           // scrapes of an exporter, with times
    victoria,             // lines of JSON, a block of one series each
    tsdb_dump,            // a reading a line, series by series
};

// In which order readings are written. Tables follow it to the row. Series formats are written
// series by series: by time means block after block, and they are never shuffled.
enum class TelemetryOrder { by_time, by_host, shuffled };

// A fleet that was watched and what went wrong on the way. Chances are in millionths: of a row, or
// for `gaps` and `headers` of a poll of one host.
struct TelemetryOptions {
    TelemetryFormat format = TelemetryFormat::nvidia_smi;
    TelemetryOrder order = TelemetryOrder::by_time;
    std::uint64_t seed = 1;
    std::uint32_t devices = 16;
    std::uint32_t devices_per_host = 8;
    std::int64_t polls = 100;
    std::int64_t start = 1'710'000'000'000;  // milliseconds since 1970
    std::int64_t interval = 15'000;          // milliseconds
    std::uint32_t jitter = 2;                // milliseconds, at most
    std::uint32_t gaps = 0;
    std::int64_t longest_gap = 900'000;  // milliseconds
    std::uint32_t duplicates = 0;        // rows that come twice, alike
    std::uint32_t conflicts = 0;         // rows that come twice with different values
    std::uint32_t late = 0;
    std::uint32_t latest = 8;  // polls
    std::uint32_t missing = 0;
    std::uint32_t headers = 0;
    bool torn_end = false;
    bool carriage_returns = false;  // in CSV
    std::int64_t block = 2'000;     // readings in a line of `victoria`
};

// The faults of ordinary logs: few of each.
TelemetryOptions with_faults(TelemetryOptions options);

// Takes the text piece by piece.
using TelemetrySink = std::function<void(std::string_view)>;

// Writes telemetry; the same options give the same bytes on every machine.
void write_telemetry(const TelemetryOptions& options, const TelemetrySink& sink);

// The same as one text.
std::string telemetry(const TelemetryOptions& options);

// How many polls give about so many bytes.
std::int64_t polls_for_bytes(const TelemetryOptions& options, std::uint64_t bytes);

}  // namespace flopledger
