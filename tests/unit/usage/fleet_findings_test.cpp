// SPDX-License-Identifier: Apache-2.0
#include "core/usage/fleet_findings.hpp"

#include <doctest/doctest.h>

#include "tests/support/usages.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t minute = 60'000;

// A device that reads for so many hours from so many minutes after new year on.
DeviceUsage seen(const std::string& name, const std::string& slot, std::int64_t after,
                 std::int64_t hours = 1) {
    DeviceUsage device;
    device.device = name;
    device.slot = slot;
    device.tracks = {
        steady(Shape::utilization_and_power, hours, 9000, 60'000, new_year_2024 + after * minute)};
    return device;
}

std::vector<std::string_view> names(std::vector<DeviceUsage> devices) {
    Usage usage;
    usage.devices = std::move(devices);
    std::vector<std::string_view> list;
    for (const Finding& finding : fleet_findings(usage)) list.push_back(finding.name.text);
    return list;
}

using Names = std::vector<std::string_view>;

}  // namespace

TEST_CASE("fleet findings: a second board in a slot once the first is silent") {
    CHECK(names({}).empty());
    CHECK(names({seen("a", "n/18", 0), seen("b", "n/18", 100)}) == Names{"board-swapped"});
    CHECK(names({seen("a", "/18", 0), seen("b", "/18", 100)}) == Names{"board-swapped"});
    CHECK(names({seen("a", "n/18", 0), seen("b", "n/2a", 100)}).empty());
    CHECK(names({seen("a", "", 0), seen("b", "", 100)}).empty());
    // Both at once: the words do not tell slots apart.
    CHECK(names({seen("a", "#0", 0), seen("b", "#0", 30)}).empty());
    CHECK(names({seen("a", "#0", 0), seen("b", "#0", 30), seen("c", "#0", 300)}).empty());
}

TEST_CASE("fleet findings: whole quarters of an hour beside most others") {
    const DeviceUsage a = seen("a", "", 0);
    const DeviceUsage b = seen("b", "", 1);
    CHECK(names({a, b, seen("c", "", 480)}) == Names{"clock-of-another-zone"});
    CHECK(names({a, b, seen("c", "", -345)}) == Names{"clock-of-another-zone"});
    CHECK(names({a, b, seen("c", "", 7)}).empty());
    CHECK(names({a, b, seen("c", "", 480, 2)}).empty());   // it does not end alike
    CHECK(names({a, b, seen("c", "", 27 * 60)}).empty());  // further than zones lie apart
    CHECK(names({a, seen("c", "", 480)}).empty());         // neither is most of them
}

}  // namespace flopledger
