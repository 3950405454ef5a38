// SPDX-License-Identifier: Apache-2.0
// Tables of many devices, in other orders and of other devices each: however many threads join
// them, what comes out is the same.
#include "core/meter/series/usage_join.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace flopledger {

namespace {

constexpr std::int64_t start = 1'710'028'775'000;  // 25 seconds before a day ends (UTC)

// So many devices, by a step that visits all of them in an order of its own; each reads so often,
// a second apart, behind what the tables before read.
void add_table(DeviceTables& tables, int devices, int step, int readings) {
    tables.push_back(std::make_unique<DeviceTable>());
    const auto rank = static_cast<std::uint32_t>(tables.size() - 1);
    for (int number = 0; number < devices; ++number) {
        const int id = number * step % devices;
        const std::string name = fmt::format("GPU-{:04}", id);
        DeviceWords words;
        words.uuid = name;
        words.chip = id % 7 == 0 ? "another" : "chip";
        Device* device = tables.back()->find(words);
        for (int reading = 0; reading < readings; ++reading) {
            const std::int64_t time = start + (std::int64_t{rank} * 100 + reading) * 1000;
            device->add(Shape::utilization_and_power, time, rank,
                        static_cast<std::uint32_t>(id + reading), 500);
        }
        if (id % 3 == 0) device->add(Shape::sm_only, start + rank * 1000, rank, 7);
    }
}

void join_tables(Usage& into, const DeviceTables& tables, unsigned threads,
                 DeviceNames& disordered) {
    UsageJoin join(into);
    join.add(tables, threads);
    join.finish(disordered);
}

DeviceTables tables_of_all() {
    DeviceTables tables;
    add_table(tables, 1500, 7, 45);
    add_table(tables, 1501, 11, 100);
    add_table(tables, 701, 1, 3);
    add_table(tables, 1600, 3, 60);
    return tables;
}

}  // namespace

TEST_CASE("any number of threads joins tables to the same") {
    Usage one;
    DeviceNames disordered;
    join_tables(one, tables_of_all(), 1, disordered);
    REQUIRE(one.devices.size() == 1600);
    CHECK(std::is_sorted(
        one.devices.begin(), one.devices.end(),
        [](const auto& left, const auto& right) { return left.device < right.device; }));
    CHECK(one.devices[3].tracks.size() == 2);
    CHECK(one.devices[3].tracks[0].runs.size() == 1);
    REQUIRE(one.days.size() == 4);
    // The first day ends while the first table is read: of each of its devices, 16 seconds behind
    // the readings that are kept as they are.
    const auto intervals_of = [](const DayUsage& day) {
        std::uint64_t count = 0;
        for (const Interval& interval : day.interior) count += interval.count;
        return count;
    };
    CHECK(intervals_of(one.days[0]) == std::uint64_t{16} * 215);   // of the chip `another`
    CHECK(intervals_of(one.days[2]) == std::uint64_t{16} * 1285);  // of `chip`
    for (const unsigned threads : {2U, 3U, 4U}) {
        CAPTURE(threads);
        Usage several;
        join_tables(several, tables_of_all(), threads, disordered);
        CHECK(several == one);
    }
    // One after the other, onto what is there already, and by one join that finds it by an index.
    Usage grown;
    Usage indexed;
    UsageJoin join(indexed);
    for (auto& table : tables_of_all()) {
        DeviceTables next;
        next.push_back(std::move(table));
        join_tables(grown, next, 3, disordered);
    }
    for (auto& table : tables_of_all()) {
        DeviceTables next;
        next.push_back(std::move(table));
        join.add(next, 3);
    }
    join.finish(disordered);
    CHECK(grown == one);
    CHECK(indexed == one);
    CHECK(disordered.empty());
}

TEST_CASE("devices of a table that only sorting can sum up are named, on any number of threads") {
    for (const unsigned threads : {1U, 4U}) {
        DeviceTables tables;
        add_table(tables, 1200, 1, 40);
        DeviceWords words;
        words.uuid = "GPU-0700";
        Device* late = tables[0]->find(words);
        for (int reading = 40; reading > 0; --reading) {
            for (int far = 0; far < 40; ++far) {
                late->add(Shape::utilization_and_power, start + (reading * 1000 - far * 20) * 1000,
                          0, 1, 1);
            }
        }
        Usage usage;
        DeviceNames disordered;
        join_tables(usage, tables, threads, disordered);
        CHECK(disordered == DeviceNames{"GPU-0700"});
    }
}

TEST_CASE("names that differ in length, or behind long beginnings, are put in order") {
    DeviceTables tables;
    tables.push_back(std::make_unique<DeviceTable>());
    for (const char* name : {"b", "a-long-beginning-2", "a-long-beginning-", "a-long-beginning-10",
                             "a-long-beginning-100000000", "a-long-beginning-100000001", "a"}) {
        DeviceWords words;
        words.uuid = name;
        tables[0]->find(words)->add(Shape::sm_only, start, 0, 1);
    }
    Usage usage;
    DeviceNames disordered;
    join_tables(usage, tables, 2, disordered);
    REQUIRE(usage.devices.size() == 7);
    for (std::size_t i = 1; i < usage.devices.size(); ++i) {
        CHECK(usage.devices[i - 1].device < usage.devices[i].device);
    }
}

}  // namespace flopledger
