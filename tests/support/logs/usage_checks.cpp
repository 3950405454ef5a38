// SPDX-License-Identifier: Apache-2.0
#include "tests/support/logs/usage_checks.hpp"

#include <doctest/doctest.h>

#include "core/meter/summary/summarize.hpp"
#include "core/usage/usage_sums.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

std::vector<std::string> names_of(const LogFiles& files) {
    std::vector<std::string> names;
    for (const auto& [name, text] : files) names.push_back(name);
    return names;
}

PlainMetric plain(const DeviceSums& sums, Metric metric) {
    const auto& found = sums.metric(metric);
    if (!found) return {};
    return {static_cast<std::uint64_t>(std::stoull(found->integral.text())),
            found->present_milliseconds};
}

void check_metric(const PlainMetric& found, const PlainMetric& expected) {
    CHECK(found.integral == expected.integral);
    CHECK(found.present_milliseconds == expected.present_milliseconds);
}

// Every device against the definition, field by field.
void check_devices(const Usage& usage, const PlainSummary& expected) {
    REQUIRE(usage.devices.size() == expected.devices.size());
    auto device = usage.devices.begin();
    for (const auto& expectation : expected.devices) {
        const std::string& uuid = expectation.first;
        const PlainUsage& wanted = expectation.second;
        REQUIRE(device->device == uuid);
        const PlainUsage found = plain(*device++);
        if (found == wanted) continue;
        CAPTURE(uuid);
        CHECK(found.samples == wanted.samples);
        CHECK(found.duplicates == wanted.duplicates);
        CHECK(found.conflicts == wanted.conflicts);
        CHECK(found.first == wanted.first);
        CHECK(found.last == wanted.last);
        CHECK(found.median_milliseconds == wanted.median_milliseconds);
        CHECK(found.covered_milliseconds == wanted.covered_milliseconds);
        CHECK(found.gaps == wanted.gaps);
        check_metric(found.utilization, wanted.utilization);
        check_metric(found.power, wanted.power);
    }
}

// Every row is used or counted.
void check_rows(const Usage& usage, const PlainSummary& expected) {
    std::uint64_t rows = 0;
    std::uint64_t rejected = 0;
    for (const InputFile& input : usage.inputs) {
        rows += input.rows;
        rejected += input.rejected_rows;
    }
    CHECK(rows == expected.rows);
    CHECK(rejected == expected.torn_rows);
    const auto torn = usage.rejected.find("torn");
    CHECK((torn == usage.rejected.end() ? 0 : torn->second.rows) == expected.torn_rows);
}

// The days hold all intervals between readings that no run keeps at its ends, and nothing else.
void check_days(const Usage& usage) {
    const auto counted = [](const std::vector<Interval>& intervals, std::uint64_t& count,
                            std::uint64_t& sum) {
        for (const Interval& interval : intervals) {
            count += interval.count;
            sum += interval.sums[0] * interval.milliseconds;
        }
    };
    std::uint64_t count = 0;
    std::uint64_t sum = 0;
    for (const DeviceUsage& device : usage.devices) {
        for (const Track& track : device.tracks) counted(track.interior, count, sum);
    }
    std::uint64_t day_count = 0;
    std::uint64_t day_sum = 0;
    for (const DayUsage& day : usage.days) counted(day.interior, day_count, day_sum);
    CHECK(day_count == count);
    CHECK(day_sum == sum);
}

}  // namespace

TelemetryOptions faulty(std::uint64_t seed, std::int64_t polls) {
    TelemetryOptions options;
    options.seed = seed;
    options.devices = 12;
    options.devices_per_host = 5;
    options.start = 1'710'028'500'000;  // five minutes before a day ends (UTC)
    options.polls = polls;
    options.gaps = 10'000;
    options.longest_gap = 1'500'000;
    options.duplicates = 20'000;
    options.conflicts = 10'000;
    options.late = 30'000;
    options.missing = 20'000;
    options.headers = 10'000;
    options.torn_end = true;
    return options;
}

MeterOptions with_threads(int threads, bool fingerprints) {
    MeterOptions options;
    options.threads = threads;
    options.fingerprints = fingerprints;
    return options;
}

std::string fault_text(const Diagnostics& diagnostics) {
    std::string names;
    for (const Diagnostic& diagnostic : diagnostics.list) {
        names += std::string(diagnostic.name.text) + ": " + diagnostic.message + "\n";
    }
    return names;
}

Usage summary_of(const LogFiles& files, const MeterOptions& options) {
    MemoryFiles disk(files);
    Diagnostics diagnostics;
    Usage usage = summarize(disk, names_of(files), options, diagnostics);
    REQUIRE_MESSAGE(diagnostics.list.empty(), fault_text(diagnostics));
    return usage;
}

PlainUsage plain(const DeviceUsage& device) {
    const DeviceSums sums = sums_of(device, HoldRule{});
    const TrackSums& principal = sums.principal;
    return {principal.samples,
            principal.duplicates,
            principal.conflicts,
            principal.first,
            principal.last,
            principal.median_milliseconds,
            principal.covered_milliseconds,
            principal.gaps,
            plain(sums, Metric::gpu_utilization),
            plain(sums, Metric::power)};
}

void check_usage(const Usage& usage, const PlainSummary& expected) {
    check_devices(usage, expected);
    check_rows(usage, expected);
    check_days(usage);
}

}  // namespace flopledger
