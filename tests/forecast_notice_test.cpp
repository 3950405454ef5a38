// SPDX-License-Identifier: Apache-2.0
// When notice is due, as `forecast` says it on many days: it hangs on the plan alone.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/utc_time.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/random.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::ordered_json;

// Days on which somebody asks: before the law, before the plan, during and after it.
constexpr std::array<const char*, 10> days_of_asking{
    "2024-12-24", "2025-08-01", "2025-08-02", "2026-09-01", "2026-11-30",
    "2027-01-15", "2027-03-11", "2027-03-12", "2027-07-01", "2028-02-29"};

// A plan of activities, and what comes before them in the ledger.
std::string plan(const std::vector<std::string>& activities, const std::string& bases = "",
                 const std::string& model = "") {
    std::string text =
        fmt::format("flopledger: 1\nmodel: {{name: M{}}}\nfacts: {{generates: [text]}}\n", model);
    if (!bases.empty()) text += "built_on:\n" + bases;
    text += "activities:\n";
    for (std::size_t index = 0; index < activities.size(); ++index) {
        text +=
            fmt::format("  - {{name: a{}, kind: pre-training, {}}}\n", index, activities[index]);
    }
    return text;
}

// An activity's keys: its figure, and its days where it has any.
std::string work(const std::string& flop, const std::string& days = "") {
    return fmt::format("{}{}reported: {{flop: {}, source: plan}}", days, days.empty() ? "" : ", ",
                       flop);
}

const std::string spring = "period: 2027-01-15..2027-06-30";

constexpr const char* line = "eu-gpai-systemic-1e25";
constexpr const char* third = "eu-modifier-one-third";

// What `forecast` tells of a threshold on a day.
Json asked_on(const std::string& day, const std::string& ledger, const char* threshold = line) {
    const ProgramRun run =
        run_on(day, {"forecast", "-", "--threshold", threshold, "--format", "json"}, ledger);
    CAPTURE(run.err);
    REQUIRE(run.status != 2);
    const Json forecasts = Json::parse(run.out)["ledgers"][0]["forecasts"];
    REQUIRE(forecasts.size() == 1);
    return forecasts[0];
}

// The words behind `notice:`, in one line, on a day.
std::string words_on(const std::string& day, const std::string& ledger) {
    const ProgramRun run = run_on(day, {"forecast", "-", "--threshold", line}, ledger);
    const std::size_t start = run.out.find("notice: ");
    if (start == std::string::npos) return "";
    std::string words;
    std::size_t from = start + 8;
    for (;;) {
        const std::size_t end = std::min(run.out.find('\n', from), run.out.size());
        words += (words.empty() ? "" : " ") + run.out.substr(from, end - from);
        from = run.out.find_first_not_of(' ', end + 1);
        // A line that goes on stands further in than the next label.
        if (from == std::string::npos || from - end - 1 < 14) return words;
    }
}

// The notice that is told on every day of asking, which must be one and the same.
Json notice(const std::string& ledger, const char* threshold = line) {
    const Json first = asked_on(days_of_asking[0], ledger, threshold)["notice"];
    for (const char* day : days_of_asking) {
        CAPTURE(day);
        CHECK(asked_on(day, ledger, threshold)["notice"] == first);
    }
    return first;
}

std::string due(const std::string& ledger, const char* threshold = line) {
    const Json told = notice(ledger, threshold);
    return told.is_null() ? "none" : told["due"].is_null() ? "open" : told["due"];
}

std::string two_weeks_after(Date day) {
    return to_text(day_of_number(days_between({1970, 1, 1}, day) + 14));
}

}  // namespace

TEST_CASE("notice of one plan is due on one day, whenever one asks") {
    const std::string ledger = plan({work("3e25", spring)});
    CHECK(due(ledger) == "2027-01-29");
    for (const char* day : days_of_asking) {
        CAPTURE(day);
        CHECK(words_on(day, ledger) ==
              "due by 2027-01-29: 14 days from 2027-01-15, the day from which it is known");
    }
}

