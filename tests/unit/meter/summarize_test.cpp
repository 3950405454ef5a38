// SPDX-License-Identifier: Apache-2.0
// Whole logs with all their faults: every device must come out as the plain definition says, to the
// unit, on any number of threads, and from parts merged in any tree.
#include "core/meter/summarize.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <utility>

#include "core/facts/usage_sums.hpp"
#include "tests/support/memory_files.hpp"
#include "tests/support/packing.hpp"
#include "tests/support/plain_usage.hpp"
#include "tests/support/telemetry.hpp"

namespace flopledger {

namespace {

using Files = std::map<std::string, std::string>;

// More of every fault than logs have, so that few rows show all of them.
TelemetryOptions faulty(std::uint64_t seed, std::int64_t polls = 300) {
    TelemetryOptions options;
    options.seed = seed;
    options.devices = 12;
    options.devices_per_host = 5;
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

MeterOptions with_threads(int threads, bool fingerprints = true) {
    MeterOptions options;
    options.threads = threads;
    options.fingerprints = fingerprints;
    return options;
}

std::string names_of(const Diagnostics& diagnostics) {
    std::string names;
    for (const Diagnostic& diagnostic : diagnostics.list) {
        names += std::string(diagnostic.name.text) + ": " + diagnostic.message + "\n";
    }
    return names;
}

std::vector<std::string> names_of(const Files& files) {
    std::vector<std::string> names;
    for (const auto& [name, text] : files) names.push_back(name);
    return names;
}

Usage summary_of(const Files& files, const MeterOptions& options = with_threads(2)) {
    MemoryFiles disk(files);
    Diagnostics diagnostics;
    Usage usage = summarize(disk, names_of(files), options, diagnostics);
    REQUIRE_MESSAGE(diagnostics.list.empty(), names_of(diagnostics));
    return usage;
}

PlainMetric plain(const DeviceSums& sums, Metric metric) {
    const auto& found = sums.metric(metric);
    if (!found) return {};
    return {static_cast<std::uint64_t>(std::stoull(found->integral.text())),
            found->present_milliseconds};
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

void check_metric(const PlainMetric& found, const PlainMetric& expected) {
    CHECK(found.integral == expected.integral);
    CHECK(found.present_milliseconds == expected.present_milliseconds);
}

// Every device against the definition, field by field.
void check_devices(const Usage& usage, const PlainSummary& expected) {
    REQUIRE(usage.devices.size() == expected.devices.size());
    auto device = usage.devices.begin();
    for (const auto& [uuid, wanted] : expected.devices) {
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

void check_all(const Usage& usage, const PlainSummary& expected) {
    check_devices(usage, expected);
    check_rows(usage, expected);
    check_days(usage);
}

// Rows of a table with its header in front of each part; `part_of` tells where a row goes.
template <typename PartOf>
Files parts_of(const std::string& table, const PartOf& part_of) {
    Files parts;
    std::istringstream lines(table);
    std::string header;
    std::getline(lines, header);
    std::uint64_t number = 0;
    for (std::string line; std::getline(lines, line); ++number) {
        if (line == header) continue;
        std::string& part = parts["part" + std::to_string(10 + part_of(line, number)) + ".csv"];
        if (part.empty()) part = header + "\n";
        part += line + (lines.eof() ? "" : "\n");
    }
    return parts;
}

std::size_t device_part(const std::string& row, std::uint64_t) {
    return row.size() < 35 ? 0 : static_cast<std::size_t>(row[34]) % 7;
}

bool merge_into(Usage& into, const Usage& from) {
    Diagnostics diagnostics;
    const bool merged = merge(into, from, diagnostics);
    CHECK_MESSAGE(merged, names_of(diagnostics));
    return merged;
}

// Merges parts two by two, chosen anew each time, until one is left.
Usage merged_at_random(std::vector<Usage> parts, std::uint32_t seed) {
    std::mt19937 random(seed);
    while (parts.size() > 1) {
        std::swap(parts[random() % parts.size()], parts.back());
        Usage last = std::move(parts.back());
        parts.pop_back();
        Usage& into = parts[random() % parts.size()];
        if (random() % 2 == 0) std::swap(into, last);
        if (!merge_into(into, last)) return {};
    }
    return parts.front();
}

void check_merging(const Files& parts) {
    const Usage whole = summary_of(parts);
    check_all(whole, plain_usage(parts));
    std::vector<Usage> summaries;
    for (const auto& part : parts) summaries.push_back(summary_of({part}));
    for (std::uint32_t tree = 0; tree < 6; ++tree) {
        CAPTURE(tree);
        const Usage merged = merged_at_random(summaries, tree);
        CHECK(merged.devices == whole.devices);
        CHECK(merged.days == whole.days);
        CHECK(merged.rejected == whole.rejected);
        CHECK(merged == whole);
    }
}

// Parts that begin at a device or where a host is done, whichever the order.
Files parts_by_device(const TelemetryOptions& options) {
    return parts_of(telemetry(options), device_part);
}

}  // namespace

TEST_CASE("one file with every fault, on one thread and on two") {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        TelemetryOptions options = faulty(seed);
        if (seed % 2 == 0) options.format = TelemetryFormat::nvidia_smi_no_units;
        if (seed % 3 == 0) options.order = TelemetryOrder::by_host;
        options.carriage_returns = seed % 4 == 0;
        options.jitter = seed % 5 == 0 ? 5'000 : 2;
        const Files files{{"a.csv", telemetry(options)}};
        const PlainSummary expected = plain_usage(files);
        const Usage one = summary_of(files, with_threads(1));
        check_all(one, expected);
        CHECK(summary_of(files, with_threads(2)) == one);
        CHECK(summary_of(files, with_threads(2, false)).devices == one.devices);
    }
}

TEST_CASE("few rows: every shortest log") {
    TelemetryOptions options = faulty(3);
    options.devices = 2;
    for (options.polls = 1; options.polls < 45; ++options.polls) {
        CAPTURE(options.polls);
        options.seed = static_cast<std::uint64_t>(options.polls);
        const Files files{{"a.csv", telemetry(options)}};
        check_all(summary_of(files), plain_usage(files));
    }
}

TEST_CASE("rows that come so late, or in no order at all, are sorted in another pass") {
    TelemetryOptions options = faulty(9);
    options.latest = 150;
    const Files late{{"a.csv", telemetry(options)}};
    check_all(summary_of(late, with_threads(1)), plain_usage(late));
    check_all(summary_of(late), plain_usage(late));

    options = faulty(10);
    options.order = TelemetryOrder::shuffled;
    const Files shuffled{{"a.csv", telemetry(options)}};
    const Usage sorted = summary_of(shuffled);
    check_all(sorted, plain_usage(shuffled));
    options.order = TelemetryOrder::by_time;
    options.torn_end = false;
    options.conflicts = 0;  // which row is first depends on the order
    const Usage in_order = summary_of({{"a.csv", telemetry(options)}});
    options.order = TelemetryOrder::shuffled;
    const Usage again = summary_of({{"a.csv", telemetry(options)}});
    CHECK(again.devices == in_order.devices);
    CHECK(again.days == in_order.days);
}

TEST_CASE("a pipe with rows in no order cannot be read twice, and one in order need not be") {
    TelemetryOptions options = faulty(11);
    MemoryFiles disk({{"-", telemetry(options)}});
    Diagnostics diagnostics;
    const Usage usage = summarize(disk, {"-"}, with_threads(2), diagnostics);
    CHECK(diagnostics.list.empty());
    check_all(usage, plain_usage(disk.files));

    options.order = TelemetryOrder::shuffled;
    disk.files["-"] = telemetry(options);
    summarize(disk, {"-"}, with_threads(2), diagnostics);
    REQUIRE(diagnostics.list.size() == 1);
    CHECK(diagnostics.list[0].name.text == std::string_view("order-lost"));
}

TEST_CASE("a large file is divided among threads") {
    TelemetryOptions options = faulty(12, 1'400);
    options.devices = 100;
    options.headers = 100;
    options.gaps = 1'000;
    const Files files{{"a.csv", telemetry(options)}};
    REQUIRE(files.begin()->second.size() > std::size_t{17} << 20);
    const Usage divided = summary_of(files, with_threads(2, false));
    check_all(divided, plain_usage(files));
    CHECK(divided == summary_of(files, with_threads(1, false)));
}

TEST_CASE("shards by device, in one call and merged in any tree") {
    check_merging(parts_by_device(faulty(13)));
    TelemetryOptions by_host = faulty(14);
    by_host.order = TelemetryOrder::by_host;
    by_host.torn_end = false;
    check_merging(parts_by_device(by_host));
}

TEST_CASE("shards by time, in one call and merged in any tree") {
    for (const std::uint64_t rows : {1'500U, 601U, 260U}) {
        CAPTURE(rows);
        TelemetryOptions options = faulty(15 + rows);
        options.latest = 6;
        check_merging(parts_of(telemetry(options), [&](const std::string&, std::uint64_t number) {
            return static_cast<std::size_t>(number / rows);
        }));
    }
}

TEST_CASE("shards by device and time, each with the other's names for order") {
    TelemetryOptions options = faulty(16);
    options.latest = 6;
    check_merging(parts_of(telemetry(options), [&](const std::string& row, std::uint64_t number) {
        // Later parts have names that come first.
        return (device_part(row, number) + 1) * 10 - static_cast<std::size_t>(number / 1'000);
    }));
}

TEST_CASE("the same rows in two files: the first file's by name stay") {
    TelemetryOptions options = faulty(17, 60);
    const std::string table = telemetry(options);
    options.conflicts = 300'000;  // other values at many of the same times
    const Files files{{"b.csv", table}, {"a.csv", telemetry(options)}};
    check_all(summary_of(files), plain_usage(files));
    check_all(summary_of(files, with_threads(1)), plain_usage(files));
}

TEST_CASE("summaries that overlap deeper than their edges are refused") {
    const std::string table = telemetry(faulty(18));
    const auto parts = parts_of(table, [](const std::string&, std::uint64_t number) {
        return static_cast<std::size_t>(number % 3);  // three thirds, all through each other
    });
    check_all(summary_of(parts), plain_usage(parts));
    Usage into = summary_of({*parts.begin()});
    const Usage before = into;
    Diagnostics diagnostics;
    CHECK_FALSE(merge(into, summary_of({*parts.rbegin()}), diagnostics));
    CHECK(into == before);
    REQUIRE(diagnostics.list.size() == 1);
    CHECK(diagnostics.list[0].name.text == std::string_view("summaries-overlap"));
}

TEST_CASE("packed logs are the logs") {
    const std::string table = telemetry(faulty(19));
    const Usage plain_text = summary_of({{"a", table}});
    for (const std::string& packed :
         {gzip_member(table), zstd_frame(table),
          gzip_member(table.substr(0, 70'000)) + gzip_member(table.substr(70'000))}) {
        for (const int threads : {1, 2}) {
            const Usage usage = summary_of({{"a", packed}}, with_threads(threads));
            CHECK(usage.devices == plain_text.devices);
            CHECK(usage.days == plain_text.days);
            CHECK(usage.rejected == plain_text.rejected);
        }
    }
}

TEST_CASE("a fleet's energy over a hundred days does not overflow") {
    // Ten devices at the most that a row may say, a row every ten minutes.
    std::string table = "timestamp, uuid, utilization.gpu [%], power.draw [W]\n";
    for (int day = 1; day <= 28; ++day) {
        for (int hour = 0; hour < 24; ++hour) {
            for (const char* minute : {"00", "10", "20", "30", "40", "50"}) {
                char row[128];
                std::snprintf(row, sizeof row,
                              "2024/02/%02d %02d:%s:00.000, GPU-1, 100 %%, "
                              "99999.99 W\n",
                              day, hour, minute);
                table += row;
            }
        }
    }
    const Usage usage = summary_of({{"a.csv", table}});
    REQUIRE(usage.devices.size() == 1);
    const DeviceSums device = sums_of(usage.devices[0], HoldRule{});
    FleetSums fleet;
    for (int i = 0; i < 100'000; ++i) add(fleet, device);
    const Exact one = device.metric(Metric::power)->integral;
    CHECK(one.text() == (Exact(9'999'999) * Exact(600'000) * Exact(28 * 144 - 1)).text());
    CHECK(fleet.metrics[static_cast<std::size_t>(Metric::power)]->integral == one * Exact(100'000));
}

TEST_CASE("every table by the reference beside the project, where it is") {
    const std::string root = PROJECT_ROOT;
    const std::string reference = root + "/../shared/tools/usage-reference.py";
    const bool possible =
        std::filesystem::exists(reference) && std::system("python3 -c pass >/dev/null 2>&1") == 0;
    if (!possible) {
        MESSAGE("skipped: no reference beside the project, or no python3");
        return;
    }
    TelemetryOptions options = faulty(20);
    const auto folder = std::filesystem::temp_directory_path();
    const std::string table = (folder / "flopledger-reference.csv").string();
    const std::string result = (folder / "flopledger-reference.out").string();
    std::ofstream(table, std::ios::binary) << telemetry(options);
    REQUIRE(std::system(("python3 " + reference + " " + table + " >" + result).c_str()) == 0);
    std::ostringstream ours;
    for (const DeviceUsage& device : summary_of({{"a.csv", telemetry(options)}}).devices) {
        const PlainUsage usage = plain(device);
        ours << device.device << ',' << usage.samples << ',' << usage.covered_milliseconds << ','
             << usage.utilization.integral / 100 << ',' << usage.power.integral << ','
             << usage.first << ',' << usage.last << ',' << usage.gaps << ',' << usage.duplicates
             << '\n';
    }
    std::ostringstream theirs;
    theirs << std::ifstream(result, std::ios::binary).rdbuf();
    CHECK(ours.str() == theirs.str());
    std::filesystem::remove(table);
    std::filesystem::remove(result);
}

}  // namespace flopledger
