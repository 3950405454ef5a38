// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/verdict.hpp"

#include <doctest/doctest.h>

#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using namespace flopledger::judge_cases;

namespace {

Comparison comparison_of(std::string_view word) {
    return word == "greater" ? Comparison::greater : Comparison::at_least;
}

std::string outcome(const Verdict& verdict) {
    return std::string(word(verdict.status)) + " " + names_of(verdict.reasons);
}

Base own_base(std::string name, std::optional<Range> flop,
              Relation relation = Relation::initialised_from) {
    return {std::move(name), Provider::own, relation, {}, std::move(flop), {}};
}

}  // namespace

TEST_CASE("a total against an amount") {
    for (const auto& row : table(R"(
        total        comparison  amount  verdict
        1e25         greater     1e25    not-reached below
        1e25         at-least    1e25    reached above
        1.000001e25  greater     1e25    reached above
        9e24..1e25   greater     1e25    not-reached below
        9e24..1e25   at-least    1e25    undetermined range-straddles
        9e24..2e25   greater     1e25    undetermined range-straddles
        1e25..2e25   at-least    1e25    reached above
        0            greater     1e25    not-reached below
    )")) {
        CAPTURE(line_of(row));
        const auto count = counted("model", {pre_training(row[0])});
        const auto asked = threshold("line", row[2], comparison_of(row[1]));
        CHECK(outcome(only_verdict(judged(*count, {asked}))) == row[3]);
    }
}

TEST_CASE("conditions besides the total, as Korea's: both must hold") {
    for (const auto& row : table(R"(
        total       facts                      verdict
        1e26        advanced=true,grave=true   reached above
        1e26        advanced=true              undetermined above,fact-missing
        1e26        -                          undetermined above,fact-missing
        1e26        grave=false                not-reached condition-false
        1e26        advanced=true,grave=false  not-reached condition-false
        9e25        -                          not-reached below
        9e25        grave=false                not-reached below,condition-false
        9e25..2e26  -                          undetermined range-straddles,fact-missing
        9e25..2e26  grave=false                not-reached condition-false
        9e25..2e26  advanced=true,grave=true   undetermined range-straddles
    )")) {
        CAPTURE(line_of(row));
        const auto count = counted("model", {pre_training(row[0])}, {}, facts(row[1]));
        const auto asked = threshold("line", "1e26", Comparison::at_least);
        asked->conditions = {is_true("advanced"), is_true("grave")};
        const Verdict verdict = only_verdict(judged(*count, {asked}));
        CHECK(outcome(verdict) == row[2]);
        CHECK(verdict.conditions.size() == 2);
    }
}

TEST_CASE("alternatives suffice instead of the total, conditions must hold all the same") {
    for (const auto& row : table(R"(
        total  facts                          verdict
        2e26   -                              undetermined above,fact-missing
        2e26   weights_known=true             reached above
        1e25   weights_known=true,users=2e7   reached alternative-holds
        2e26   weights_known=true,users=2e7   reached above,alternative-holds
        1e25   weights_known=true             undetermined below,fact-missing
        1e25   weights_known=true,users=1     not-reached below
        1e25   users=2e7                      undetermined alternative-holds,fact-missing
        1e25   weights_known=false,users=2e7  not-reached condition-false
        1e25   weights_known=false            not-reached condition-false
    )")) {
        CAPTURE(line_of(row));
        const auto count = counted("model", {pre_training(row[0])}, {}, facts(row[1]));
        const auto asked = threshold("line", "1e26");
        asked->alternatives = {greater("users", "1e7")};
        asked->conditions = {is_true("weights_known")};
        CHECK(outcome(only_verdict(judged(*count, {asked}))) == row[2]);
    }
}

TEST_CASE("an unsettled activity is named where it decides") {
    for (const auto& row : table(R"(
        pre-training  rollouts  rewards  verdict
        8e24          3e24      0        undetermined range-straddles,unsettled-activity
        8e24          1e24      0        not-reached below
        2e25          3e24      0        reached above
        8e24          1.5e24    1.5e24   undetermined range-straddles,unsettled-activity
        9e24..2e25    1e22      0        undetermined range-straddles
        9e24          2e24      1e22     undetermined range-straddles,unsettled-activity
    )")) {
        CAPTURE(line_of(row));
        const auto count =
            counted("model", {pre_training(row[0]),
                              done("rollouts", ActivityKind::rollout_generation, row[1]),
                              done("rewards", ActivityKind::reward_model_inference, row[2])});
        const auto asked = threshold("line", "1e25");
        CHECK(outcome(only_verdict(judged(*count, {asked}))) == row[3]);
    }
}

