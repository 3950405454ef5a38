// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/settlement.hpp"

#include <doctest/doctest.h>

#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using namespace flopledger::judge_cases;

namespace {

Settlement settlement(std::string_view text) {
    const auto parsed = parse_settlement(text);
    REQUIRE_MESSAGE(std::holds_alternative<Settlement>(parsed), std::string(text));
    return std::get<Settlement>(parsed);
}

struct Settled {
    std::vector<std::shared_ptr<const Standard>> standards;
    std::vector<SettledRule> record;
    Diagnostics diagnostics;
};

Settled settled(const std::vector<std::string>& texts) {
    Settled result;
    result.standards = {standard("plain"), standard("open", Rule::unsettled)};
    std::vector<Settlement> settlements;
    for (const std::string& text : texts) settlements.push_back(settlement(text));
    result.record = settle(settlements, result.standards, result.diagnostics);
    return result;
}

Activity activity_of(ActivityKind kind, std::optional<Outcome> outcome = {}) {
    Activity activity;
    activity.kind = kind;
    activity.outcome = outcome;
    return activity;
}

BaseModel base_of(Relation relation, Provider provider) {
    BaseModel base;
    base.relation = relation;
    base.provider = provider;
    return base;
}

}  // namespace

TEST_CASE("--settle reads a standard, a question and an answer") {
    CHECK(settlement("teacher-inference=count").text() == "teacher-inference=count");
    CHECK(settlement("plain:merged/own=leave-out").text() == "plain:merged/own=leave-out");
    CHECK(settlement("recomputation=count").answer == Rule::count);
    CHECK(settlement("pre-training/rolled-back=count").question.outcome == Outcome::rolled_back);
    for (const char* wrong : {"", "=", "teacher-inference", "teacher-inference=unsettled",
                              "teacher-inference=yes", "teaching=count", ":merged=count",
                              "merged/kept=count", "pre-training/own=count", "a:b:merged=count"}) {
        CAPTURE(wrong);
        CHECK(std::holds_alternative<std::string>(parse_settlement(wrong)));
    }
    for (const std::string_view what : settlement_words()) {
        CHECK(settlement(std::string(what) + "=count").what == what);
    }
}

TEST_CASE("an answer goes to every standard that leaves it open, and is on record") {
    const Settled both = settled({"rollout-generation=leave-out", "recomputation=count"});
    CHECK(both.diagnostics.list.empty());
    REQUIRE(both.record.size() == 3);
    CHECK(both.record.at(2).what == "recomputation");
    CHECK(both.record.at(2).standard == "open");
    CHECK(both.record.at(2).otherwise == "text: test");
    for (const auto& standard : both.standards) {
        const auto rule = rule_for(*standard, activity_of(ActivityKind::rollout_generation), {});
        CHECK(rule->rule == Rule::leave_out);
        CHECK(rule->basis == Basis::settled);
        const auto other =
            rule_for(*standard, activity_of(ActivityKind::reward_model_inference), {});
        CHECK(other->rule == Rule::unsettled);
    }
    CHECK(both.standards.at(0)->recomputation.rule == Rule::leave_out);
    CHECK(both.standards.at(1)->recomputation.rule == Rule::count);
}

TEST_CASE("a narrow answer stands before a wide one, one standard's before all") {
    const Settled result =
        settled({"merged=count", "merged/own=leave-out", "plain:merged=count",
                 "open:rollout-generation=count", "rollout-generation=leave-out"});
    CHECK(result.diagnostics.list.empty());
    const auto base = [&](std::size_t index) {
        return rule_for(*result.standards.at(index), base_of(Relation::merged, Provider::own), {})
            ->rule;
    };
    CHECK(base(0) == Rule::count);
    CHECK(base(1) == Rule::leave_out);
    const auto rollouts = [&](std::size_t index) {
        return rule_for(*result.standards.at(index), activity_of(ActivityKind::rollout_generation),
                        {})
            ->rule;
    };
    CHECK(rollouts(0) == Rule::leave_out);
    CHECK(rollouts(1) == Rule::count);
}

TEST_CASE("what a standard settles itself is not the caller's to settle") {
    const auto name = [](const std::vector<std::string>& texts) {
        const Settled result = settled(texts);
        return result.diagnostics.list.empty()
                   ? std::string()
                   : std::string(result.diagnostics.list.front().name.text);
    };
    CHECK(name({"pre-training=leave-out"}).empty());           // a reading may be read otherwise
    CHECK(name({"plain:recomputation=count"}) == "not-open");  // a text may not
    CHECK(name({"open:recomputation=count"}).empty());
    CHECK(name({"absent:recomputation=count"}) == "usage");
    CHECK(name({"recomputation=count", "recomputation=leave-out"}) == "usage");
    CHECK(name({"recomputation=count", "recomputation=count"}).empty());
}
