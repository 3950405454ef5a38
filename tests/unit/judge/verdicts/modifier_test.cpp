// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/modifier.hpp"

#include <doctest/doctest.h>

#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using namespace flopledger::judge_cases;

namespace {

// A rule on modifiers in the EU's manner.
std::shared_ptr<Threshold> rule(std::string id, std::string_view amount, std::string standard,
                                BaseCondition base) {
    auto made = threshold(std::move(id), amount, Comparison::greater, std::move(standard));
    made->subject = Subject::modifier;
    made->third_party_base = ThirdPartyBase::only;
    made->base = base;
    return made;
}

std::shared_ptr<Threshold> one_third() {
    auto made = rule("third", "1/3", "updates", {true, {}});
    made->measure = Measure::fraction_of_base;
    made->standard_if_base_systemic = "cumulative";
    return made;
}

std::shared_ptr<Threshold> fallback_systemic() {
    return rule("systemic", "1e25/3", "cumulative", {false, true});
}

std::shared_ptr<Threshold> fallback_gpai() {
    return rule("gpai", "1e23/3", "updates", {false, false});
}

// The cumulative count takes rollouts, the other leaves them out.
std::shared_ptr<Standard> with_rollouts(std::string id, Rule rollouts) {
    auto made = standard(std::move(id));
    made->activities.insert(made->activities.begin(),
                            row(ActivityKind::rollout_generation, rollouts));
    return made;
}

using Rules = std::vector<std::shared_ptr<const Threshold>>;

Rules all_rules() { return {one_third(), fallback_systemic(), fallback_gpai()}; }

Judgement judged_by(const Rules& rules, const LedgerCount& count,
                    std::optional<Exact> margin = {}) {
    JudgeRequest request;
    request.every_subject = true;  // hand-made thresholds have no status
    request.thresholds = rules;
    request.standards = {with_rollouts("cumulative", Rule::count),
                         with_rollouts("updates", Rule::leave_out)};
    request.modifiers.systemic_line = threshold("line", "1e25", Comparison::greater, "cumulative");
    request.margin = std::move(margin);
    return judge(count, request);
}

std::string outcome(const Verdict& verdict) {
    return verdict.threshold->id + " " + std::string(word(verdict.status)) + " " +
           names_of(verdict.reasons);
}

std::optional<bool> truth(const std::string& cell) {
    return cell == "-" ? std::nullopt : std::optional(cell == "yes");
}

// A third party's model by its figure, or by nothing.
Base third_party(const std::string& name, const std::string& flop, std::optional<bool> systemic) {
    return {name,
            Provider::third_party,
            Relation::initialised_from,
            {},
            flop == "-" ? std::nullopt : std::optional(figure(flop)),
            systemic};
}

// A fine-tune with updates and rollouts of its own.
std::shared_ptr<LedgerCount> tuned(std::string_view updates, std::string_view rollouts,
                                   std::vector<Base> bases) {
    return counted("tuned",
                   {done("tuning", ActivityKind::fine_tuning, updates),
                    done("rollouts", ActivityKind::rollout_generation, rollouts)},
                   bases);
}

}  // namespace

// `rest` is rollouts, which only the cumulative count takes.
TEST_CASE("the one-third rule and its fallbacks: one verdict a base") {
    for (const auto& row : table(R"(
        tuning  rest  base        risk  verdict
        1e24    0     3e24        no    third not-reached below
        1.1e24  0     3e24        no    third reached above
        1e24    1e24  3e24        no    third not-reached below
        1e24    1e24  3e24        yes   third reached above
        1e24    1e24  3e24        -     third not-reached below
        2e24    2e24  1.1e25      -     third reached above
        3e24    2e24  1.2e25      -     third reached above
        1e24    4e24  1e25        -     third not-reached below
        1e24    4e24  9e24..2e25  -     third undetermined base-status-unknown,below,range-straddles
        1e23    0     9e24..2e25  -     third not-reached below,base-status-unknown
        9e24    0     9e24..2e25  -     third reached above,base-status-unknown
        1e24    0     2e24..4e24  no    third undetermined range-straddles
        4e24    0     -           yes   systemic reached above
        3e24    0     -           yes   systemic not-reached below
        3e24    1e24  -           yes   systemic reached above
        4e22    0     -           no    gpai reached above
        3e22    1e22  -           no    gpai not-reached below
        3e22    0     -           -     gpai not-reached below,base-status-unknown
        4e24    0     -           -     gpai reached above,base-status-unknown
        4e22  0  -  -  gpai undetermined base-status-unknown,below,above,base-unknown
        1/3     0     1           no    third not-reached below
    )")) {
        CAPTURE(line_of(row));
        const auto count = tuned(row[0], row[1], {third_party("base", row[2], truth(row[3]))});
        const Judgement judgement = judged_by(all_rules(), *count);
        const Verdict verdict = only_verdict(judgement);
        CHECK(outcome(verdict) == row[4]);
        CHECK(verdict.base == "base");
        CHECK(judgement.not_applicable.size() == 2);
    }
}

