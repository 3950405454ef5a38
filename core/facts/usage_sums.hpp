// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/exact.hpp"
#include "core/facts/usage.hpp"

namespace flopledger {

// A metric over time: its integral in the metric's unit times milliseconds (for energy: the
// millijoules counted), and the time for which it was present. A missing value is in neither. A
// counter counts through silence, so its time is not capped by the hold; the interval in which it
// was reset is left out of its time, because what was drawn before the reset is lost.
struct MetricSums {
    Exact integral;
    std::uint64_t present_milliseconds = 0;
    std::uint64_t resets = 0;  // of the energy counter

    friend bool operator==(const MetricSums&, const MetricSums&) = default;
};

// A series summed up.
struct TrackSums {
    std::uint64_t samples = 0;  // times with a reading
    std::uint64_t duplicates = 0;
    std::uint64_t conflicts = 0;
    std::int64_t first = 0;  // milliseconds since 1970
    std::int64_t last = 0;
    std::uint64_t median_milliseconds = 0;  // of its intervals; 0 where there is none
    std::uint64_t hold_milliseconds = 0;    // the longest a reading held
    std::uint64_t covered_milliseconds = 0;
    std::uint64_t gaps = 0;
    std::vector<Gap> longest_gaps;  // some of them, in order of time
    std::array<MetricSums, 2> metrics;
};

// A count as an exact number, whatever its size.
Exact exact_of(std::uint64_t count);

// Sums up a series.
TrackSums sums_of(const Track& track, const HoldRule& rule);

// A device summed up. The counts are those of its principal series, the one covered longest; each
// metric comes from the one series that covers it longest, so that no time counts twice.
struct DeviceSums {
    TrackSums principal;
    std::array<std::optional<MetricSums>, metric_count> metrics;
    bool two_sources = false;  // a metric came in two series, and one of them was left out

    const std::optional<MetricSums>& metric(Metric metric) const {
        return metrics[static_cast<std::size_t>(metric)];
    }
};

// Sums up a device.
DeviceSums sums_of(const DeviceUsage& device, const HoldRule& rule);

// A day of one chip summed up, with the hold that its own median gives.
struct DaySums {
    std::uint64_t covered_milliseconds = 0;
    std::array<MetricSums, 2> metrics;
};

// Sums up a day.
DaySums sums_of(const DayUsage& day, const HoldRule& rule);

// What a fleet did, all devices added up.
struct FleetSums {
    std::uint64_t devices = 0;
    std::uint64_t samples = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t conflicts = 0;
    std::uint64_t gaps = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    Exact covered_milliseconds;
    std::array<std::optional<MetricSums>, metric_count> metrics;  // of the devices that have them
};

// Adds one device to a fleet.
void add(FleetSums& fleet, const DeviceSums& device);

// Adds a fleet of other devices to a fleet.
void add(FleetSums& fleet, const FleetSums& other);

// What became of training that a trainer logged: all that was executed, and what of it was kept,
// each iteration once, as its last execution left it.
struct TrainingSums {
    std::uint64_t executed_iterations = 0;
    std::uint64_t executed_samples = 0;
    std::uint64_t executed_tokens = 0;  // 0 where neither tokens nor a sequence length are known
    std::uint64_t kept_iterations = 0;
    std::uint64_t kept_samples = 0;
    std::uint64_t kept_tokens = 0;
    std::uint64_t skipped_iterations = 0;
    std::uint64_t milliseconds = 0;  // of what was executed
    std::uint64_t restarts = 0;      // stretches that went back
};

// Sums up stretches, all of one training run, in their order. Samples of iterations kept in part
// are shared evenly, cut to whole ones.
TrainingSums sums_of(const std::vector<TrainingStretch>& stretches);

}  // namespace flopledger
