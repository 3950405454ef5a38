// SPDX-License-Identifier: Apache-2.0
// Whole logs with all their faults: every device must come out as the plain definition says, to the
// unit, on any number of threads.
#include "core/meter/summary/summarize.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/usage/usage_sums.hpp"
#include "tests/support/logs/packing.hpp"
#include "tests/support/logs/usage_checks.hpp"
#include "tests/support/memory_files.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

TEST_CASE("one file with every fault, on one thread and on two") {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        TelemetryOptions options = faulty(seed);
        if (seed % 2 == 0) options.format = TelemetryFormat::nvidia_smi_no_units;
        if (seed % 3 == 0) options.order = TelemetryOrder::by_host;
        options.carriage_returns = seed % 4 == 0;
        options.jitter = seed % 5 == 0 ? 5'000 : 2;
        const LogFiles files{{"a.csv", telemetry(options)}};
        const PlainSummary expected = plain_usage(files);
        const Usage one = summary_of(files, with_threads(1));
        check_usage(one, expected);
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
        const LogFiles files{{"a.csv", telemetry(options)}};
        check_usage(summary_of(files), plain_usage(files));
    }
}

TEST_CASE("rows that come so late, or in no order at all, are sorted in another pass") {
    TelemetryOptions options = faulty(9);
    options.latest = 150;
    const LogFiles late{{"a.csv", telemetry(options)}};
    check_usage(summary_of(late, with_threads(1)), plain_usage(late));
    check_usage(summary_of(late), plain_usage(late));

    options = faulty(10);
    options.order = TelemetryOrder::shuffled;
    const LogFiles shuffled{{"a.csv", telemetry(options)}};
    const Usage sorted = summary_of(shuffled);
    check_usage(sorted, plain_usage(shuffled));
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
    check_usage(usage, plain_usage(disk.files));

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
    const LogFiles files{{"a.csv", telemetry(options)}};
    REQUIRE(files.begin()->second.size() > std::size_t{17} << 20);
    const Usage divided = summary_of(files, with_threads(2, false));
    check_usage(divided, plain_usage(files));
    CHECK(divided == summary_of(files, with_threads(1, false)));
}

TEST_CASE("a log over several days is summed up by day") {
    TelemetryOptions options;
    options.devices = 2;
    options.start = 1'710'028'800'000;  // a midnight
    options.interval = 60'000;
    options.jitter = 0;
    options.polls = std::int64_t{3} * 24 * 60;
    const Usage usage = summary_of({{"a.csv", telemetry(options)}});
    std::vector<std::uint64_t> counts;
    for (const DayUsage& day : usage.days) {
        std::uint64_t& count = counts.emplace_back();
        for (const Interval& interval : day.interior) count += interval.count;
    }
    // What the first and the last readings of each device begin and end is not among them.
    CHECK(counts == std::vector<std::uint64_t>{2 * 1431, 2 * 1440, 2 * 1430});
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

TEST_CASE("the same fleet comes out the same in every format") {
    TelemetryOptions options = faulty(21);
    options.conflicts = 0;  // in series, two values that differ need not come together
    options.missing = 0;    // there a missing value is no sample, and the one before holds on
    options.torn_end = false;
    const PlainSummary expected = plain_usage({{"a.csv", telemetry(options)}});
    for (const TelemetryFormat format :
         {TelemetryFormat::prometheus, TelemetryFormat::victoria, TelemetryFormat::tsdb_dump}) {
        CAPTURE(static_cast<int>(format));
        options.format = format;
        for (options.block = 7; options.block < 400; options.block *= 5) {
            const Usage usage = summary_of({{"a", telemetry(options)}});
            REQUIRE(usage.devices.size() == expected.devices.size());
            auto wanted = expected.devices.begin();
            for (const DeviceUsage& device : usage.devices) {
                CHECK(device.device == wanted->first);
                CHECK(plain(device).utilization == wanted->second.utilization);
                CHECK(plain(device).power == wanted->second.power);
                ++wanted;
            }
        }
    }
}

TEST_CASE("a fleet's energy over a hundred days does not overflow") {
    // A device at the most that a row may say, a row every ten minutes.
    std::string table = "timestamp, uuid, utilization.gpu [%], power.draw [W]\n";
    for (int day = 1; day <= 28; ++day) {
        for (int hour = 0; hour < 24; ++hour) {
            for (const char* minute : {"00", "10", "20", "30", "40", "50"}) {
                table += fmt::format("2024/02/{:02} {:02}:{}:00.000, GPU-1, 100 %, 99999.99 W\n",
                                     day, hour, minute);
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
    const auto reference = shared_or_skip("tools/usage-reference.py");
    if (!reference) return;
    if (std::system("python3 -c pass >/dev/null 2>&1") != 0) {
        MESSAGE("skipped: no python3");
        return;
    }
    TelemetryOptions options = faulty(20);
    options.conflicts = 0;  // of rows that differ it keeps the first
    const auto folder = std::filesystem::temp_directory_path();
    const std::string table = (folder / "flopledger-reference.csv").string();
    const std::string result = (folder / "flopledger-reference.out").string();
    std::ofstream(table, std::ios::binary) << telemetry(options);
    REQUIRE(std::system(("python3 " + *reference + " " + table + " >" + result).c_str()) == 0);
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