TEST_CASE("of two unsettled activities only the one that decides is named") {
    const auto count = counted(
        "model", {pre_training("9e24"), done("rollouts", ActivityKind::rollout_generation, "2e24"),
                  done("rewards", ActivityKind::reward_model_inference, "1e22")});
    const Verdict verdict = only_verdict(judged(*count, {threshold("line", "1e25")}));
    REQUIRE(verdict.reasons.size() == 2);
    CHECK(verdict.reasons[0].message ==
          "The total under plain, 9.00e24 to 1.10e25 (best 1.10e25) FLOP, may or may not be "
          "greater than 1.00e25 FLOP.");
    CHECK(verdict.reasons[1].message ==
          "The standard does not settle whether `rollouts` of model counts, and that decides.");
}

TEST_CASE("unsettled recomputation is named where it decides") {
    Done trained = pre_training("9e24");
    trained.operations.hardware = figure("1.2e25");
    const auto count = counted("model", {trained});
    const auto asked = threshold("line", "1e25", Comparison::greater, "open");
    const Verdict verdict =
        only_verdict(judged(*count, {asked}, {standard("open", Rule::unsettled)}));
    CHECK(outcome(verdict) == "undetermined range-straddles,unsettled-activity");
    CHECK(verdict.reasons[1].message.find("the recomputation in `pre-training`") !=
          std::string::npos);
}

TEST_CASE("bases: unsettled, unknown, counted") {
    for (const auto& row : table(R"(
        own         relation          base  verdict
        8e24        initialised-from  3e24  reached above
        8e24        initialised-from  1e24  not-reached below
        8e24        merged            3e24  undetermined range-straddles,unsettled-base
        8e24        merged            1e24  not-reached below
        8e24        initialised-from  -     undetermined base-unknown
        0           initialised-from  -     undetermined base-unknown
        2e25        initialised-from  -     reached above
        9e24..2e25  initialised-from  -     undetermined range-straddles,base-unknown
        8e24        merged            -     undetermined base-unknown
    )")) {
        CAPTURE(line_of(row));
        const auto flop = row[2] == "-" ? std::nullopt : std::optional(figure(row[2]));
        const Relation relation =
            row[1] == "merged" ? Relation::merged : Relation::initialised_from;
        const auto count =
            counted("model", {pre_training(row[0])}, {own_base("base", flop, relation)});
        const Verdict verdict = only_verdict(judged(*count, {threshold("line", "1e25")}));
        CHECK(outcome(verdict) == row[3]);
        CHECK(verdict.measured_known == (row[2] != "-"));
        CHECK(verdict.ratio.has_value() == (row[2] != "-"));
    }
}

TEST_CASE("all that came through an unsettled base is one question") {
    const auto base = counted("base", {pre_training("1.5e24"), pre_training("1.5e24")});
    const auto count = counted("model", {pre_training("8e24")},
                               {{"base", Provider::own, Relation::merged, base, {}, {}}});
    const Verdict verdict = only_verdict(judged(*count, {threshold("line", "1e25")}));
    REQUIRE(verdict.reasons.size() == 2);
    CHECK(verdict.reasons[1].message ==
          "The standard does not settle whether the base model `base` counts, and that decides.");
}

TEST_CASE("methods in conflict that would change the verdict leave it open") {
    for (const auto& row : table(R"(
        operations  chip-time   bound  use  verdict
        9e24        1.2e25      no     no   undetermined below,methods-disagree
        1.2e25      9e24        no     no   undetermined above,methods-disagree
        9e24        1.2e25      yes    no   not-reached below
        9e24        1.2e25      no     yes  not-reached below
        9e24        8e24..2e25  no     no   not-reached below
        3e24        4e24        no     no   not-reached below
        2e25        3e25        no     no   reached above
        9e24        9.9e24      no     no   not-reached below
        9e24..2e25  5e24        no     no   undetermined range-straddles,methods-disagree
    )")) {
        CAPTURE(line_of(row));
        Done trained = pre_training(row[0]);
        trained.other = figure(row[1]);
        trained.other_is_bound = row[2] == "yes";
        if (row[3] == "yes") trained.use = Method::operations;
        const auto count = counted("model", {trained});
        CHECK(outcome(only_verdict(judged(*count, {threshold("line", "1e25")}))) == row[4]);
    }
}

TEST_CASE("a methods conflict names activity, methods and ratio, and yields to a false condition") {
    Done trained = pre_training("9e24");
    trained.other = figure("1.2e25");
    const auto asked = threshold("line", "1e25");
    const auto count = counted("model", {trained}, {}, facts("weights_known=false"));
    CHECK(only_verdict(judged(*count, {asked})).reasons.back().message ==
          "`pre-training` of model: operations and chip_time differ by a factor of 1.33, and which "
          "is right decides; settle it with `use`.");
    asked->conditions = {is_true("weights_known")};
    CHECK(outcome(only_verdict(judged(*count, {asked}))) == "not-reached below,condition-false");
}

