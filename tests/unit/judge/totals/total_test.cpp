// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/total.hpp"

#include <doctest/doctest.h>

#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using namespace flopledger::judge_cases;

namespace {

ActivityKind kind_of(std::string_view word_of_kind) {
    for (int index = 0; index < activity_kind_count; ++index) {
        const auto kind = static_cast<ActivityKind>(index);
        if (word(kind) == word_of_kind) return kind;
    }
    FAIL("no such kind");
    return ActivityKind::pre_training;
}

Rule rule_of(std::string_view word_of_rule) {
    for (const Rule rule : {Rule::count, Rule::leave_out, Rule::unsettled}) {
        if (word(rule) == word_of_rule) return rule;
    }
    FAIL("no such rule");
    return Rule::count;
}

Total total(const LedgerCount& count, Scope scope = Scope::whole) {
    return total_under(standard("plain"), count, scope);
}

std::shared_ptr<const LedgerCount> model(const std::string& name, std::string_view flop,
                                         const std::vector<Base>& bases = {}) {
    return counted(name, {pre_training(flop)}, bases);
}

Base on(const std::shared_ptr<const LedgerCount>& count,
        Relation relation = Relation::initialised_from, Provider provider = Provider::own) {
    return {count->ledger->model_name, provider, relation, count, {}, {}};
}

}  // namespace

TEST_CASE("a row of the standard decides what an activity brings") {
    for (const auto& row : table(R"(
        kind                flop        low   best    high
        pre-training        1e24..3e24  1e24  2e24    3e24
        evaluation          1e24..3e24  0     0       0
        rollout-generation  1e24..3e24  0     2e24    3e24
        teacher-training    1e24..3e24  0     2e24    3e24
    )")) {
        CAPTURE(line_of(row));
        const auto count = counted("model", {done("it", kind_of(row[0]), row[1])});
        const Total sum = total(*count);
        CHECK(sum.flop.value == Range{number(row[2]), number(row[3]), number(row[4])});
        REQUIRE(sum.contributions.size() == 1);
        CHECK(sum.contributions.front().flop.value == figure(row[1]));
        CHECK(sum.contributions.front().counted == sum.flop);
    }
}

TEST_CASE("recomputation: model FLOP, hardware FLOP, or from one to the other") {
    for (const auto& row : table(R"(
        rule       hardware    low   best  high
        leave-out  4e24..6e24  3e24  4e24  5e24
        count      4e24..6e24  4e24  5e24  6e24
        unsettled  4e24..6e24  3e24  5e24  6e24
        leave-out  -           3e24  4e24  5e24
        count      -           3e24  4e24  5e24
        unsettled  -           3e24  4e24  5e24
    )")) {
        CAPTURE(line_of(row));
        Done trained = pre_training("3e24..5e24");
        if (row[1] != "-") trained.operations.hardware = figure(row[1]);
        const auto count = counted("model", {trained});
        const Total sum = total_under(standard("it", rule_of(row[0])), *count, Scope::whole);
        CHECK(sum.flop.value == Range{number(row[2]), number(row[3]), number(row[4])});
        const Contribution& only = sum.contributions.front();
        CHECK((only.if_left_out == only.if_counted) == (row[0] != "unsettled" || row[1] == "-"));
    }
}

TEST_CASE("a base comes in by its relation and provider") {
    for (const auto& row : table(R"(
        relation          provider     low   high
        initialised-from  own          5e24  5e24
        initialised-from  third-party  1e24  1e24
        merged            own          1e24  5e24
        merged            third-party  1e24  1e24
    )")) {
        CAPTURE(line_of(row));
        const Relation relation =
            row[0] == "merged" ? Relation::merged : Relation::initialised_from;
        const Provider provider = row[1] == "own" ? Provider::own : Provider::third_party;
        const auto by_ledger =
            model("top", "1e24", {on(model("base", "4e24"), relation, provider)});
        const auto by_flop =
            model("top", "1e24", {{"base", provider, relation, {}, figure("4e24"), {}}});
        for (const auto& count : {by_ledger, by_flop}) {
            const Total sum = total(*count);
            CHECK(sum.flop.value.low == number(row[2]));
            CHECK(sum.flop.value.high == number(row[3]));
            CHECK(sum.contributions.size() == 2);
            CHECK_FALSE(sum.is_open());
        }
        const bool own = provider == Provider::own;
        const auto own_part = total(*by_ledger, Scope::own).flop.value;
        CHECK(own_part == (own ? total(*by_ledger).flop.value : figure("1e24")));
        CHECK(total(*by_flop, Scope::own).flop.value == own_part);
    }
}

