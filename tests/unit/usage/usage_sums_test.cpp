// SPDX-License-Identifier: Apache-2.0
#include "core/usage/usage_sums.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

using namespace flopledger;

namespace {

constexpr std::int64_t start = 1'700'000'000'000;

Sample reading(std::int64_t time, std::uint32_t first, std::uint32_t second = missing_value) {
    return {sample_key(start + time, 0), first, second};
}

Sample counter(std::int64_t time, std::uint64_t value) {
    return {sample_key(start + time, 0), static_cast<std::uint32_t>(value),
            static_cast<std::uint32_t>(value >> 32)};
}

void add_interval(std::map<std::uint32_t, Interval>& interior, const Sample& from,
                  const Sample& to) {
    const auto milliseconds = static_cast<std::uint32_t>(to.time() - from.time());
    Interval& interval = interior[milliseconds];
    interval.milliseconds = milliseconds;
    ++interval.count;
    const std::array<std::uint32_t, 2> values{from.first, from.second};
    for (std::size_t i = 0; i < 2; ++i) {
        const bool none = values[i] == missing_value;
        interval.missing[i] += none ? 1 : 0;
        interval.sums[i] += none ? 0 : values[i];
    }
}

// A series of gauges as the meter keeps it.
Track track_of(const std::vector<Sample>& samples, Shape shape = Shape::utilization_and_power) {
    Track track;
    track.shape = shape;
    std::map<std::uint32_t, Interval> interior;
    for (std::size_t begin = 0; begin < samples.size();) {
        std::size_t end = begin + 1;
        while (end < samples.size() &&
               samples[end].time() - samples[end - 1].time() <= longest_interval) {
            ++end;
        }
        Run run;
        const std::size_t head = std::min(end - begin, edge_samples);
        const std::size_t tail = std::min(end - begin - head, edge_samples);
        for (std::size_t i = begin; i < begin + head; ++i) run.head.push_back(samples[i]);
        for (std::size_t i = end - tail; i < end; ++i) run.tail.push_back(samples[i]);
        for (std::size_t i = begin + head; tail != 0 && i <= end - tail; ++i) {
            add_interval(interior, samples[i - 1], samples[i]);
        }
        track.runs.push_back(std::move(run));
        begin = end;
    }
    for (const auto& [milliseconds, interval] : interior) track.interior.push_back(interval);
    return track;
}

// The definition, word for word: over all readings in order of time.
TrackSums by_definition(const std::vector<Sample>& samples, const HoldRule& rule) {
    TrackSums sums;
    sums.samples = samples.size();
    sums.first = samples.front().time();
    sums.last = samples.back().time();
    std::vector<std::int64_t> lengths;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        lengths.push_back(samples[i].time() - samples[i - 1].time());
    }
    std::vector<std::int64_t> sorted = lengths;
    std::sort(sorted.begin(), sorted.end());
    const std::int64_t median = sorted.empty() ? 0 : sorted[(sorted.size() - 1) / 2];
    const std::int64_t hold = rule.longest_hold.value_or(3 * median);
    sums.median_milliseconds = static_cast<std::uint64_t>(median);
    sums.hold_milliseconds = static_cast<std::uint64_t>(hold);
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        const std::int64_t held = std::min(lengths[i], hold);
        sums.covered_milliseconds += static_cast<std::uint64_t>(held);
        sums.gaps += lengths[i] > rule.gap_milliseconds ? 1 : 0;
        const std::array<std::uint32_t, 2> values{samples[i].first, samples[i].second};
        for (std::size_t which = 0; which < 2; ++which) {
            if (values[which] == missing_value) continue;
            MetricSums& metric = sums.metrics[which];
            metric.integral = metric.integral + Exact(held) * Exact(values[which]);
            metric.present_milliseconds += static_cast<std::uint64_t>(held);
        }
    }
    return sums;
}

