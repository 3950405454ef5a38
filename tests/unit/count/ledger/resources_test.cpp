// SPDX-License-Identifier: Apache-2.0
#include "core/count/ledger/resources.hpp"

#include <doctest/doctest.h>

#include "core/check.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

// The resources of a ledger's activities; the ledger lives on in the result.
struct Measured {
    CheckResult result;
    std::vector<Resources> resources;
};

Measured measured(const std::string& activities) {
    MemoryFiles files;
    files.files["x.yaml"] = "flopledger: 1\nmodel: {name: M}\nactivities:\n" + activities;
    Catalog catalog;
    Measured measured{check({.ledgers = {"x.yaml"},
                             .as_of = Date{2026, 11, 21},
                             .selection = {.ids = {}, .jurisdictions = {}, .none = true},
                             .standards = {},
                             .every_standard = false,
                             .margin = std::nullopt,
                             .hashes = false},
                            files, catalog),
                      {}};
    REQUIRE(!measured.result.diagnostics.has_errors());
    for (const ActivityCount& activity : measured.result.ledgers.at(0).count->activities) {
        measured.resources.push_back(activity.resources);
    }
    return measured;
}

constexpr const char* chip_time =
    "chip_time: {chip: nvidia-h100-sxm5-80, chips: 100, hours: 48, precision: bf16, "
    "utilization: 0.4, utilization_kind: mfu}";

// Days as low, best and high.
std::string days_of(const Measured& given) {
    std::vector<const Resources*> all;
    for (const Resources& resources : given.resources) all.push_back(&resources);
    const auto days = wall_clock_days(all);
    if (!days) return "none";
    return days->value.low.text() + " " + days->value.best.text() + " " + days->value.high.text();
}

std::string activity(const std::string& name, const std::string& rest) {
    return "  - {name: " + name + ", kind: pre-training, " + rest + "}\n";
}

constexpr const char* tokens = "operations: {parameters: 7e9, tokens: 1e12}";

}  // namespace

TEST_CASE("resources are what a ledger states, and nothing else") {
    const Measured given = measured(activity("a", tokens) + activity("b", chip_time));
    CHECK(!given.resources[0].wall_clock);
    CHECK(given.resources[0].chip_time.empty());
    CHECK(!given.resources[0].energy);
    CHECK(given.resources[0].parameters->value == point(7'000'000'000));
    REQUIRE(given.resources[1].chip_time.size() == 1);
    CHECK(given.resources[1].chip_time[0].chip->id == "nvidia-h100-sxm5-80");
    CHECK(given.resources[1].chip_time[0].seconds.value == point(100 * 48 * 3600));
    CHECK(given.resources[1].wall_clock->value == point(48 * 3600));
    CHECK(!given.resources[1].parameters);
}

TEST_CASE("energy that a ledger states is told as it is stated") {
    const Measured given = measured(activity(
        "a", "energy: {kwh: 1000, chip: nvidia-h100-sxm5-80, precision: fp8, scope: node}"));
    REQUIRE(given.resources[0].energy);
    CHECK(given.resources[0].energy->joules.value == point(3'600'000'000));
    CHECK(given.resources[0].energy->scope == EnergyScope::node);
    CHECK(!given.resources[0].energy->measured);
    CHECK(!given.resources[0].energy->is_least);
}

TEST_CASE("days on which several activities ran are counted once") {
    const std::string january = std::string("period: 2026-01-01..2026-01-10, ") + tokens;
    const std::string later = std::string("period: 2026-01-06..2026-01-20, ") + tokens;
    const std::string apart = std::string("period: 2026-03-01..2026-03-01, ") + tokens;
    CHECK(days_of(measured(activity("a", january))) == "10 10 10");
    CHECK(days_of(measured(activity("a", january) + activity("b", january))) == "10 10 10");
    CHECK(days_of(measured(activity("a", january) + activity("b", later))) == "20 20 20");
    CHECK(days_of(measured(activity("b", later) + activity("a", january) + activity("c", apart))) ==
          "21 21 21");
}

TEST_CASE("hours without dates may have run beside what has dates or after it") {
    const std::string dated = std::string("period: 2026-01-01..2026-01-01, ") + tokens;
    CHECK(days_of(measured(activity("a", chip_time))) == "2 2 2");
    CHECK(days_of(measured(activity("a", dated) + activity("b", chip_time))) == "2 3 3");
    CHECK(days_of(measured(activity("a", tokens))) == "none");
}

}  // namespace flopledger