TEST_CASE("a base of unknown compute is named unless it is left out") {
    const auto unknown = [](Relation relation, Provider provider) {
        return total(*model("top", "1e24", {{"base", provider, relation, {}, {}, {}}}))
            .open_parts.size();
    };
    CHECK(unknown(Relation::initialised_from, Provider::own) == 1);
    CHECK(unknown(Relation::merged, Provider::own) == 1);
    CHECK(unknown(Relation::initialised_from, Provider::third_party) == 0);
}

TEST_CASE("ancestors reached twice count once, by the strongest path") {
    const auto root = model("root", "8e24");
    const auto left = model("left", "1e24", {on(root)});
    const auto right = model("right", "2e24", {on(root)});
    const auto merge = Relation::merged;
    CHECK(total(*model("top", "0", {on(left), on(right)})).flop.value == figure("11e24"));
    CHECK(total(*model("top", "0", {on(root), on(root)})).flop.value == figure("8e24"));

    // Unsettled through the left, counted through the right, in either order.
    for (const auto& bases : {std::vector<Base>{on(left, merge), on(right)},
                              std::vector<Base>{on(right), on(left, merge)}}) {
        CHECK(total(*model("top", "0", bases)).flop.value ==
              Range{number("10e24"), number("11e24"), number("11e24")});
    }
    // Left out through the left, unsettled through the right.
    const auto third_party = Provider::third_party;
    const auto mixed =
        model("top", "0", {on(left, Relation::initialised_from, third_party), on(right, merge)});
    CHECK(total(*mixed).flop.value == Range{0, number("10e24"), number("10e24")});

    // The same file read twice is one ancestor, though another object.
    const auto again = model("root", "8e24");
    CHECK(total(*model("top", "0", {on(root), on(again)})).flop.value == figure("8e24"));
}

TEST_CASE("a deep lattice of ancestors costs no more than its ledgers") {
    auto one = model("left 0", "1");
    auto other = model("right 0", "1");
    for (int floor = 1; floor < 64; ++floor) {
        const auto next = model("left " + std::to_string(floor), "1", {on(one), on(other)});
        other = model("right " + std::to_string(floor), "1",
                      {on(one, Relation::merged), on(other, Relation::merged)});
        one = next;
    }
    CHECK(total(*model("top", "0", {on(other), on(one)})).flop.value.high == Exact(128));
}

TEST_CASE("everything under an unsettled base is unsettled, and names the base") {
    const auto base = model("base", "4e24", {on(model("root", "8e24"))});
    const auto top = model("top", "1e24", {on(base, Relation::merged)});
    const Total sum = total(*top);
    CHECK(sum.flop.value == Range{number("1e24"), number("13e24"), number("13e24")});
    REQUIRE(sum.contributions.size() == 3);
    CHECK(sum.contributions[0].base == nullptr);
    for (const std::size_t index : {std::size_t(1), std::size_t(2)}) {
        CHECK(sum.contributions[index].applied == Rule::unsettled);
        CHECK(sum.contributions[index].base->name == "base");
        CHECK(sum.contributions[index].base_rule->rule == Rule::unsettled);
    }
}

TEST_CASE("methods in conflict give the least and the greatest sum") {
    for (const auto& row : table(R"(
        operations  chip-time   bound  use  least  greatest
        3e24        4e24        no     no   3e24   4e24
        4e24        3e24        no     no   3e24   4e24
        3e24        2e24..4e24  no     no   3e24   3e24
        3e24        4e24        yes    no   3e24   3e24
        3e24        4e24        no     yes  3e24   3e24
        3e24        -           no     no   3e24   3e24
    )")) {
        CAPTURE(line_of(row));
        Done trained = pre_training(row[0]);
        if (row[1] != "-") trained.other = figure(row[1]);
        trained.other_is_bound = row[2] == "yes";
        if (row[3] == "yes") trained.use = Method::operations;
        const Total sum = total(*counted("model", {trained}));
        CHECK(sum.flop.value == figure(row[0]));
        CHECK(sum.lowest_by_any_method.value == figure(row[4]));
        CHECK(sum.highest_by_any_method.value == figure(row[5]));
    }
}

TEST_CASE("the total of a base does not ask whether it counts") {
    const auto third_party = Provider::third_party;
    const auto top = model(
        "top", "1e24",
        {on(model("base", "4e24", {on(model("root", "8e24"))}), Relation::merged, third_party),
         {"bare", third_party, Relation::merged, {}, figure("5e24"), {}},
         {"unknown", third_party, Relation::merged, {}, {}, {}}});
    const auto of = [&](std::size_t index) {
        return total_of_base(standard("plain"), *top, top->bases[index]);
    };
    CHECK(of(0).flop.value == figure("12e24"));
    CHECK(of(1).flop.value == figure("5e24"));
    CHECK(of(2).flop.value == figure("0"));
    CHECK(of(2).open_parts.size() == 1);
}
