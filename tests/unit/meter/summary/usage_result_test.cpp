// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/usage_result.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/generated_usage.hpp"

namespace flopledger {

TEST_CASE("usage result: a fleet is its devices, told in their order by any number of threads") {
    const Usage usage = generated_usage(7, 5'000);
    for (const unsigned threads : {1U, 2U, 3U}) {
        CAPTURE(threads);
        FleetSums fleet;
        std::size_t place = 0;
        bool in_order = true;
        const auto listener = [&](const DeviceUsage& device, const DeviceSums& sums) {
            in_order = in_order && &device == &usage.devices[place++];
            in_order = in_order && sums.metrics == sums_of(device, {}).metrics;
            add(fleet, sums);
        };
        const UsageResult heard = add_up(usage, {.threads = threads}, listener);
        CHECK(place == usage.devices.size());
        CHECK(in_order);
        const UsageResult unheard = add_up(usage, {.threads = threads});
        for (const UsageResult* result : {&heard, &unheard}) {
            CHECK(result->fleet.devices == fleet.devices);
            CHECK(result->fleet.samples == fleet.samples);
            CHECK(result->fleet.covered_milliseconds == fleet.covered_milliseconds);
            CHECK(result->fleet.metrics == fleet.metrics);
        }
        for (std::size_t i = 0; i < heard.longest_gaps.size(); ++i) {
            CHECK(heard.longest_gaps[i].gap == unheard.longest_gaps[i].gap);
            CHECK(heard.longest_gaps[i].device == unheard.longest_gaps[i].device);
        }
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