TEST_CASE("the error margin of a standard is told and widens nothing; --margin widens") {
    for (const auto& row : table(R"(
        total   error  margin  within  verdict
        9e24    0.3    -       yes     not-reached below
        7e24    0.3    -       no      not-reached below
        1.4e25  0.3    -       yes     reached above
        1.5e25  0.3    -       no      reached above
        9e24    -      -       no      not-reached below
        9e24    0.3    0.3     yes     undetermined range-straddles
        9e24    -      0.3     no      undetermined range-straddles
        7e24    0.3    0.3     no      not-reached below
        1.4e25  0.3    0.3     yes     undetermined range-straddles
        1.5e25  0.3    0.3     no      reached above
    )")) {
        CAPTURE(line_of(row));
        const auto strict = standard("strict");
        if (row[1] != "-") strict->error_margin = number(row[1]);
        const auto margin = row[2] == "-" ? std::nullopt : std::optional(number(row[2]));
        const auto count = counted("model", {pre_training(row[0])});
        const auto asked = threshold("line", "1e25", Comparison::greater, "strict");
        const Verdict verdict = only_verdict(judged(*count, {asked}, {strict}, margin));
        CHECK(outcome(verdict) == row[4]);
        CHECK(verdict.within_margin == (row[3] == "yes"));
        CHECK(verdict.measured == figure(row[0]));
        CHECK(verdict.ratio == point(number(row[0]) / number("1e25")));
    }
}

TEST_CASE("cluster rate and cost apply where they are stated") {
    auto count = counted("model", {pre_training("1e24")});
    const auto rate = threshold("rate", "1e20", Comparison::at_least, "");
    rate->measure = Measure::cluster_rate;
    const auto cost = threshold("cost", "1e8", Comparison::greater, "");
    cost->measure = Measure::cost;
    const Judgement silent = judged(*count, {rate, cost});
    CHECK(silent.verdicts.empty());
    REQUIRE(silent.not_applicable.size() == 2);
    CHECK(silent.not_applicable[0].threshold->id == "rate");
    CHECK(silent.not_applicable[1].threshold->id == "cost");
    CHECK(silent.totals.empty());

    count->cluster_rate = given("rate", FlopPerSecond{figure("1e20")}, Measures::rate);
    CHECK(outcome(only_verdict(judged(*count, {rate}))) == "reached above");
    count->cost = priced("2e8");
    count->cost->is_open = true;
    CHECK(outcome(only_verdict(judged(*count, {cost}))) == "reached above");
    count->cost = priced("5e7");
    count->cost->is_open = true;
    CHECK(outcome(only_verdict(judged(*count, {cost}))) == "undetermined fact-missing");
    const auto stated = counted("model", {}, {}, facts("training_cost_usd=1e8"));
    CHECK(outcome(only_verdict(judged(*stated, {cost}))) == "not-reached below");
    CHECK(outcome(only_verdict(judged(*stated, {cost}, {}, number("0.3")))) == "not-reached below");
}

TEST_CASE("totals are those that verdicts need and those asked for, by id, each once") {
    const auto count = counted("model", {pre_training("1e24")});
    JudgeRequest request;
    request.every_subject = true;
    request.thresholds = {threshold("one", "1e25", Comparison::greater, "m"),
                          threshold("two", "1e25", Comparison::greater, "b"),
                          threshold("three", "1e26", Comparison::greater, "m")};
    request.standards = {standard("m"), standard("a"), standard("z"), standard("b")};
    request.extra_totals = {"z", "m"};
    const Judgement judgement = judge(*count, request);
    std::string ids;
    for (const Total& total : judgement.totals) ids += total.standard->id;
    CHECK(ids == "bmz");
    std::string order;
    for (const Verdict& verdict : judgement.verdicts) order += verdict.threshold->id + " ";
    CHECK(order == "one two three ");
}

TEST_CASE("the legal status is the one on the day asked for") {
    const auto asked = threshold("line", "1e25");
    asked->status = {{{2025, 9, 29}, LegalStatus::enacted, Verification::verified},
                     {{2026, 1, 1}, LegalStatus::in_force, Verification::verified}};
    const auto count = counted("model", {pre_training("1e24")});
    JudgeRequest request;
    request.thresholds = {asked};
    request.standards = {standard("plain")};
    request.as_of = {2025, 12, 31};
    CHECK(judge(*count, request).verdicts.empty());
    CHECK(judge(*count, request).also.at(0).legal_status == LegalStatus::enacted);
    CHECK(to_text(*judge(*count, request).also.at(0).in_force_from) == "2026-01-01");
    request.as_of = {2026, 1, 1};
    CHECK(judge(*count, request).verdicts[0].legal_status == LegalStatus::in_force);
}
