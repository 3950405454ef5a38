// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/exact.hpp"
#include "core/facts/machines/log_input.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

// A metric over time: its integral in the metric's unit times milliseconds (for energy: the
// millijoules counted), and the time for which it was present. A missing value is in neither. A
// counter counts through silence, so its time is not capped by the hold; the interval in which it
// was reset is left out of its time, because what was drawn before the reset is lost. Of the time
// for which it was present some may have stood at zero: an energy counter then did not move.
struct MetricSums {
    Exact integral;
    std::uint64_t present_milliseconds = 0;
    std::uint64_t resets = 0;  // of the energy counter
    std::uint64_t zero_milliseconds = 0;

    // The mean over the time for which it was present; nothing where it never was.
    std::optional<Exact> mean() const;

    friend bool operator==(const MetricSums&, const MetricSums&) = default;
};

// Adds what another device, or another part of its time, has of the same metric.
void add(MetricSums& sums, const MetricSums& more);

// Each metric, in the order of Metric; nothing of one that says nothing.
using MetricTable = std::array<std::optional<MetricSums>, metric_count>;

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

// Sums up a series.
TrackSums sums_of(const Track& track, const HoldRule& rule);

// A device summed up. The counts are those of its principal series, the one covered longest; each
// metric comes from the one series that covers it longest, so that no time counts twice.
struct DeviceSums {
    TrackSums principal;
    MetricTable metrics;
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
    MetricTable metrics;
};

// Sums up a day.
DaySums sums_of(const DayUsage& day, const HoldRule& rule);

// Adds another series of the same chip and day: the time covered is that of the one covered
// longest, and so is each metric.
void add(DaySums& day, const DaySums& series);

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
    MetricTable metrics;  // of the devices that have them

    // The share of the time covered for which a metric was present; nothing where it never was.
    std::optional<Exact> known_share(Metric metric) const;
};

// Adds one device to a fleet.
void add(FleetSums& fleet, const DeviceSums& device);

// Adds a fleet of other devices to a fleet.
void add(FleetSums& fleet, const FleetSums& other);

}  // namespace flopledger
