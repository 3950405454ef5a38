// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/plausibility.hpp"

#include <doctest/doctest.h>

#include <string_view>

#include "core/count/ledger/activity_count.hpp"
#include "core/facts/machines/usage.hpp"
#include "tests/support/activities.hpp"

using namespace flopledger;

namespace {

bool has(const ActivityCount& count, std::string_view name) {
    for (const Finding& finding : count.findings) {
        if (finding.name.text == name) return true;
    }
    return false;
}

// So many kWh on the plain chip, which gets 2 FLOP of a joule at most.
EnergyStatement drew(int kwh, EnergyScope scope) {
    EnergyStatement energy;
    energy.energy = said(Joules{point(Exact(kwh) * 3'600'000)});
    energy.chip = plain_chip();
    energy.scope = scope;
    return energy;
}

// A trainer's log of one stretch, day by day of 2026.
std::shared_ptr<const Usage> logged(int first_day, int last_day) {
    constexpr std::int64_t new_year = 1'767'225'600'000;
    constexpr std::int64_t day = 86'400'000;
    auto usage = std::make_shared<Usage>();
    usage->inputs = {{.name = "log", .sha256 = "", .format = "megatron", .rows = 1}};
    TrainingStretch stretch;
    stretch.first_iteration = 1;
    stretch.last_iteration = 10;
    stretch.samples = 10;
    stretch.tokens = 1000;
    stretch.first_time = new_year + first_day * day;
    stretch.last_time = new_year + last_day * day;
    stretch.format = "megatron";
    usage->training = {stretch};
    return usage;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("energy that cannot have paid for what was counted is named") {
    Activity activity = training();
    activity.operations = {fed("1", "1e9")};  // 6e9 FLOP are 3e9 J at the most FLOP a joule
    activity.energy = drew(834, EnergyScope::node);
    CHECK_FALSE(has(count_activity(activity), "energy-below-physics"));
    activity.energy = drew(833, EnergyScope::node);
    CHECK(has(count_activity(activity), "energy-below-physics"));
    activity.operations.clear();
    CHECK_FALSE(has(count_activity(activity), "energy-below-physics"));
}

TEST_CASE("recomputed work needs time and energy too") {
    Activity activity = training();
    activity.operations = {fed("1", "1e9")};
    activity.energy = drew(900, EnergyScope::node);
    CHECK_FALSE(has(count_activity(activity), "energy-below-physics"));
    activity.recomputation = Recomputation::full;
    CHECK(has(count_activity(activity), "energy-below-physics"));

    Activity fast = training();
    fast.operations = {fed("1e9", "4.6e11")};  // 2.76e21 of 3.6e21 at the peak; measured were 80 %
    fast.chip_time = {ran("1000")};
    CHECK_FALSE(has(count_activity(fast), "utilization-over-best-measured"));
    fast.recomputation = Recomputation::full;
    CHECK(has(count_activity(fast), "utilization-over-one"));
}

TEST_CASE("chips that draw more than their boards may") {
    auto chip = plain_chip();
    chip->power_watts = 700;
    Activity activity = training();
    activity.chip_time = {ran("1000")};
    activity.energy = drew(770, EnergyScope::chip);  // 770 W a chip, within a tenth
    activity.energy->chip = chip;
    CHECK(plausibility_findings(activity, {}, {}).empty());
    activity.energy->energy = said(Joules{point(Exact(771) * 3'600'000)});
    CHECK(plausibility_findings(activity, {}, {}).at(0).name.text == "power-over-board");
    activity.energy->scope = EnergyScope::node;
    CHECK(plausibility_findings(activity, {}, {}).empty());
}

TEST_CASE("logs that end before the period does") {
    Activity activity = training();
    activity.chip_time = {ran("1000")};
    activity.period = Period{{2026, 1, 1}, {2026, 1, 31}};
    LogsStatement logs;
    logs.usage = logged(0, 29);
    activity.logs = logs;
    CHECK(plausibility_findings(activity, {}, {}).empty());  // a day may be missing
    activity.logs->usage = logged(1, 28);
    const auto findings = plausibility_findings(activity, {}, {});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].name.text == "logs-shorter-than-period");
    CHECK(findings[0].message.find("3.0 of the 30 days") != std::string::npos);
    activity.logs->usage = logged(-60, -40);  // wholly before
    CHECK(plausibility_findings(activity, {}, {}).size() == 1);
    activity.chip_time.clear();  // then time-not-covered goes by the period
    CHECK(plausibility_findings(activity, {}, {}).empty());
}

TEST_CASE("the utilization that figures imply") {
    Activity activity = training();
    activity.operations = {fed("1e9", "2e11")};
    activity.chip_time = {ran("1000", "30%", UtilizationKind::mfu)};
    const ActivityCount count = count_activity(activity);
    const auto implied = implied_utilizations(activity, count.methods);
    REQUIRE(implied.size() == 1);
    CHECK(implied[0].method == Method::operations);
    CHECK(implied[0].share.value == point(Exact::ratio(1, 3)));
    CHECK(implied[0].best == Exact::ratio(8, 10));
}

TEST_SUITE_END();
