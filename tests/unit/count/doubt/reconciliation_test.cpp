// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/reconciliation.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/count/ledger/activity_count.hpp"
#include "core/count/ledger/ledger_count.hpp"
#include "tests/support/activities.hpp"

using namespace flopledger;

namespace {

bool has(const ActivityCount& count, std::string_view name) {
    for (const Finding& finding : count.findings) {
        if (finding.name.text == name) return true;
    }
    return false;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("the method that counts best stands") {
    Activity activity = training();
    activity.reported = published("1e21");
    CHECK(count_activity(activity).used == Method::reported);
    activity.chip_time = {ran("1000")};
    CHECK(count_activity(activity).used == Method::reported);
    activity.chip_time = {ran("1000", "30%", UtilizationKind::mfu)};
    CHECK(count_activity(activity).used == Method::chip_time);
    activity.operations = {fed("1e9", "2e11")};
    CHECK(count_activity(activity).used == Method::operations);
    activity.use = Method::reported;
    CHECK(count_activity(activity).used == Method::reported);
}

TEST_CASE("a bound stands only where nothing else does") {
    Activity activity = training();
    activity.chip_time = {ran("1000", "90%", UtilizationKind::gpu_busy)};
    const ActivityCount count = count_activity(activity);
    CHECK(count.used == Method::chip_time);
    CHECK(count.flop.value.low.is_zero());
    CHECK(count.flop.value.best * 2 == count.flop.value.high);
    CHECK(has(count, "upper-bound-only"));
}

TEST_CASE("methods agree where their ranges meet or are within 10 per cent") {
    Activity activity = training();
    activity.operations = {fed("1e9", "2e11")};  // 1.2e21
    activity.reported = published("1.24e21");
    CHECK(has(count_activity(activity), "methods-agree"));
    CHECK_FALSE(count_activity(activity).comparisons[0].compatible);
    CHECK(count_activity(activity).comparisons[0].close);
    activity.reported = published("1.1e21..1.3e21");
    CHECK(count_activity(activity).comparisons[0].compatible);
}

TEST_CASE("a disagreement names the cause whose ratio closes the gap") {
    struct Row {
        const char* cause;
        std::function<void(Activity&)> state;
    };
    // Operations count 1.2e21; 1000 chip-hours are 3.6e21 FLOP at the dense peak.
    const std::vector<Row> rows{
        {"recomputation",
         [](Activity& a) { a.chip_time = {ran("1000", "44.4%", UtilizationKind::mfu)}; }},
        {"recomputation", [](Activity& a) { a.reported = published("1.6e21"); }},
        {"recomputation",
         [](Activity& a) { a.chip_time = {ran("1000", "40%", UtilizationKind::mfu)}; }},
        {"step-mfu-for-wall-clock",
         [](Activity& a) {
             a.recomputation = Recomputation::none;
             a.chip_time = {ran("1000", "40%", UtilizationKind::mfu)};
         }},
        {"sparse-peak-used",
         [](Activity& a) { a.chip_time = {ran("1000", "16.7%", UtilizationKind::mfu)}; }},
        {"unit-slip",
         [](Activity& a) { a.chip_time = {ran("10000", "33.3%", UtilizationKind::mfu)}; }},
        {"total-for-active-parameters",
         [](Activity& a) {
             a.operations[0].active_parameters = said(Parameters{point(Exact::power_of_ten(8))});
             a.reported = published("1.2e21");
         }},
        {"encoder-decoder-half", [](Activity& a) { a.reported = published("6e20"); }},
        {"epochs-unstated",
         [](Activity& a) {
             a.operations[0].epochs_unstated = true;
             a.reported = published("1.2e22");
         }},
        {"unknown-cause", [](Activity& a) { a.reported = published("7e20"); }},
        {"assumed-utilization",
         [](Activity& a) {
             a.chip_time = {ran("1500")};
             a.reported = published("2.16e21");
         }},
        {"base-model-included",
         [](Activity& a) {
             a.chip_time = {ran("1000", "30%", UtilizationKind::mfu)};
             a.reported = published("1.1e22");
         }},
    };
    for (const Row& row : rows) {
        CAPTURE(row.cause);
        Activity activity = training();
        activity.operations = {fed("1e9", "2e11")};
        row.state(activity);
        const ActivityCount count = count_activity(activity);
        const MethodComparison* last = nullptr;
        for (const MethodComparison& comparison : count.comparisons) {
            if (!comparison.close) last = &comparison;
        }
        REQUIRE(last != nullptr);
        REQUIRE_FALSE(last->causes.empty());
        CHECK(last->causes[0].name.text == row.cause);
        CHECK(has(count, "methods-disagree"));
    }
}

TEST_CASE("a count over the dense peak is named") {
    Activity activity = training();
    activity.operations = {fed("1e9", "1e12")};  // 6e21, of 3.6e21 at the peak
    activity.chip_time = {ran("1000")};
    CHECK(has(count_activity(activity), "utilization-over-one"));
    activity.operations = {fed("1e9", "5e11")};  // 3e21 is 83 %, measured were 80 %
    CHECK(has(count_activity(activity), "utilization-over-best-measured"));
}

TEST_CASE("cost and cluster rate follow from chip-time") {
    auto ledger = std::make_shared<Ledger>();
    Activity activity = training();
    activity.chip_time = {ran("1000", "30%", UtilizationKind::mfu)};
    activity.chip_time[0].chips = said(Chips{point(100)});
    activity.chip_time[0].price = said(DollarsPerChipSecond{point(Exact::ratio(2, 3600))});
    ledger->activities = {activity};
    const auto count = count_ledger(ledger);
    REQUIRE(count->cost);
    CHECK(count->cost->value == point(2000));
    REQUIRE(count->cluster_rate);
    CHECK(count->cluster_rate->value == point(Exact::power_of_ten(17)));
    activity.chip_time.push_back(ran("5"));
    ledger->activities = {activity};
    CHECK_FALSE(count_ledger(ledger)->cost);
}

TEST_SUITE_END();