void check_equal(const TrackSums& sums, const TrackSums& expected) {
    CHECK(sums.samples == expected.samples);
    CHECK(sums.first == expected.first);
    CHECK(sums.last == expected.last);
    CHECK(sums.median_milliseconds == expected.median_milliseconds);
    CHECK(sums.hold_milliseconds == expected.hold_milliseconds);
    CHECK(sums.covered_milliseconds == expected.covered_milliseconds);
    CHECK(sums.gaps == expected.gaps);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(sums.metrics[i].integral.text() == expected.metrics[i].integral.text());
        CHECK(sums.metrics[i].present_milliseconds == expected.metrics[i].present_milliseconds);
    }
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("sums of a series are those of its definition, whatever it keeps as it is") {
    std::mt19937 random(7);
    const auto upto = [&random](std::uint32_t most) {
        return static_cast<std::uint32_t>(random() % most);
    };
    for (const std::size_t length : {1U, 2U, 3U, 10U, 11U, 12U, 20U, 21U, 22U, 400U}) {
        for (int round = 0; round < 12; ++round) {
            std::vector<Sample> samples;
            std::int64_t time = 0;
            for (std::size_t i = 0; i < length; ++i) {
                const std::uint32_t kind = upto(40);
                time += kind == 0 ? 700'000 + upto(9) : kind == 1 ? 61'000 : 15'000 + upto(3);
                samples.push_back(reading(time, upto(9) == 0 ? missing_value : upto(10'001),
                                          upto(9) == 0 ? missing_value : upto(70'001)));
            }
            HoldRule rule;
            if (round % 3 == 1) rule.longest_hold = 20'000;
            if (round % 3 == 2) rule.gap_milliseconds = 15'001;
            CAPTURE(length);
            CAPTURE(round);
            check_equal(sums_of(track_of(samples), rule), by_definition(samples, rule));
        }
    }
}

TEST_CASE("an even count of intervals has the lower median") {
    const TrackSums sums = sums_of(
        track_of({reading(0, 1), reading(10, 1), reading(30, 1), reading(60, 1), reading(100, 1)}),
        {});
    CHECK(sums.median_milliseconds == 20);
    CHECK(sums.hold_milliseconds == 60);
}

TEST_CASE("sums beyond 64 bits are exact") {
    Track track;
    track.interior = {{600'000, 1'000'000'000'000, {18'000'000'000'000'000'000ULL, 0}, {0, 0}}};
    const TrackSums sums = sums_of(track, {});
    CHECK(sums.metrics[0].integral.text() == "10800000000000000000000000");
    CHECK(sums.metrics[0].present_milliseconds == 600'000'000'000'000'000ULL);
}

TEST_CASE("an energy counter counts through silence, and begins anew after a reset") {
    Track track;
    track.shape = Shape::energy_only;
    const std::uint64_t high = 5'000'000'000;
    track.runs = {{{counter(0, high), counter(1000, high + 7), counter(2000, 3)}, {}},
                  {{counter(1'000'000, 103)}, {}}};
    const TrackSums sums = sums_of(track, {});
    CHECK(sums.metrics[0].integral.text() == "110");
    CHECK(sums.metrics[0].resets == 1);
    CHECK(sums.metrics[0].present_milliseconds == 999'000);
    CHECK(sums.covered_milliseconds == 5000);
    CHECK(sums.gaps == 1);
    CHECK(sums.longest_gaps == std::vector<Gap>{{start + 2000, start + 1'000'000}});
}

TEST_CASE("the counts of the interior add to those of the edges") {
    std::vector<Sample> samples;
    for (int i = 0; i < 30; ++i) samples.push_back(reading(i * 1000, 1, 1));
    samples[3].key |= 1U;
    Track track = track_of(samples);
    track.conflicts = 2;
    track.duplicates = 5;
    track.interior_gaps = {{start, start + 70'000}, {start, start + 60'000}};
    const TrackSums sums = sums_of(track, {});
    CHECK(sums.samples == 30);
    CHECK(sums.conflicts == 3);
    CHECK(sums.duplicates == 5);
    CHECK(sums.longest_gaps == std::vector<Gap>{{start, start + 70'000}});
}

TEST_CASE("a metric in two series counts once, from the one that covers more") {
    DeviceUsage device;
    const Track table = track_of({reading(0, 5000, 1), reading(1000, 5000, 1)});
    const Track series = track_of({reading(0, 6000), reading(2000, 6000), reading(4000, 6000)},
                                  Shape::utilization_only);
    device.tracks = {table};
    CHECK(!sums_of(device, {}).two_sources);
    device.tracks = {table, series};
    const DeviceSums sums = sums_of(device, {});
    CHECK(sums.two_sources);
    CHECK(sums.principal.covered_milliseconds == 4000);
    CHECK(sums.metric(Metric::gpu_utilization)->integral.text() == "24000000");
    CHECK(sums.metric(Metric::power)->integral.text() == "1000");
    CHECK(!sums.metric(Metric::energy));
}

TEST_CASE("a metric that never had a value is not there") {
    DeviceUsage device;
    device.tracks = {track_of({reading(0, 5000), reading(1000, 5000)})};
    const DeviceSums sums = sums_of(device, {});
    CHECK(sums.metric(Metric::gpu_utilization));
    CHECK(!sums.metric(Metric::power));
    device.tracks = {track_of({reading(0, 0), reading(1000, 0)})};
    CHECK(sums_of(device, {}).metric(Metric::gpu_utilization)->integral.is_zero());
}

TEST_CASE("a fleet is its devices added up") {
    DeviceUsage device;
    device.tracks = {track_of({reading(1000, 5000, 7), reading(3000, 5000, 7)})};
    FleetSums fleet;
    add(fleet, sums_of(DeviceUsage{}, {}));
    add(fleet, sums_of(device, {}));
    device.tracks = {track_of({reading(0, 1000), reading(2000, 1000)})};
    add(fleet, sums_of(device, {}));
    CHECK(fleet.devices == 3);
    CHECK(fleet.samples == 4);
    CHECK(fleet.first == start);
    CHECK(fleet.last == start + 3000);
    CHECK(fleet.covered_milliseconds.text() == "4000");
    CHECK(fleet.metrics[0]->integral.text() == "12000000");
    CHECK(fleet.metrics[1]->present_milliseconds == 2000);
    CHECK(!fleet.metrics[2]);
}

TEST_CASE("a day holds by its own median") {
    const DayUsage day{"chip",
                       19'000,
                       Shape::utilization_and_power,
                       {{1000, 3, {3000, 30}, {0, 1}}, {90'000, 1, {100, 0}, {0, 1}}}};
    const DaySums sums = sums_of(day, {});
    CHECK(sums.covered_milliseconds == 6000);
    CHECK(sums.metrics[0]->integral.text() == "3300000");
    CHECK(sums.metrics[1]->present_milliseconds == 2000);
}

TEST_SUITE_END();
