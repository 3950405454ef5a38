// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace flopledger {

// One metric of a device: its integral, and the time for which it was there.
struct PlainMetric {
    std::uint64_t integral = 0;  // in 1/100 per cent or 1/100 watt, times milliseconds
    std::uint64_t present_milliseconds = 0;

    friend bool operator==(const PlainMetric&, const PlainMetric&) = default;
};

// What the logs say of one device.
struct PlainUsage {
    std::uint64_t samples = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t conflicts = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::uint64_t median_milliseconds = 0;
    std::uint64_t covered_milliseconds = 0;
    std::uint64_t gaps = 0;
    PlainMetric utilization;
    PlainMetric power;

    friend bool operator==(const PlainUsage&, const PlainUsage&) = default;
};

// Usage by device, by its UUID, and how many rows there were.
struct PlainSummary {
    std::map<std::string, PlainUsage> devices;
    std::uint64_t rows = 0;  // those that are torn among them
    std::uint64_t torn_rows = 0;
};

// The definition of usage, for tables of `nvidia-smi` as tests/support/logs/telemetry.hpp makes
// them, written to be read and not to be fast:
//
// - Files count in order of their names. A row that is not whole is no reading.
// - Of the rows of one device and one time the larger of each value counts. The others are
//   duplicates; if any of them says something else, that time is a conflict.
// - A reading holds until the next reading of its device, but not longer than three times the
//   median of the times between two neighbours, the lower one of an even count. The last reading
//   holds for no time.
// - Covered is the time for which readings held. A value that is missing adds nothing to its
//   integral and nothing to the time for which it was present.
// - More than 60 s between two neighbours are a gap.
PlainSummary plain_usage(const std::map<std::string, std::string>& files);

}  // namespace flopledger