TEST_CASE("a plan around the amount has no day of notice before it is known") {
    const std::string ledger = plan({work("8e24..1.2e25", spring)});
    const Json told = notice(ledger);
    CHECK(told["known"].is_null());
    CHECK(told["due"].is_null());
    // 10/12 of 167 days.
    CHECK(told["met_by"] == "2027-06-03");
    CHECK(words_on("2026-11-30", ledger) ==
          "due 14 days from the day it is known, at the latest when met: 2027-06-03");
    CHECK(due(plan({work("8e24..1e25", spring)})) == "none");
    // What is known of the first half is not enough; with the second it is.
    CHECK(due(plan({work("8e24..1.2e25", spring),
                    work("3e24", "planned_on: 2027-02-01, period: 2027-07-01..2027-07-31")})) ==
          "2027-02-15");
}

TEST_CASE("no notice was due before two weeks after the rule began to hold") {
    CHECK(due(plan({work("3e25", "period: 2023-01-01..2023-06-30")})) == "2025-08-16");
    CHECK(due(plan({work("3e25", "planned_on: 2025-08-01, period: 2025-08-10..2025-09-30")})) ==
          "2025-08-16");
    CHECK(due(plan({work("3e25", "period: 2025-08-03..2025-09-30")})) == "2025-08-17");
}

TEST_CASE("a model placed on the market before 2025-08-02 has the longer time") {
    const std::vector<std::string> run{work("3e25", "period: 2023-01-01..2023-06-30")};
    for (const char* before : {", union_release: 2025-08-01", ", released: 2025-08-01",
                               ", released: 2026-01-01, union_release: 2025-07-01"}) {
        CAPTURE(before);
        const std::string ledger = plan(run, "", before);
        const Json told = notice(ledger);
        CHECK(told["until"] == "2027-08-02");
        CHECK(told["due"].is_null());
        CHECK(words_on("2026-11-30", ledger) ==
              "placed on the market before 2025-08-02: until 2027-08-02 (AI Act Art. 111(3))");
    }
    for (const char* after : {", union_release: 2025-08-02", ", released: 2025-08-02",
                              ", released: 2025-01-01, union_release: 2025-09-01"}) {
        CAPTURE(after);
        CHECK(due(plan(run, "", after)) == "2025-08-16");
    }
}

TEST_CASE("notice runs from the day the work was planned, which is no later than its first") {
    CHECK(due(plan({work("3e25", "planned_on: 2026-12-01, " + spring)})) == "2026-12-15");
    CHECK(due(plan({work("3e25", "planned_on: 2027-01-15, " + spring)})) == "2027-01-29");
    CHECK(due(plan({work("3e25", "planned_on: 2026-12-01"), work("1e22", spring)})) ==
          "2026-12-15");
    const ProgramRun late = run_on("2026-11-30", {"forecast", "-"},
                                   plan({work("3e25", "planned_on: 2027-01-16, " + spring)}));
    CHECK(late.status == 2);
    CHECK(late.err.find("bad-date") != std::string::npos);
}

TEST_CASE("the activity whose low end crosses makes it known") {
    const std::string summer = "period: 2027-07-01..2027-07-31";
    CHECK(due(plan({work("6e24", spring), work("6e24", summer)})) == "2027-07-15");
    CHECK(due(plan({work("6e24", summer), work("6e24", spring)})) == "2027-07-15");
    CHECK(due(plan({work("6e24", spring), work("6e24", "planned_on: 2026-12-01, " + summer)})) ==
          "2027-01-29");
    // What states no day was there before.
    CHECK(due(plan({work("6e24"), work("6e24", summer)})) == "2027-07-15");
}