TEST_CASE("exactly the fallback's amount is not above it") {
    const auto count = tuned("1e23/3", "0", {third_party("base", "-", false)});
    CHECK(outcome(only_verdict(judged_by(all_rules(), *count))) == "gpai not-reached below");
}

TEST_CASE("several bases are judged together, each by its own rule") {
    const auto count =
        tuned("1e24", "0",
              {third_party("small", "1e24", false),
               third_party("large", "5e25", {}),
               third_party("unknown", "-", true),
               {"own", Provider::own, Relation::initialised_from, {}, figure("1e24"), {}},
               {"merged", Provider::third_party, Relation::merged, {}, figure("1e24"), {}}});
    const Judgement judgement = judged_by(all_rules(), *count);
    std::string all;
    for (const Verdict& verdict : judgement.verdicts) {
        all += verdict.base + ": " + outcome(verdict) + "; ";
    }
    // No base clears another: what is more than a third of one and less than that of another is
    // open.
    const std::string open = " undetermined above,below,above,several-bases; ";
    CHECK(all == "small: third" + open + "large: third" + open + "merged: third" + open +
                     "unknown: systemic" + open);
    REQUIRE(judgement.not_applicable.size() == 1);
    CHECK(judgement.not_applicable[0].threshold->id == "gpai");
    CHECK(judgement.verdicts[1].standard == "cumulative");
    CHECK(judgement.verdicts[0].standard == "updates");
}

TEST_CASE(
    "own stages in all ledgers are held against the base's whole total, its ancestors included") {
    const auto root = counted("root", {pre_training("2e24")});
    const auto base = counted("base", {pre_training("1e24")},
                              {{"root", Provider::own, Relation::initialised_from, root, {}, {}}});
    const auto ours = counted("ours", {pre_training("9e24")});
    const auto count =
        tuned("1.1e24", "0",
              {{"base", Provider::third_party, Relation::initialised_from, base, {}, {}},
               {"ours", Provider::own, Relation::initialised_from, ours, {}, {}}});
    const Verdict verdict = only_verdict(judged_by(all_rules(), *count));
    CHECK(verdict.measured == figure("1.01e25"));
    CHECK(verdict.amount == figure("1e24"));
    CHECK(verdict.ratio == figure("10.1"));
    CHECK(verdict.reasons.front().message ==
          "The own compute under updates, 1.01e25 FLOP, is greater than 1.00e24 FLOP, 1/3 of "
          "`base`.");
}

TEST_CASE("a base with an ancestor of unknown compute: its known part may already decide") {
    const auto base = counted("base", {pre_training("3e24")},
                              {{"root", Provider::own, Relation::initialised_from, {}, {}, {}}});
    const auto verdict = [&](std::string_view updates) {
        const auto count =
            tuned(updates, "0",
                  {{"base", Provider::third_party, Relation::initialised_from, base, {}, false}});
        return outcome(only_verdict(judged_by(all_rules(), *count)));
    };
    CHECK(verdict("1e24") == "third not-reached below");
    CHECK(verdict("2e24") == "third undetermined range-straddles,base-unknown");
}

