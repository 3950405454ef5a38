// SPDX-License-Identifier: Apache-2.0
#include "core/count/trend.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <utility>

#include "core/base/utc_time.hpp"
#include "core/count/real.hpp"

namespace flopledger {

namespace {

constexpr const char* access_source =
    "Pilz, Heim and Brown 2023, arXiv 2311.15377: access effect and performance effect";

// Years until something grown by a rate is so many times as large; nothing where it never is.
std::optional<Range> years_to(const Exact& ratio, const Exact& rate) {
    if (ratio <= 1) return Range{};
    if (rate <= 1) return std::nullopt;
    return log_of(ratio) / log_of(rate);
}

// The day so many years of 365.25 days later; nothing beyond the calendar.
std::optional<Date> day_after(const Date& from, const Exact& years) {
    const Exact days = (years * Exact::ratio(36525, 100)).floor();
    if (days > 2'900'000) return std::nullopt;
    const std::int64_t number = days_between({1970, 1, 1}, from) + days.to_int64();
    const Date day = day_of_number(number);
    return day < Date{9999, 12, 31} ? std::optional(day) : std::nullopt;
}

// The years at the three ends: the smallest ratio at the fastest rate comes first.
Answer waiting_time(std::string key, std::string label, std::string formula, const Range& ratio,
                    const Range& rate, std::vector<Derivation> inputs, const Date& from) {
    const auto low = years_to(ratio.low, rate.high);
    const auto best = years_to(ratio.best, rate.best);
    const auto high = years_to(ratio.high, rate.low);
    Answer answer{std::move(key), {}};
    answer.ends = high   ? KnownEnds::all
                  : best ? KnownEnds::without_high
                  : low  ? KnownEnds::low_alone
                         : KnownEnds::none;
    Range years;
    AnswerDays days;
    if (low) {
        years = point(low->low);
        days.low = day_after(from, low->low);
    }
    if (best) {
        years = {years.low, best->best, best->best};
        days.best = day_after(from, best->best);
    }
    if (high) {
        years.high = high->high;
        days.high = day_after(from, high->high);
    }
    answer.figure =
        computed(std::move(label), std::move(formula), years, "years", std::move(inputs));
    answer.figure.source = fmt::format("{}; {}", access_source, real_error);
    answer.days = days;
    if (answer.ends != KnownEnds::all) {
        answer.note = answer.ends == KnownEnds::none
                          ? "Never: the rate is not above 1."
                          : "At the slow end never: the rate is not above 1 there.";
    }
    return answer;
}

Derivation effective_rate(const TrendRequest& request) {
    return computed("effective growth of what a dollar buys (h a)",
                    "price-performance x algorithmic progress",
                    request.price_performance.value * request.algorithmic_progress.value, "a year",
                    {request.price_performance, request.algorithmic_progress});
}

// Months until a cost has halved.
Answer halving(std::string key, std::string label, const Derivation& rate) {
    Answer answer = waiting_time(std::move(key), std::move(label), "12 ln 2 / ln(growth)", point(2),
                                 rate.value, {rate}, Date{});
    answer.figure.value = answer.figure.value * point(12);
    answer.figure.unit = "months";
    answer.days = std::nullopt;
    return answer;
}

AnswerGroup cost_group(const TrendRequest& request) {
    const Derivation& yield = *request.flop_per_dollar;
    AnswerGroup group{"Cost of the level", {}};
    group.answers.push_back(
        {"cost_today", computed("cost today", "C* / k0", request.flop.value / yield.value, "USD",
                                {request.flop, yield})});
    group.answers.push_back(halving("physical_halving", "the cost of so many operations halves in",
                                    request.price_performance));
    group.answers.push_back(halving("effective_halving", "the cost of the capability halves in",
                                    effective_rate(request)));
    return group;
}

AnswerGroup access_group(const TrendRequest& request) {
    const Derivation affordable = computed("operations that the budget buys today (k0 B)", "k0 x B",
                                           request.flop_per_dollar->value * request.budget->value,
                                           "FLOP", {*request.flop_per_dollar, *request.budget});
    const Range ratio = request.flop.value / affordable.value;
    const Derivation effective = effective_rate(request);
    AnswerGroup group{"Affordable to the budget", {{"affordable_today", affordable}}};
    group.answers.push_back(
        waiting_time("physical_access", "so many operations become affordable in",
                     "max(0, ln(C* / (k0 B)) / ln h)", ratio, request.price_performance.value,
                     {request.flop, affordable, request.price_performance}, request.as_of));
    group.answers.push_back(waiting_time(
        "effective_access", "the capability of so many operations today becomes affordable in",
        "max(0, ln(C* / (k0 B)) / ln(h a))", ratio, effective.value,
        {request.flop, affordable, effective}, request.as_of));
    return group;
}

AnswerGroup frontier_group(const TrendRequest& request) {
    const Derivation& frontier = *request.frontier;
    return {"Frontier",
            {waiting_time("frontier_crossing", "the frontier reaches the level in",
                          "max(0, ln(C* / C0) / ln g)", request.flop.value / frontier.value,
                          request.frontier_growth.value,
                          {request.flop, frontier, request.frontier_growth}, request.as_of)}};
}

// A figure grown, or shrunk, by a rate over whole years: exact.
Answer after(std::string key, std::string label, const Derivation& figure, const Derivation& rate,
             int years, bool shrinks) {
    const Range factor = power(rate.value, years);
    return {std::move(key), computed(std::move(label),
                                     fmt::format("figure {} growth^{}", shrinks ? "/" : "x", years),
                                     shrinks ? figure.value / factor : figure.value * factor,
                                     figure.unit, {figure, rate})};
}

AnswerGroup later_group(const TrendRequest& request) {
    const int years = request.years;
    const Derivation effective = effective_rate(request);
    AnswerGroup group{fmt::format("After {} year{}", years, years == 1 ? "" : "s"), {}};
    const auto add = [&](std::string key, std::string label, const Derivation& figure,
                         const Derivation& rate, bool shrinks) {
        group.answers.push_back(
            after(std::move(key), std::move(label), figure, rate, years, shrinks));
    };
    if (request.flop_per_dollar) {
        const Derivation cost =
            computed("cost today", "C* / k0", request.flop.value / request.flop_per_dollar->value,
                     "USD", {request.flop, *request.flop_per_dollar});
        add("cost_later", "cost of so many operations", cost, request.price_performance, true);
        add("capability_cost_later", "cost of the capability", cost, effective, true);
    }
    if (request.flop_per_dollar && request.budget) {
        const Derivation affordable =
            computed("operations that the budget buys today (k0 B)", "k0 x B",
                     request.flop_per_dollar->value * request.budget->value, "FLOP",
                     {*request.flop_per_dollar, *request.budget});
        add("affordable_later", "operations that the budget buys", affordable,
            request.price_performance, false);
        add("effective_later", "the same in operations of today", affordable, effective, false);
    }
    if (request.frontier) {
        add("frontier_later", "the largest run", *request.frontier, request.frontier_growth, false);
    }
    add("equal_capability", "operations for the capability of the level today", request.flop,
        request.algorithmic_progress, true);
    return group;
}

}  // namespace

std::vector<AnswerGroup> trend(const TrendRequest& request) {
    std::vector<AnswerGroup> groups;
    if (request.flop_per_dollar) groups.push_back(cost_group(request));
    if (request.flop_per_dollar && request.budget) groups.push_back(access_group(request));
    if (request.frontier) groups.push_back(frontier_group(request));
    if (request.years > 0) groups.push_back(later_group(request));
    return groups;
}

}  // namespace flopledger