TEST_CASE("without days there is no day of notice") {
    const std::string undated = plan({work("3e25"), work("1e22", spring)});
    CHECK(due(undated) == "open");
    CHECK(words_on("2026-11-30", undated) ==
          "no date: state `period`, and `planned_on` where it was decided earlier");
    // Nothing to date where only what has no amount may cross.
    const std::string open = plan(
        {work("2e24", spring)}, "  - {name: T, relation: distilled-from, provider: third-party}\n");
    CHECK(due(open) == "open");
    CHECK(words_on("2026-11-30", open).find("state `period`") == std::string::npos);
}

TEST_CASE("the model and the modification of a systemic model both call for notice") {
    const std::string systemic =
        "  - {name: L, relation: initialised-from, provider: third-party, "
        "flop: 3.8e25, systemic_risk: true}\n";
    const std::string modified =
        plan({work("2e25", "planned_on: 2026-12-01, " + spring)}, systemic);
    CHECK(due(modified) == "2026-12-15");
    CHECK(due(modified, third) == "2026-12-15");
    for (const char* threshold : {line, third}) {
        const Json trigger = asked_on("2026-11-30", modified, threshold)["verdict"]["trigger"];
        CHECK(trigger["what"] == "modification");
        CHECK(trigger["base"] == "L");
        CHECK(trigger["flop"]["low"] == 2e25);
    }
    // The second part makes it a third.
    const std::string in_parts =
        plan({work("1e25", "period: 2026-10-01..2026-10-31"), work("1e25", spring)}, systemic);
    CHECK(due(in_parts) == "2027-01-29");
    const std::string small =
        "  - {name: S, relation: initialised-from, provider: third-party, "
        "flop: 8e22, systemic_risk: false}\n";
    const std::string grown = plan({work("5e25", spring)}, small);
    CHECK(due(grown) == "2027-01-29");
    CHECK(asked_on("2026-11-30", grown)["verdict"]["trigger"]["what"] == "model");
    CHECK(due(grown, third) == "none");
}

TEST_CASE("of several systemic bases the one whose third is met first calls for notice") {
    const std::string large =
        "  - {name: A, relation: initialised-from, provider: third-party, "
        "flop: 3.8e25, systemic_risk: true}\n";
    const std::string less =
        "  - {name: B, relation: merged, provider: third-party, "
        "flop: 1.5e25, systemic_risk: true}\n";
    const std::vector<std::string> parts{work("1e25", "period: 2026-10-01..2026-10-31"),
                                         work("1e25", spring)};
    CHECK(due(plan(parts, large + less)) == "2026-10-15");
    CHECK(due(plan(parts, less + large)) == "2026-10-15");
}

TEST_CASE("notice of plans by chance is due two weeks after the low ends are known to cross") {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        std::vector<std::string> activities;
        std::vector<std::pair<Date, std::uint32_t>> known;  // in 1e24 FLOP
        for (std::uint32_t count = 1 + random.below(4); count > 0; --count) {
            const Date first{2024 + static_cast<int>(random.below(4)),
                             1 + static_cast<int>(random.below(12)),
                             1 + static_cast<int>(random.below(28))};
            const Date planned = day_of_number(days_between({1970, 1, 1}, first) -
                                               static_cast<std::int64_t>(random.below(200)));
            const bool is_planned = random.chance(500'000);
            const std::uint32_t flop = 1 + random.below(9);
            const std::string days =
                fmt::format("{}period: {}..{}-12-31",
                            is_planned ? fmt::format("planned_on: {}, ", to_text(planned)) : "",
                            to_text(first), first.year);
            activities.push_back(work(fmt::format("{}e24", flop), days));
            known.emplace_back(is_planned ? planned : first, flop);
        }
        std::sort(known.begin(), known.end(),
                  [](const auto& one, const auto& other) { return one.first < other.first; });
        std::string expected = "none";
        std::uint32_t sum = 0;
        for (const auto& [day, flop] : known) {
            sum += flop;
            if (sum <= 10) continue;
            expected = two_weeks_after(std::max(day, Date{2025, 8, 2}));
            break;
        }
        CHECK(due(plan(activities)) == expected);
    }
}

}  // namespace flopledger
