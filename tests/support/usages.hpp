// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "tests/support/activities.hpp"

namespace flopledger {

// Hand-made usage for tests of counting: series that hold one value for some hours, read every 15
// seconds from 2024-01-01 on.

inline constexpr std::int64_t new_year_2024 = 1'704'067'200'000;
inline constexpr std::int64_t hour = 3'600'000;

inline Track steady(Shape shape, std::int64_t hours, std::uint32_t first,
                    std::uint32_t second = missing_value, std::int64_t from = new_year_2024) {
    constexpr std::uint32_t interval = 15'000;
    Track track;
    track.shape = shape;
    const std::int64_t to = from + hours * hour;
    const auto count = static_cast<std::uint64_t>(hours * hour / interval);
    track.runs = {{{{sample_key(from, 0), first, second}}, {{sample_key(to, 0), first, second}}}};
    Interval all{interval, count, {}, {}};
    const std::array<std::uint32_t, 2> values{first, second};
    for (std::size_t i = 0; i < 2; ++i) {
        if (values[i] == missing_value) {
            all.missing[i] = count;
        } else {
            all.sums[i] = count * values[i];
        }
    }
    track.interior = {all};
    return track;
}

// An energy counter that rises evenly.
inline Track drawing(std::int64_t hours, std::uint64_t watts) {
    Track track = steady(Shape::energy_only, hours, 0, 0);
    const std::uint64_t millijoules = watts * static_cast<std::uint64_t>(hours * hour);
    track.runs[0].tail[0].first = static_cast<std::uint32_t>(millijoules);
    track.runs[0].tail[0].second = static_cast<std::uint32_t>(millijoules >> 32);
    track.interior[0].sums = {millijoules, 0};
    track.interior[0].missing = {};
    return track;
}

inline DeviceUsage device(std::string name, std::vector<Track> tracks) {
    return {std::move(name), Identity::uuid, "Test Chip", "", std::move(tracks)};
}

// Training by iterations of 4,096 sequences of 1,000 tokens, ten seconds each, on 8 devices.
inline TrainingStretch trained(std::int64_t first, std::int64_t last, std::uint32_t input = 0) {
    const auto iterations = static_cast<std::uint64_t>(last - first + 1);
    TrainingStretch stretch;
    stretch.input = input;
    stretch.place = static_cast<std::uint64_t>(first);
    stretch.first_iteration = first;
    stretch.last_iteration = last;
    stretch.samples = iterations * 4096;
    stretch.tokens = iterations * 4'096'000;
    stretch.milliseconds = iterations * 10'000;
    stretch.sequence_length = 1000;
    stretch.devices = 8;
    stretch.format = "test-trainer";
    return stretch;
}

// Logs of the plain chip at bf16.
inline LogsStatement logs_of(Usage usage) {
    LogsStatement logs;
    logs.place = {"test.yaml", 5, 5};
    logs.files = {"logs.csv"};
    logs.usage = std::make_shared<const Usage>(std::move(usage));
    logs.chip = plain_chip();
    logs.precision = Precision::bf16;
    return logs;
}

}  // namespace flopledger
