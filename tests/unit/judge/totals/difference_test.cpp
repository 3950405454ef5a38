// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/difference.hpp"

#include <doctest/doctest.h>

#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using namespace flopledger::judge_cases;

namespace {

constexpr std::array rules{Rule::count, Rule::unsettled, Rule::leave_out};

Base on(const std::shared_ptr<const LedgerCount>& count, Relation relation, Provider provider) {
    return {count->ledger->model_name, provider, relation, count, {}, {}};
}

Done recomputed(ActivityKind kind, std::string_view model, std::string_view hardware) {
    Done made = done(std::string(word(kind)), kind, model);
    made.operations.hardware = figure(hardware);
    return made;
}

// A model with an own base, a third party's, which shares a root with it, and a bare figure.
std::shared_ptr<const LedgerCount> family() {
    const auto root = counted("root", {recomputed(ActivityKind::pre_training, "8e24/3", "3e24")});
    const auto own = counted("own", {done("rollouts", ActivityKind::rollout_generation, "1e23")},
                             {on(root, Relation::initialised_from, Provider::own)});
    const auto other = counted("other", {pre_training("2e24..5e24")},
                               {on(root, Relation::merged, Provider::third_party)});
    return counted("top",
                   {recomputed(ActivityKind::fine_tuning, "1e22..3e22", "2e22..4e22"),
                    done("rewards", ActivityKind::reward_model_inference, "7e21"),
                    done("tests", ActivityKind::evaluation, "1e20")},
                   {on(own, Relation::initialised_from, Provider::own),
                    on(other, Relation::merged, Provider::third_party),
                    {"bare", Provider::third_party, Relation::merged, {}, figure("5e23"), {}},
                    {"dark", Provider::third_party, Relation::merged, {}, {}, {}}});
}

std::shared_ptr<Standard> standard_of(Rule activity, Rule base, Rule recomputation) {
    auto made = standard("it", recomputation);
    for (ActivityRow& row : made->activities) {
        if (row.kind != ActivityKind::pre_training) row.rule.rule = activity;
    }
    for (BaseRow& row : made->base_models) row.rule.rule = base;
    return made;
}

Shift sum_of(const TotalDifference& found) {
    Shift sum;
    for (const RuleExchange& rule : found.rules) sum = sum + rule.flop;
    return sum;
}

}  // namespace

TEST_CASE("what rules move adds up to the difference exactly, between any two standards") {
    const auto count = family();
    std::vector<Total> totals;
    for (const Rule activity : rules) {
        for (const Rule base : rules) {
            for (const Rule recomputation : rules) {
                totals.push_back(
                    total_under(standard_of(activity, base, recomputation), *count, Scope::whole));
            }
        }
    }
    totals.push_back(total_under(standard("plain"), *count, Scope::whole));
    for (const Total& from : totals) {
        for (const Total& to : totals) {
            const TotalDifference found = difference(from, to);
            CHECK(found.flop == shift(from.flop, to.flop));
            CHECK(sum_of(found) == found.flop);
            for (const RuleExchange& rule : found.rules) {
                CHECK(rule.from->rule != rule.to->rule);
                CHECK_FALSE(rule.matter.empty());
            }
        }
    }
}

TEST_CASE("each rule is named with what it moves, the largest first") {
    const auto count = family();
    const Total all =
        total_under(standard_of(Rule::count, Rule::count, Rule::count), *count, Scope::whole);
    const Total some = total_under(standard_of(Rule::leave_out, Rule::leave_out, Rule::leave_out),
                                   *count, Scope::whole);
    const TotalDifference found = difference(all, some);
    std::string told;
    for (const RuleExchange& rule : found.rules) {
        told += std::string(word(rule.subject)) + " " + rule.matter + " " +
                std::to_string(rule.things.size()) + ", ";
    }
    CHECK(told ==
          "base-model merged other 1, base-model initialised-from own 2, "
          "base-model merged bare 1, activity fine-tuning 1, activity reward-model-inference 1, "
          "activity evaluation 1, ");
    CHECK(found.unknown == std::vector<std::string>{"dark"});
    CHECK(difference(some, some).rules.empty());
}
