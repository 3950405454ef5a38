// SPDX-License-Identifier: Apache-2.0
#include "core/meter/usage_result.hpp"

#include <doctest/doctest.h>

#include "tests/support/generated_usage.hpp"

namespace flopledger {

TEST_CASE("usage result: a fleet is its devices, whether or not they are kept one by one") {
    const Usage usage = generated_usage(7, 3'000);
    const UsageResult kept = add_up(usage, {.by_device = true, .threads = 2});
    REQUIRE(kept.devices.size() == usage.devices.size());
    FleetSums fleet;
    for (std::size_t place = 0; place < usage.devices.size(); ++place) {
        const DeviceSums sums = sums_of(usage.devices[place], kept.hold);
        CHECK(kept.devices[place].metrics == sums.metrics);
        add(fleet, sums);
    }
    const UsageResult not_kept = add_up(usage, {});
    CHECK(not_kept.devices.empty());
    for (const UsageResult* result : {&kept, &not_kept}) {
        CHECK(result->fleet.devices == fleet.devices);
        CHECK(result->fleet.samples == fleet.samples);
        CHECK(result->fleet.covered_milliseconds == fleet.covered_milliseconds);
        CHECK(result->fleet.metrics == fleet.metrics);
    }
}

TEST_CASE("usage result: a day has what lies at the edges of runs, and knows its interior") {
    const Usage usage = generated_usage(11, 20);
    const UsageResult result = add_up(usage, {});
    std::size_t interiors = 0;
    for (const SeriesDay& day : result.days) {
        if (day.interior == nullptr) continue;
        CHECK(day.interior == &usage.days[interiors]);
        CHECK(day.interior->chip == day.chip);
        CHECK(day.interior->day == day.day);
        CHECK(day.interior->shape == day.shape);
        ++interiors;
    }
    CHECK(interiors == usage.days.size());
}

TEST_CASE("usage result: series of one chip and day are one day, each metric told once") {
    const Interval second{1000, 2, {2'000, 0}, {0, 0}};
    const Interval longer{1000, 5, {10'000, 0}, {0, 0}};
    Usage usage;
    usage.days.push_back({"H100", 19'000, Shape::utilization_only, {second}});
    usage.days.push_back({"H100", 19'000, Shape::power_only, {longer}});
    usage.days.push_back({"H100", 19'001, Shape::power_only, {second}});
    const UsageResult result = add_up(usage, {});
    REQUIRE(result.days.size() == 3);
    REQUIRE(result.chip_days.size() == 2);
    const DaySums& both = result.chip_days.front().sums;
    CHECK(both.covered_milliseconds == 5'000);
    CHECK(both.metrics[0]->mean() == Exact(1'000));
    CHECK(both.metrics[1]->mean() == Exact(2'000));
}

TEST_CASE("usage result: rows of all inputs") {
    Usage usage;
    CHECK(!add_up(usage, {}).rejected_share());
    usage.inputs.push_back({"a.csv", "", "nvidia-smi", 1, 30, 3});
    usage.inputs.push_back({"b.csv", "", "nvidia-smi", 1, 10, 1});
    CHECK(add_up(usage, {}).rejected_share() == Exact::ratio(1, 10));
}

}  // namespace flopledger
