// SPDX-License-Identifier: Apache-2.0
#include "core/count/methods/chip_time.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/count/methods/energy_bound.hpp"
#include "core/count/methods/reported_total.hpp"
#include "tests/support/activities.hpp"

using namespace flopledger;

namespace {

std::string shown(const Flop& flop) {
    const Range& range = flop.value;
    return range.low.scientific(3) + " " + range.best.scientific(3) + " " +
           range.high.scientific(3);
}

bool has(const std::vector<Finding>& findings, std::string_view name) {
    for (const Finding& finding : findings) {
        if (finding.name.text == name) return true;
    }
    return false;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("what a utilization is the share of decides what chip-time gives") {
    struct Row {
        UtilizationKind kind;
        std::optional<Recomputation> recomputation;
        const char* model;
        const char* hardware;
        bool bound;
    };
    using enum UtilizationKind;
    using enum Recomputation;
    // 1000 chip-hours at 1e15 FLOP/s are 3.6e21 FLOP at the dense peak; half of it is 1.8e21.
    const std::vector<Row> rows{
        {mfu, std::nullopt, "1.80e21 1.80e21 1.80e21", "1.80e21 1.80e21 1.80e21", false},
        {mfu, full, "1.80e21 1.80e21 1.80e21", "2.40e21 2.40e21 2.40e21", false},
        {step_mfu, none, "1.17e21 1.48e21 1.80e21", "1.17e21 1.48e21 1.80e21", false},
        {hfu, std::nullopt, "1.35e21 1.58e21 1.80e21", "1.80e21 1.80e21 1.80e21", false},
        {hfu, none, "1.80e21 1.80e21 1.80e21", "1.80e21 1.80e21 1.80e21", false},
        {hfu, full, "1.35e21 1.35e21 1.80e21", "1.80e21 1.80e21 1.80e21", false},
        {tensor_active, none, "8.18e20 1.80e21 2.21e21", "8.18e20 1.80e21 2.21e21", false},
        {sm_active, none, "0 9.00e20 1.80e21", "0 9.00e20 1.80e21", true},
        {gpu_busy, none, "0 9.00e20 1.80e21", "0 9.00e20 1.80e21", true},
    };
    for (const Row& row : rows) {
        CAPTURE(word(row.kind));
        Activity activity = training();
        activity.recomputation = row.recomputation;
        activity.chip_time = {ran("1000", "50%", row.kind)};
        const MethodCount count = count_chip_time(activity);
        CHECK(shown(count.model_flop) == row.model);
        CHECK(shown(*count.hardware_flop) == row.hardware);
        CHECK(count.bound == row.bound);
        CHECK(count.derivation.value == count.model_flop.value);
    }
}

TEST_CASE("a stated goodput replaces the assumed one") {
    Activity activity = training();
    activity.chip_time = {ran("1000", "50%", UtilizationKind::step_mfu)};
    CHECK(has(count_chip_time(activity).findings, "goodput-assumed"));
    activity.chip_time[0].goodput = said(Ratio{figure("0.9", Dimension::ratio)});
    CHECK(shown(count_chip_time(activity).model_flop) == "1.62e21 1.62e21 1.62e21");
    CHECK_FALSE(has(count_chip_time(activity).findings, "goodput-assumed"));
}

TEST_CASE("without a utilization the best ever measured bounds from above") {
    Activity activity = training();
    activity.chip_time = {ran("1000")};
    const MethodCount count = count_chip_time(activity);
    CHECK(count.bound);
    CHECK(shown(count.model_flop) == "0 1.44e21 2.88e21");
    CHECK(has(count.findings, "utilization-not-stated"));
}

TEST_CASE("phases add up, and one that only bounds does not make the rest a bound") {
    Activity activity = training();
    activity.chip_time = {ran("1000", "50%", UtilizationKind::mfu), ran("1000")};
    const MethodCount count = count_chip_time(activity);
    CHECK_FALSE(count.bound);
    CHECK(shown(count.model_flop) == "1.80e21 3.24e21 4.68e21");
}

TEST_CASE("a stated peak stands in for the chip's and says so") {
    Activity activity = training();
    activity.chip_time = {ran("1000", "50%", UtilizationKind::mfu)};
    activity.chip_time[0].peak =
        said(FlopPerChipSecond{figure("300 TFLOP/s", Dimension::flop_per_second)});
    CHECK(shown(count_chip_time(activity).model_flop) == "5.40e20 5.40e20 5.40e20");
    CHECK(has(count_chip_time(activity).findings, "peak-stated"));
}

TEST_CASE("a utilization above the best ever measured is named") {
    Activity activity = training();
    activity.chip_time = {ran("1000", "85%", UtilizationKind::mfu)};
    CHECK(has(count_chip_time(activity).findings, "utilization-over-best-measured"));
}

TEST_CASE("energy bounds by the best yield measured") {
    Activity activity = training();
    activity.energy = EnergyStatement{
        {},          said(Joules{point(600)}), plain_chip(), Precision::bf16, EnergyScope::node,
        std::nullopt};
    CHECK(bound_by_energy(activity).bound);
    CHECK(bound_by_energy(activity).model_flop.value == Range{0, 600, 1200});
    activity.energy->scope = EnergyScope::facility;
    activity.energy->power_usage_effectiveness = said(Ratio{figure("1.2", Dimension::ratio)});
    CHECK(bound_by_energy(activity).model_flop.value == Range{0, 500, 1000});
}

TEST_CASE("a reported total is taken as stated, less recomputation it may hold") {
    Activity activity = training();
    activity.reported = published("4e20");
    CHECK(shown(take_reported(activity).model_flop) == "4.00e20 4.00e20 4.00e20");
    activity.reported = published("4e20", true);
    CHECK(shown(take_reported(activity).model_flop) == "3.00e20 3.50e20 4.00e20");
    activity.recomputation = Recomputation::none;
    CHECK(shown(take_reported(activity).model_flop) == "4.00e20 4.00e20 4.00e20");
}

TEST_SUITE_END();
