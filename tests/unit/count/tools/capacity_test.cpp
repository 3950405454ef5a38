// SPDX-License-Identifier: Apache-2.0
// Declared chips against declared work: a worked case, and what is declared twice.
#include "core/count/tools/capacity.hpp"

#include <doctest/doctest.h>

#include "core/judge/results/capacity_result.hpp"
#include "core/read/ledger/inventory_reader.hpp"
#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using judge_cases::number;

namespace {

// A figure to so many significant digits, as people write it: without zeros at the end.
std::string written(const Exact& value, int digits) {
    const std::string text = value.scientific(digits);
    const std::size_t exponent = text.find('e');
    std::string mantissa = text.substr(0, exponent);
    if (mantissa.find('.') != std::string::npos) {
        while (mantissa.ends_with('0')) mantissa.pop_back();
        if (mantissa.ends_with('.')) mantissa.pop_back();
    }
    return mantissa + (exponent == std::string::npos ? "" : text.substr(exponent));
}

std::optional<Inventory> read_text(const std::string& text, Diagnostics& diagnostics) {
    static Catalog catalog;
    return read_inventory(std::make_shared<const Source>(Source{"inventory.yaml", text}), catalog,
                          diagnostics);
}

Derived<Ratio> share(const Range& value) { return given("u", Ratio{value}, Measures::utilization); }

CapacityPlan plan_of(const std::string& text) {
    Diagnostics diagnostics;
    auto inventory = read_text("inventory: 1\n" + text, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.list) MESSAGE(diagnostic.message);
    REQUIRE(inventory);
    CapacityPlan plan;
    plan.holdings = inventory->holdings;
    plan.work = inventory->work;
    plan.utilization = share(between(number("0.4"), number("0.5")));
    plan.inference_utilization = share(between(number("0.1"), number("0.2")));
    plan.highest = share(point(number("0.5")));
    return plan;
}

std::string first_fault(const std::string& text) {
    Diagnostics diagnostics;
    CHECK_FALSE(read_text(text, diagnostics));
    REQUIRE_FALSE(diagnostics.list.empty());
    return std::string(diagnostics.list.front().name.text);
}

std::vector<std::string> names(const std::vector<Finding>& findings) {
    std::vector<std::string> all;
    for (const Finding& finding : findings) all.emplace_back(finding.name.text);
    return all;
}

AmountLine above(std::string_view amount) {
    return {number(amount), Comparison::greater, {"law"}, {}};
}

std::string chips(const std::string& row) {
    return "  - {chip: nvidia-h100-sxm5-80, precision: bf16, " + row + "}\n";
}

const std::string worked = "chips:\n" +
                           chips("count: 16384, period: 2026-01-01..2026-04-01, active: 92%") +
                           "work:\n"
                           "  - {name: a, kind: training, flop: 1.9e25}\n"
                           "  - {name: b, kind: inference, flop: 2e24}\n";

Exact day_flop(std::int64_t chip_days) {
    return Exact(chip_days) * Exact(86'400) * number("989.4e12");
}

}  // namespace

TEST_CASE("capacity: the worked case of 16,384 chips over 90 days") {
    CapacityPlan plan = plan_of(worked);
    // The case is worked at 989.5 TFLOP/s; the data say 989.4.
    Chip chip = *plan.holdings.front().chip;
    for (Peak& peak : chip.peaks) {
        if (peak.precision == Precision::bf16) peak.dense = {point(number("989.5e12"))};
    }
    plan.holdings.front().chip = std::make_shared<const Chip>(chip);
    const CapacityResult result = capacity_of(std::move(plan), {above("1e25"), above("1e26")});
    const CapacityCount& count = result.count;
    CHECK(written(count.capacity_hours.value.best, 4) == "3.539e7");
    CHECK(written(count.capacity.value.best, 3) == "1.26e26");
    CHECK(written(count.active_hours.value.best, 4) == "3.256e7");
    // At 40 % and 10 %, and at 50 % and 20 %, the stricter.
    CHECK(written(count.accounted_hours.value.high, 4) == "1.895e7");
    CHECK(written(count.accounted_hours.value.low, 4) == "1.347e7");
    CHECK(written(count.unexplained_hours.value.low, 4) == "1.361e7");
    CHECK(written(count.unexplained_hours.value.high, 4) == "1.908e7");
    CHECK(count.unexplained_share.value.low.fixed(3) == "0.418");
    CHECK(count.unexplained_share.value.high.fixed(3) == "0.586");
    CHECK(written(count.hidden.value.low, 3) == "2.42e25");
    CHECK(written(count.hidden.value.high, 3) == "3.4e25");
    CHECK(result.amounts[0].verdict == CapacityVerdict::unexplained);
    CHECK(result.amounts[1].verdict == CapacityVerdict::explained);
    CHECK(count.findings.empty());
}

TEST_CASE("capacity: more work than the chips can do is impossible, never below zero") {
    const std::string row =
        "chips:\n" + chips("count: 10, period: 2026-01-01..2026-01-02, active: 1");
    const CapacityResult more = capacity_of(
        plan_of(row + "work: [{name: a, kind: training, flop: 1e24}]\n"), {above("1e23")});
    CHECK(more.verdict == CapacityVerdict::impossible);
    CHECK(more.count.hidden.value.high.is_zero());
    CHECK(more.why.find("peak") != std::string::npos);
    // 80 % of the peak is possible, but not at 40 to 50 % of it.
    const CapacityResult hours = capacity_of(
        plan_of(row + "work: [{name: a, kind: training, flop: 6.8e20}]\n"), {above("1e23")});
    CHECK(hours.verdict == CapacityVerdict::impossible);
    CHECK(hours.why.find("chip-hours") != std::string::npos);
}

TEST_CASE("capacity: a chip whose id stands twice counts once, for the days in common") {
    const CapacityCount count = count_capacity(plan_of(
        "chips:\n" + chips("site: a, count: 2, period: 2026-01-01..2026-01-11, ids: [x, y]") +
        chips("site: b, count: 1, period: 2026-01-06..2026-01-16, ids: [x]")));
    CHECK(names(count.findings) == std::vector<std::string>{"chip-declared-twice"});
    CHECK(count.capacity.value == point(day_flop(20 + 5)));
}

TEST_CASE("capacity: rows of one site and chip may be the same chips") {
    const CapacityCount count = count_capacity(
        plan_of("chips:\n" + chips("site: a, count: 100, period: 2026-01-01..2026-01-11") +
                chips("site: a, count: 80, period: 2026-01-06..2026-01-16")));
    CHECK(names(count.findings) == std::vector<std::string>{"inventory-overlap"});
    CHECK(count.capacity.value.low == day_flop(1000 + 400));
    CHECK(count.capacity.value.high == day_flop(1000 + 800));
    const CapacityCount apart = count_capacity(
        plan_of("chips:\n" + chips("site: a, count: 100, period: 2026-01-01..2026-01-11") +
                chips("site: b, count: 80, period: 2026-01-06..2026-01-16") +
                chips("site: a, count: 80, period: 2026-01-11..2026-01-16")));
    CHECK(apart.findings.empty());
}

TEST_CASE("capacity: work declared twice, and work of another time") {
    const std::string row = "chips:\n" + chips("count: 1000, period: 2026-01-01..2026-02-01");
    const CapacityCount twice =
        count_capacity(plan_of(row + "work:\n  - {name: a, kind: training, flop: 1e22}\n"
                                     "  - {name: a, kind: training, flop: 3e22}\n"));
    CHECK(names(twice.findings) == std::vector<std::string>{"work-declared-twice"});
    CHECK(twice.declared.value.low == number("3e22"));
    const CapacityCount outside =
        count_capacity(plan_of(
            row + "work:\n"
                  "  - {name: a, kind: training, flop: 1e22, period: 2025-01-01..2025-02-01}\n"
                  "  - {name: b, kind: training, flop: 4e22, period: 2026-01-30..2026-02-03}\n"));
    CHECK(names(outside.findings) ==
          std::vector<std::string>{"work-outside-inventory", "work-outside-inventory"});
    CHECK(outside.declared.value == Range{0, number("2e22"), number("4e22")});
}

TEST_CASE("capacity: nothing metered, nothing declared") {
    const CapacityResult result = capacity_of(
        plan_of("chips:\n" + chips("count: 8, period: 2026-01-01..2026-01-02")), {above("1e25")});
    CHECK(result.count.active.value == at_most(day_flop(8)));
    CHECK(result.count.unexplained_share.value.high == 1);
    CHECK(result.verdict == CapacityVerdict::explained);
}

TEST_CASE("capacity: faults of inventories") {
    const std::string head = "inventory: 1\nchips:\n";
    const std::string row = "count: 1, period: 2026-01-01..2026-01-02";
    CHECK(first_fault("inventory: 1\nchips: []\n") == "missing-key");
    CHECK(first_fault("inventory: 2\nchips:\n" + chips(row)) == "format-version");
    CHECK(first_fault(head + chips("count: 0, period: 2026-01-01..2026-01-02")) ==
          "number-out-of-bounds");
    CHECK(first_fault(head + chips("count: 1.5, period: 2026-01-01..2026-01-02")) ==
          "number-out-of-bounds");
    CHECK(first_fault(head + chips("count: 1, period: 2026-01-02..2026-01-01")) == "bad-period");
    CHECK(first_fault(head + chips("count: 1, period: 2026-01-01..2026-01-01")) == "bad-period");
    CHECK(first_fault(head + chips(row + ", active: 120%")) == "number-out-of-bounds");
    CHECK(first_fault(head + chips(row + ", ids: [a, b]")) == "number-out-of-bounds");
    CHECK(first_fault(head + "  - {chip: nobody-knows, precision: bf16, " + row + "}\n") ==
          "unknown-chip");
    CHECK(first_fault(head + "  - {chip: nvidia-h100-sxm5-80, " + row + "}\n") ==
          "precision-missing");
    CHECK(first_fault(head + chips(row) + "work: [{name: a, kind: training, flop: 0}]\n") ==
          "number-out-of-bounds");
    CHECK(first_fault(head + chips(row) + "utilization: 0\n") == "number-out-of-bounds");
}
