// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/sampling.hpp"

#include <doctest/doctest.h>

#include "core/count/tools/real.hpp"
#include "tests/support/judge_cases.hpp"

// Published tables of sample sizes, and what can be counted by hand.

using namespace flopledger;
using judge_cases::number;

namespace {

const Answer& answer(const AnswerGroup& group, std::string_view key) {
    for (const Answer& one : group.answers) {
        if (one.key == key) return one;
    }
    FAIL("no answer has the key ", std::string(key));
    return group.answers.front();
}

Exact best(const AnswerGroup& group, std::string_view key) {
    return answer(group, key).figure.value.best;
}

constexpr std::int64_t day = 86'400;  // in seconds

// The settings that reproduce the paper's Table 1.
SnapshotSampling snapshots(std::string_view flop, std::string_view chips) {
    SnapshotSampling plan;
    plan.flop = {point(number(flop))};
    plan.chips = {point(number(chips))};
    plan.flop_per_day =
        given("a", FlopPerChipSecond{point(number("1e15"))}, Measures::flop_per_day);
    plan.snapshots = {point(number("0.1") / day)};
    plan.training_time = {point(365 * day)};
    plan.period = {point(30 * day)};
    plan.probability = number("0.9");
    return plan;
}

std::string samples(std::string_view flop, std::string_view chips) {
    return best(sample_snapshots(snapshots(flop, chips)), "samples_per_year").text();
}

std::string needed(std::int64_t items, std::int64_t bad, std::string_view probability,
                   std::string_view key, std::int64_t visits = 1) {
    const ItemSampling plan{.items = items,
                            .bad = bad,
                            .probability = number(probability),
                            .samples = {},
                            .visits = visits};
    return best(sample_items(plan), key).text();
}

ItemSampling drawn(std::int64_t items, std::int64_t bad, std::int64_t count) {
    return {.items = items, .bad = bad, .probability = {}, .samples = count, .visits = 1};
}

constexpr const char* without = "samples_without_replacement";
constexpr const char* with = "samples_with_replacement";

}  // namespace

TEST_CASE("snapshots: Shavit 2023, Table 1") {
    CHECK(samples("3.14e23", "1e3") == "243");
    CHECK(samples("3.14e23", "1e5") == "24337");
    const Exact most = number(samples("3.14e23", "1e7"));
    CHECK(most.scientific(3) == "2.43e6");
    CHECK(samples("5.76e23", "1e3") == "132");
    CHECK(samples("2.56e24", "1e3") == "29");
    CHECK(samples("9.9e24", "1e3") == "7");
    CHECK(samples("9.9e24", "1e5") == "771");
    CHECK(samples("1.27e26", "1e5") == "60");
    CHECK(samples("1.27e26", "1e7") == "6017");
    CHECK(samples("1.3e28", "1e7") == "58");
}

TEST_CASE("snapshots: 1e26 among 1e5 chips") {
    const AnswerGroup group = sample_snapshots(snapshots("1e26", "1e5"));
    CHECK(answer(group, "samples_per_year").figure.inputs[0].value.best.fixed(1) == "75.3");
    const Answer& rounded = answer(group, "samples_per_period");
    CHECK(rounded.figure.value.best == 7);
    CHECK(rounded.figure.inputs[0].value.best.fixed(2) == "6.19");
    CHECK(rounded.note.empty());
}

TEST_CASE("snapshots: what samples are needed give the probability back") {
    SnapshotSampling plan = snapshots("3.14e23", "1e5");
    plan.probability.reset();
    plan.samples = 2001;
    CHECK(best(sample_snapshots(plan), "probability") >= number("0.9"));
    plan.samples = 2000;
    CHECK(best(sample_snapshots(plan), "probability") < number("0.9"));
}

TEST_CASE("snapshots: a run that all chips can barely do is met by any sample; tiny ones by none") {
    const AnswerGroup certain = sample_snapshots(snapshots("1e30", "1e3"));
    CHECK_FALSE(answer(certain, "hit").note.empty());
    const AnswerGroup hopeless = sample_snapshots(snapshots("1", "1e7"));
    CHECK(answer(hopeless, "samples_per_period").note.find("cannot be met") != std::string::npos);
}

TEST_CASE("items: published sample sizes") {
    CHECK(needed(16384, 164, "0.95", without) == "296");
    CHECK(needed(16384, 164, "0.95", with) == "298");
    CHECK(needed(16384, 16, "0.95", without) == "2797");
    CHECK(needed(16384, 16, "0.95", with) == "3067");
    CHECK(needed(100'000, 1000, "0.9", with) == "230");
    CHECK(needed(100'000, 1000, "0.9", without) == "229");
    CHECK(needed(100'000, 1000, "0.99", without) == "458");
}

TEST_CASE("items: on a whole number exactly, rounding decides nothing") {
    CHECK(needed(2, 1, "0.75", with) == "2");
    CHECK(needed(1000, 500, "0.9375", with) == "4");
    CHECK(needed(1000, 500, "0.93750000000000000000000001", with) == "5");
    // 1 of 10: m samples catch it with m/10.
    CHECK(needed(10, 1, "0.3", without) == "3");
    CHECK(needed(10, 1, "0.7", without) == "7");
    CHECK(needed(10, 1, "0.70000000000000000000000001", without) == "8");
    CHECK(needed(10, 1, "0.51", without, 2) == "3");  // 1 - 0.7^2
    CHECK(needed(999'999'999, 1, "0.5", without) == "500000000");
}

TEST_CASE("items: small cases against counting") {
    for (std::int64_t items = 1; items <= 12; ++items) {
        for (std::int64_t bad = 1; bad <= items; ++bad) {
            Exact missed = 1;
            for (std::int64_t count = 1; count <= items; ++count) {
                const std::int64_t left = items - count + 1;
                missed = missed * Exact::ratio(std::max<std::int64_t>(left - bad, 0), left);
                const AnswerGroup group = sample_items(drawn(items, bad, count));
                const Range& value = answer(group, "missed_without_replacement").figure.value;
                CHECK(value.low <= missed);
                CHECK(missed <= value.high);
            }
        }
    }
}

TEST_CASE("items: the largest case ends and is finite") {
    CHECK(needed(1'000'000'000, 500'000'000, "0.999999999999", without) == "40");
    CHECK(needed(1'000'000'000, 3, "0.5", without).size() == 9);
    const AnswerGroup group = sample_items(drawn(1'000'000'000, 400'000'000, 400'000'000));
    CHECK(best(group, "probability_without_replacement") <= 1);
}

TEST_CASE("real: bounds hold, and doubles are taken exactly") {
    CHECK(exact_double(0.1).fixed(20) == "0.10000000000000000555");
    CHECK(exact_double(0) == 0);
    CHECK(log_of(1).value.high == 0);
    const Range two = log_of(2).value;
    CHECK(two.low < number("0.693147180559945309417232"));
    CHECK(number("0.693147180559945309417232") < two.high);
    const Range tiny = minus_log_of_rest(number("1e-30")).value;
    CHECK(tiny.low < number("1.0000000000000001e-30"));
    CHECK(number("1e-30") < tiny.high);
    CHECK(one_minus_exp({point(5000)}).value.best == 1);
    CHECK(exp_of_minus({point(5000)}).value.low == 0);
    CHECK(rounded_up({{number("2.9"), 3, number("3.1")}}).value == 4);
    CHECK(rounded_up({{number("2.9"), 3, number("3.1")}}).is_open);
    CHECK_FALSE(rounded_up({point(3)}).is_open);
}
