// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/trend.hpp"

#include <doctest/doctest.h>

#include "tests/support/judge_cases.hpp"

using namespace flopledger;
using judge_cases::figure;

namespace {

Derived<Flop> flop(std::string_view text) {
    return given("given", Flop{figure(text)}, Measures::flop);
}

Derived<Ratio> growth(std::string_view text) {
    return given("given", Ratio{figure(text)}, Measures::a_year);
}

// The worked case: an H100 at 40 % for 2.50 dollars an hour.
TrendRequest request(std::string_view budget) {
    TrendRequest asked;
    asked.flop = flop("1e26");
    const FlopPerDollar yield{point(Exact::ratio(9895, 10) * Exact::power_of_ten(12) *
                                    Exact::ratio(4, 10) * 3600 / Exact::ratio(5, 2))};
    asked.flop_per_dollar = given("k0", yield, Measures::flop_per_dollar);
    asked.budget = given("given", Dollars{figure(budget)}, Measures::money);
    asked.frontier = flop("5e26");
    asked.price_performance = growth("1.43");
    asked.algorithmic_progress = growth("3");
    asked.frontier_growth = growth("4.7");
    asked.as_of = {2026, 11, 21};
    return asked;
}

const Answer& answer(const std::vector<AnswerGroup>& groups, std::string_view key) {
    for (const AnswerGroup& group : groups) {
        for (const Answer& one : group.answers) {
            if (one.key == key) return one;
        }
    }
    FAIL("no answer has the key ", std::string(key));
    return groups.front().answers.front();
}

std::string best(const TrendRequest& asked, std::string_view key) {
    return answer(trend(asked), key).figure.value.best.fixed(1);
}

}  // namespace

TEST_CASE("trend: the worked case") {
    CHECK(request("1").flop_per_dollar->value.best.scientific(2) == "5.7e17");
    CHECK(answer(trend(request("10e6")), "cost_today").figure.value.best.scientific(4) ==
          "1.755e8");
    CHECK(best(request("10e6"), "physical_access") == "8.0");
    CHECK(best(request("10e6"), "effective_access") == "2.0");
    CHECK(best(request("1e6"), "physical_access") == "14.4");
    CHECK(best(request("1e6"), "effective_access") == "3.5");
    CHECK(best(request("1e5"), "physical_access") == "20.9");
    CHECK(best(request("1e5"), "effective_access") == "5.1");
    CHECK(best(request("1e6"), "effective_halving") == "5.7");
}

TEST_CASE("trend: the interval of the halving, and the frontier") {
    TrendRequest asked = request("1e6");
    asked.price_performance = growth("1.30..1.43");
    asked.algorithmic_progress = growth("1.81..5.28");
    const std::vector<AnswerGroup> groups = trend(asked);
    CHECK(answer(groups, "effective_halving").figure.value.low.fixed(1) == "4.1");
    CHECK(answer(groups, "effective_halving").figure.value.high.fixed(1) == "9.7");
    asked.flop = flop("1e28");
    CHECK(best(asked, "frontier_crossing") == "1.9");
}

TEST_CASE("trend: what is affordable is so today; what does not grow never arrives") {
    TrendRequest asked = request("1e12");
    CHECK(answer(trend(asked), "physical_access").figure.value.high.is_zero());
    CHECK(to_text(*answer(trend(asked), "physical_access").days->high) == "2026-11-21");
    asked = request("1e6");
    asked.price_performance = growth("0.9..1.3");
    CHECK(answer(trend(asked), "physical_access").ends == KnownEnds::without_high);
    asked.price_performance = growth("1");
    CHECK(answer(trend(asked), "physical_access").ends == KnownEnds::none);
    asked.price_performance = growth("1.0000000000000000000000000000001");
    CHECK_FALSE(answer(trend(asked), "physical_access").days->best.has_value());
}

TEST_CASE("trend: whole years are exact") {
    TrendRequest asked = request("1e6");
    asked.years = 2;
    const std::vector<AnswerGroup> groups = trend(asked);
    CHECK(answer(groups, "equal_capability").figure.value.best == Exact::power_of_ten(26) / 9);
    CHECK(answer(groups, "frontier_later").figure.value.best ==
          Exact::power_of_ten(26) * 5 * Exact::ratio(2209, 100));
}
