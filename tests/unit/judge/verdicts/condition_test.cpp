// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/condition.hpp"

#include <doctest/doctest.h>

#include "core/judge/verdicts/reason_names.hpp"
#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using namespace flopledger::judge_cases;

namespace {

std::string text(Truth truth) { return !truth ? "unknown" : *truth ? "true" : "false"; }

// A condition as a cell says it: `grave_risk is true`, `cost > 5e6`, `generates has text,image`,
// `weights is closed`; several with `or` between them are a group.
Condition condition(const std::string& cell) {
    Condition made;
    if (const auto either = cell.find(" or "); either != std::string::npos) {
        made.any = {condition(cell.substr(0, either)), condition(cell.substr(either + 4))};
        return made;
    }
    const auto first = cell.find(' ');
    const auto second = cell.find(' ', first + 1);
    const std::string test = cell.substr(first + 1, second - first - 1);
    const std::string value = cell.substr(second + 1);
    made.fact = cell.substr(0, first);
    if (test == ">") made.greater = number(value);
    if (test == ">=") made.at_least = number(value);
    if (test == "has") made.includes_any = words_of_cell(value);
    if (test == "is" && (value == "true" || value == "false")) made.is_true = value == "true";
    if (test == "is" && !made.is_true) made.is_word = value;
    return made;
}

}  // namespace

TEST_CASE("conditions hold, do not hold, or want a fact") {
    for (const auto& row : table(R"(
        condition                       facts                         holds    missing
        grave_risk is true              grave_risk=true               true     -
        grave_risk is true              grave_risk=false              false    -
        grave_risk is false             grave_risk=false              true     -
        grave_risk is true              -                             unknown  grave_risk
        grave_risk is true              grave_risk=1                  unknown  grave_risk
        weights is closed               weights=closed                true     -
        weights is closed               weights=open                  false    -
        weights is closed               -                             unknown  weights
        generates has text,image        generates=image               true     -
        generates has text,image        generates=audio               false    -
        generates has text,image        -                             unknown  generates
        downloads > 10e6                downloads=10e6                false    -
        downloads >= 10e6               downloads=10e6                true     -
        downloads > 10e6                downloads=2e7                 true     -
        downloads > 10e6                downloads=9e6..11e6           unknown  -
        downloads > 10e6                -                             unknown  downloads
        downloads > 5 or users > 5      downloads=6                   true     -
        downloads > 5 or users > 5      downloads=4                   unknown  users
        downloads > 5 or users > 5      downloads=4,users=4           false    -
        downloads > 5 or users > 5      -                             unknown  downloads,users
    )")) {
        CAPTURE(line_of(row));
        const auto count = counted("model", {pre_training("1e25")}, {}, facts(row[1]));
        const Condition asked_for = condition(row[0]);
        const ConditionResult result = hold(asked_for, *count);
        CHECK(text(result.holds) == row[2]);
        CHECK(result.missing_facts == words_of_cell(row[3]));
        CHECK(open_reasons(result, *count).empty() == result.holds.has_value());
    }
}

TEST_CASE("the cost is the fact, else chip-hours x price where that covers every activity") {
    const auto with_cost = [](bool is_known, bool is_whole, std::vector<Fact> stated) {
        auto count = counted("model", {pre_training("1e25")}, {}, std::move(stated));
        if (is_known && !count->cost) {
            count->cost = priced("2e8");
            count->cost->is_open = !is_whole;
        }
        return text(hold(condition("training_cost_usd > 1e8"), *count).holds);
    };
    CHECK(with_cost(false, false, {}) == "unknown");
    CHECK(with_cost(true, true, {}) == "true");
    CHECK(with_cost(true, true, facts("training_cost_usd=5e7")) == "false");
    CHECK(with_cost(true, false, {}) == "true");
    const auto dear = [](bool is_whole) {
        auto count = counted("model", {pre_training("1e25")});
        count->cost = priced("5e7");
        count->cost->is_open = !is_whole;
        return text(hold(condition("training_cost_usd > 1e8"), *count).holds);
    };
    CHECK(dear(true) == "false");
    CHECK(dear(false) == "unknown");
}

TEST_CASE("reasons name the fact and what to write") {
    const auto count = counted("model", {pre_training("1e25")}, {}, facts("downloads=9e6..11e6"));
    const auto reason = [&](const std::string& cell) {
        const Condition asked_for = condition(cell);
        return open_reasons(hold(asked_for, *count), *count).front();
    };
    CHECK(reason("weights is closed") ==
          Finding{name::fact_missing,
                  "It is not stated whether `weights` is closed; write `weights` under `facts`."});
    CHECK(reason("downloads > 10e6") ==
          Finding{name::range_straddles,
                  "It is open whether `downloads` is greater than 1.00e7: the ledger states "
                  "9.00e6 to 1.10e7 (best 1.00e7)."});
}
