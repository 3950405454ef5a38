// SPDX-License-Identifier: Apache-2.0
// Parts of logs, by device and by time: merged in any tree their summaries are the summary of all.
#include <doctest/doctest.h>

#include <random>
#include <sstream>
#include <utility>

#include "core/meter/summary/summarize.hpp"
#include "tests/support/logs/usage_checks.hpp"

namespace flopledger {

namespace {

// Rows of a table with its header in front of each part; `part_of` tells where a row goes.
template <typename PartOf>
LogFiles parts_of(const std::string& table, const PartOf& part_of) {
    LogFiles parts;
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
    CHECK_MESSAGE(merged, fault_text(diagnostics));
    return merged;
}

// Which parts may be merged first.
enum class Trees { any, of_neighbours };

// Merges parts two by two, chosen anew each time, until one is left.
Usage merged_at_random(std::vector<Usage> parts, Trees trees, std::uint32_t seed) {
    std::mt19937 random(seed);
    while (parts.size() > 1) {
        const std::size_t last = parts.size() - 1;
        const std::size_t left = random() % last;
        const std::size_t right = trees == Trees::any ? last : left + 1;
        Usage& into = parts[left];
        if (random() % 2 == 0) std::swap(into, parts[right]);
        if (!merge_into(into, parts[right])) return {};
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(right));
        if (trees == Trees::any) std::swap(parts[left], parts[random() % parts.size()]);
    }
    return parts.front();
}

void check_merging(const LogFiles& parts, Trees trees = Trees::any) {
    const Usage whole = summary_of(parts);
    check_usage(whole, plain_usage(parts));
    std::vector<Usage> summaries;
    for (const auto& part : parts) summaries.push_back(summary_of({part}));
    for (std::uint32_t seed = 0; seed < 6; ++seed) {
        CAPTURE(seed);
        CHECK(merged_at_random(summaries, trees, seed) == whole);
    }
}

// Parts that begin at a device or where a host is done, whichever the order.
LogFiles parts_by_device(const TelemetryOptions& options) {
    return parts_of(telemetry(options), device_part);
}

}  // namespace

TEST_CASE("shards by device, in one call and merged in any tree") {
    check_merging(parts_by_device(faulty(13)));
    TelemetryOptions by_host = faulty(14);
    by_host.order = TelemetryOrder::by_host;
    by_host.torn_end = false;
    check_merging(parts_by_device(by_host));
}

TEST_CASE("shards by time, in one call and merged in any tree") {
    for (const std::uint64_t rows : {1'500U, 601U}) {
        CAPTURE(rows);
        TelemetryOptions options = faulty(15 + rows);
        options.latest = 6;
        check_merging(parts_of(telemetry(options), [&](const std::string&, std::uint64_t number) {
            return static_cast<std::size_t>(number / rows);
        }));
    }
}

// What lies ten minutes apart at most is one run as soon as it is merged: nothing fits between.
TEST_CASE("shards of few minutes, merged with their neighbours first") {
    for (const std::uint64_t rows : {300U, 200U, 120U}) {
        CAPTURE(rows);
        TelemetryOptions options = faulty(15 + rows);
        options.latest = 2;
        check_merging(parts_of(telemetry(options),
                               [&](const std::string&, std::uint64_t number) {
                                   return static_cast<std::size_t>(number / rows);
                               }),
                      Trees::of_neighbours);
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
    const LogFiles files{{"b.csv", table}, {"a.csv", telemetry(options)}};
    check_usage(summary_of(files), plain_usage(files));
    check_usage(summary_of(files, with_threads(1)), plain_usage(files));
}

TEST_CASE("summaries that overlap deeper than their edges are refused") {
    const std::string table = telemetry(faulty(18));
    const auto parts = parts_of(table, [](const std::string&, std::uint64_t number) {
        return static_cast<std::size_t>(number % 3);  // three thirds, all through each other
    });
    check_usage(summary_of(parts), plain_usage(parts));
    Usage into = summary_of({*parts.begin()});
    const Usage before = into;
    Diagnostics diagnostics;
    CHECK_FALSE(merge(into, summary_of({*parts.rbegin()}), diagnostics));
    CHECK(into == before);
    REQUIRE(diagnostics.list.size() == 1);
    CHECK(diagnostics.list[0].name.text == std::string_view("summaries-overlap"));
}

}  // namespace flopledger
