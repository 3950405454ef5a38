// SPDX-License-Identifier: Apache-2.0
#include "core/judge/results/forecast.hpp"

#include <doctest/doctest.h>

#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using judge_cases::counted;
using judge_cases::done;

namespace {

struct Case {
    std::string amount;
    Comparison comparison = Comparison::greater;
    std::vector<judge_cases::Done> activities;
    std::vector<std::string> periods;  // `-` is none
    Date as_of{2026, 12, 1};
    std::optional<int> notice_days{};
};

struct Followed {
    std::string line;  // outlook earliest best latest
    std::optional<Notice> notice;
    Range so_far;
};

std::string day_text(const Crossing& crossing) {
    if (!crossing.crosses) return "never";
    return crossing.day ? to_text(*crossing.day) : "before";
}

Followed outcome(const Case& given) {
    const auto count = counted("M", given.activities);
    auto ledger = std::make_shared<Ledger>(*count->ledger);
    for (std::size_t index = 0; index < given.periods.size(); ++index) {
        ledger->activities[index].period = parse_period(given.periods[index], LastDay::included);
        count->activities[index].activity = &ledger->activities[index];
    }
    count->ledger = ledger;
    auto threshold = judge_cases::threshold("t", given.amount, given.comparison);
    threshold->notice_days = given.notice_days;
    const Judgement judgement = judge_cases::judged(*count, {threshold});
    const Schedule schedule = schedule_of(*count, {});
    const auto list = forecast(judgement, schedule, given.as_of, {});
    REQUIRE(list.size() == 1);
    const Forecast& one = list.front();
    return {std::string(word(one.outlook)) + " " + day_text(one.earliest) + " " +
                day_text(one.best.value()) + " " + day_text(one.latest),
            one.notice, one.so_far.range};
}

// 100 days of 1e23 a day, or between 0.8e23 and 1.2e23.
const std::string hundred_days = "2027-01-01..2027-04-10";
judge_cases::Done run(std::string_view flop) {
    return done("run", ActivityKind::pre_training, flop);
}

}  // namespace

TEST_CASE("forecast: days by the ends of the range") {
    CHECK(outcome({"5e24", {}, {run("0.8e25..1.2e25")}, {hundred_days}}).line ==
          "will-be-crossed 2027-02-11 2027-02-20 2027-03-04");
    CHECK(outcome({"9e24", {}, {run("0.8e25..1.2e25")}, {hundred_days}}).line ==
          "may-be-crossed 2027-03-17 2027-04-01 never");
    CHECK(outcome({"2e25", {}, {run("0.8e25..1.2e25")}, {hundred_days}}).line ==
          "not-crossed never never never");
    CHECK(outcome({"5e24", {}, {run("0.8e25..1.2e25")}, {hundred_days}, {2027, 4, 1}}).line ==
          "reached 2027-02-11 2027-02-20 2027-03-04");
}

TEST_CASE("forecast: what must be exceeded, and what must be reached, at midnight") {
    // Equality at the beginning of 2027-02-20 exactly.
    CHECK(outcome({"5e24", Comparison::greater, {run("1e25")}, {hundred_days}}).line ==
          "will-be-crossed 2027-02-20 2027-02-20 2027-02-20");
    CHECK(outcome({"5e24", Comparison::at_least, {run("1e25")}, {hundred_days}}).line ==
          "will-be-crossed 2027-02-19 2027-02-19 2027-02-19");
    // Equality at the end of the plan.
    CHECK(outcome({"1e25", Comparison::greater, {run("1e25")}, {hundred_days}}).line ==
          "not-crossed never never never");
    CHECK(outcome({"1e25", Comparison::at_least, {run("1e25")}, {hundred_days}}).line ==
          "will-be-crossed 2027-04-10 2027-04-10 2027-04-10");
}

TEST_CASE("forecast: activities at once, in sequence, with a pause, and undated") {
    const judge_cases::Done tune = done("tune", ActivityKind::fine_tuning, "1e25");
    // At once: 2e23 a day.
    CHECK(outcome({"5e24", {}, {run("1e25"), tune}, {hundred_days, hundred_days}}).line ==
          "will-be-crossed 2027-01-26 2027-01-26 2027-01-26");
    // In sequence, with a month between.
    CHECK(outcome({"1.05e25", {}, {run("1e25"), tune}, {hundred_days, "2027-05-11..2027-08-18"}})
              .line == "will-be-crossed 2027-05-16 2027-05-16 2027-05-16");
    // Equality all through the pause: exceeded only when it goes on.
    CHECK(
        outcome({"1e25", {}, {run("1e25"), tune}, {hundred_days, "2027-05-11..2027-08-18"}}).line ==
        "will-be-crossed 2027-05-11 2027-05-11 2027-05-11");
    // What is undated is there before.
    CHECK(outcome({"1e25", {}, {run("2e25"), tune}, {"-", hundred_days}}).line ==
          "reached before before before");
    CHECK(outcome({"2.5e25", {}, {run("2e25"), tune}, {"-", hundred_days}}).line ==
          "will-be-crossed 2027-02-20 2027-02-20 2027-02-20");
}

TEST_CASE("forecast: so far is the share of the plan before the day") {
    const Followed halfway =
        outcome({"5e26", {}, {run("0.8e25..1.2e25")}, {hundred_days}, {2027, 2, 20}});
    CHECK(halfway.so_far.low == judge_cases::number("0.4e25"));
    CHECK(halfway.so_far.high == judge_cases::number("0.6e25"));
}

TEST_CASE("forecast: notice counts from the day it is known, whatever day one asks") {
    const auto notice = [](const std::string& amount, const Date& as_of) {
        return outcome({amount, {}, {run("0.8e25..1.2e25")}, {hundred_days}, as_of, 14}).notice;
    };
    for (const Date& asked : {Date{2026, 11, 21}, Date{2027, 2, 1}, Date{2027, 4, 1}}) {
        const auto known = notice("5e24", asked);
        REQUIRE(known.has_value());
        CHECK(to_text(*known->known) == "2027-01-01");
        CHECK(to_text(*known->due) == "2027-01-15");
        const auto open = notice("9e24", asked);
        REQUIRE(open.has_value());
        CHECK_FALSE(open->known.has_value());
        CHECK_FALSE(open->due.has_value());
        CHECK(to_text(*open->met_by) == "2027-04-01");
        CHECK_FALSE(notice("2e25", asked).has_value());
    }
}

TEST_CASE("forecast: an end of nothing, and days of the calendar") {
    CHECK(outcome({"1e24", {}, {run("0..2e24")}, {hundred_days}}).line ==
          "may-be-crossed 2027-02-20 never never");
    CHECK(to_text(day_at(moment_of({2028, 2, 29}))) == "2028-02-29");
    CHECK(to_text(day_ending_at(moment_of({2028, 3, 1}))) == "2028-02-29");
}