TEST_CASE("a rule asked for alone does not speak where another may be the one") {
    for (const auto& row : table(R"(
        rule      updates  base  risk  verdict
        systemic  4e24     -     -     systemic undetermined base-status-unknown,above
        systemic  1e24     -     -     systemic not-reached below,base-status-unknown
        gpai      4e22     -     -     gpai undetermined base-status-unknown,above
        gpai      1e22     -     -     gpai not-reached below,base-status-unknown
        gpai      4e22     -     no    gpai reached above
        gpai      4e22     -     yes   not-applicable
        gpai      4e22     1e22  no    not-applicable
        systemic  4e24     -     no    not-applicable
        third     4e24     -     no    not-applicable
    )")) {
        CAPTURE(line_of(row));
        const auto count = tuned(row[1], "0", {third_party("base", row[2], truth(row[3]))});
        Rules asked;
        for (const auto& each : all_rules()) {
            if (each->id == row[0]) asked.push_back(each);
        }
        const Judgement judgement = judged_by(asked, *count);
        CHECK(judgement.verdicts.size() + judgement.not_applicable.size() == 1);
        CHECK((judgement.verdicts.empty() ? "not-applicable"
                                          : outcome(judgement.verdicts.front())) == row[4]);
    }
}

TEST_CASE("the margin widens both sides, and the base's status with them") {
    const auto status = [](std::string_view updates, const std::string& base, bool is_widened) {
        const auto count = tuned(updates, "0", {third_party("base", base, {})});
        const auto margin = is_widened ? std::optional(number("0.3")) : std::nullopt;
        return outcome(only_verdict(judged_by(all_rules(), *count, margin)));
    };
    CHECK(status("1.5e24", "3e24", false) == "third reached above");
    CHECK(status("1.5e24", "3e24", true) == "third undetermined range-straddles");
    CHECK(status("1e23", "9e24", true) == "third not-reached below,base-status-unknown");
}

TEST_CASE("methods in conflict count on both sides") {
    Done trained = pre_training("3e24");
    trained.other = figure("6e24");
    const auto base = counted("base", {trained});
    const auto verdict = [&](std::string_view updates) {
        const auto count =
            tuned(updates, "0",
                  {{"base", Provider::third_party, Relation::initialised_from, base, {}, false}});
        return outcome(only_verdict(judged_by(all_rules(), *count)));
    };
    CHECK(verdict("1.5e24") == "third undetermined above,methods-disagree");
    CHECK(verdict("2.5e24") == "third reached above");
    CHECK(verdict("1e24") == "third not-reached below");
}

TEST_CASE("where a third party's model was the start, its rules decide") {
    const auto never = threshold("never", "1e25", Comparison::greater, "cumulative");
    never->third_party_base = ThirdPartyBase::never;
    const auto only = threshold("only", "1e25", Comparison::greater, "cumulative");
    only->third_party_base = ThirdPartyBase::only;
    const auto either = threshold("either", "1e25", Comparison::greater, "cumulative");
    const auto verdicts = [&](const std::vector<Base>& bases) {
        std::string ids;
        for (const Verdict& verdict :
             judged_by({never, only, either, one_third()}, *tuned("1e24", "0", bases)).verdicts) {
            ids += verdict.threshold->id + " ";
        }
        return ids;
    };
    const auto initialised = Relation::initialised_from;
    CHECK(verdicts({}) == "never either ");
    CHECK(verdicts({third_party("base", "1e24", {})}) == "only either third ");
    CHECK(verdicts({{"own", Provider::own, initialised, {}, figure("1"), {}}}) == "never either ");
    CHECK(verdicts({{"merged", Provider::third_party, Relation::merged, {}, figure("1"), {}}}) ==
          "only either third ");
    CHECK(verdicts(
              {{"taught", Provider::third_party, Relation::distilled_from, {}, figure("1"), {}}}) ==
          "never either ");
}

TEST_CASE("a modifier's rule without a base measures own activities alone") {
    const auto asked = threshold("fine-tune", "3e25", Comparison::at_least, "cumulative");
    asked->subject = Subject::modifier;
    const auto count = tuned(
        "2e25", "0", {{"own", Provider::own, Relation::initialised_from, {}, figure("5e25"), {}}});
    const Verdict verdict = only_verdict(judged_by({asked}, *count));
    CHECK(outcome(verdict) == "fine-tune not-reached below");
    CHECK(verdict.measured == figure("2e25"));
}
