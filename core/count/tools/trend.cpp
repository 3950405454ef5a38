// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/trend.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <utility>

#include "core/base/utc_time.hpp"
#include "core/count/tools/real.hpp"

namespace flopledger {

namespace {

constexpr const char* access_source =
    "Pilz, Heim and Brown 2023, arXiv 2311.15377: access effect and performance effect";

// Years until something grown by a rate is so many times as large; nothing where it never is.
std::optional<Ratio> years_to(const Exact& times, const Exact& rate) {
    if (times <= 1) return Ratio{};
    if (rate <= 1) return std::nullopt;
    return log_of(times) / log_of(rate);
}

// Years of waiting, up to which end they are there; of ends that are not they repeat the one
// before.
struct Waiting {
    Ratio years;
    KnownEnds ends = KnownEnds::none;
};

// The years at the three ends: the smallest ratio at the fastest rate comes first.
Waiting waiting_until(const Ratio& times, const Ratio& rate) {
    const auto low = years_to(times.value.low, rate.value.high);
    const auto best = years_to(times.value.best, rate.value.best);
    const auto high = years_to(times.value.high, rate.value.low);
    if (!low) return {};
    if (!best) return {{point(low->value.low)}, KnownEnds::low_alone};
    return {{{low->value.low, best->value.best, high ? high->value.high : best->value.best}},
            high ? KnownEnds::all : KnownEnds::without_high};
}

// The day so many years of 365.25 days later; nothing beyond the calendar.
std::optional<Date> day_after(const Date& from, const Exact& years) {
    const Exact days = (years * Exact::ratio(36525, 100)).floor();
    if (days > 2'900'000) return std::nullopt;
    const std::int64_t number = days_between({1970, 1, 1}, from) + days.to_int64();
    const Date day = day_of_number(number);
    return day < Date{9999, 12, 31} ? std::optional(day) : std::nullopt;
}

// The days that the ends of a waiting time lie at.
AnswerDays days_of(const Waiting& waiting, const Date& from) {
    const Range& years = waiting.years.value;
    AnswerDays days;
    if (waiting.ends == KnownEnds::none) return days;
    days.low = day_after(from, years.low);
    if (waiting.ends == KnownEnds::low_alone) return days;
    days.best = day_after(from, years.best);
    if (waiting.ends == KnownEnds::all) days.high = day_after(from, years.high);
    return days;
}

Answer answer_of(std::string key, Derived<Ratio> figure, KnownEnds ends) {
    Answer answer{std::move(key),
                  sourced(std::move(figure), fmt::format("{}; {}", access_source, real_error)),
                  ends};
    if (ends != KnownEnds::all) {
        answer.note = ends == KnownEnds::none
                          ? "Never: the rate is not above 1."
                          : "At the slow end never: the rate is not above 1 there.";
    }
    return answer;
}

Answer waiting_time(std::string key, std::string label, std::string formula, const Ratio& times,
                    const Ratio& rate, std::vector<Derivation> inputs, const Date& from) {
    const Waiting waiting = waiting_until(times, rate);
    Answer answer = answer_of(std::move(key),
                              computed(std::move(label), std::move(formula), waiting.years,
                                       Measures::years, std::move(inputs)),
                              waiting.ends);
    answer.days = days_of(waiting, from);
    return answer;
}

// Months until a cost has halved.
Answer halving(std::string key, std::string label, const Derived<Ratio>& rate) {
    const Waiting waiting = waiting_until({point(2)}, rate.quantity());
    return answer_of(std::move(key),
                     computed(std::move(label), "12 ln 2 / ln(growth)", 12 * waiting.years,
                              Measures::months, {rate}),
                     waiting.ends);
}

Derived<Ratio> effective_rate(const TrendRequest& request) {
    return computed("effective growth of what a dollar buys (h a)",
                    "price-performance x algorithmic progress",
                    request.price_performance.quantity() * request.algorithmic_progress.quantity(),
                    Measures::a_year, {request.price_performance, request.algorithmic_progress});
}

Derived<Dollars> cost_today(const TrendRequest& request) {
    const Derived<FlopPerDollar>& yield = *request.flop_per_dollar;
    return computed("cost today", "C* / k0", request.flop.quantity() / yield.quantity(),
                    Measures::money, {request.flop, yield});
}

Derived<Flop> affordable_today(const TrendRequest& request) {
    return computed("operations that the budget buys today (k0 B)", "k0 x B",
                    request.flop_per_dollar->quantity() * request.budget->quantity(),
                    Measures::flop, {*request.flop_per_dollar, *request.budget});
}

AnswerGroup cost_group(const TrendRequest& request) {
    AnswerGroup group{"Cost of the level", {{"cost_today", cost_today(request)}}};
    group.answers.push_back(halving("physical_halving", "the cost of so many operations halves in",
                                    request.price_performance));
    group.answers.push_back(halving("effective_halving", "the cost of the capability halves in",
                                    effective_rate(request)));
    return group;
}

AnswerGroup access_group(const TrendRequest& request) {
    const Derived<Flop> affordable = affordable_today(request);
    const Ratio times = request.flop.quantity() / affordable.quantity();
    const Derived<Ratio> effective = effective_rate(request);
    AnswerGroup group{"Affordable to the budget", {{"affordable_today", affordable}}};
    group.answers.push_back(
        waiting_time("physical_access", "so many operations become affordable in",
                     "max(0, ln(C* / (k0 B)) / ln h)", times, request.price_performance.quantity(),
                     {request.flop, affordable, request.price_performance}, request.as_of));
    group.answers.push_back(waiting_time(
        "effective_access", "the capability of so many operations today becomes affordable in",
        "max(0, ln(C* / (k0 B)) / ln(h a))", times, effective.quantity(),
        {request.flop, affordable, effective}, request.as_of));
    return group;
}

AnswerGroup frontier_group(const TrendRequest& request) {
    const Derived<Flop>& frontier = *request.frontier;
    return {
        "Frontier",
        {waiting_time("frontier_crossing", "the frontier reaches the level in",
                      "max(0, ln(C* / C0) / ln g)", request.flop.quantity() / frontier.quantity(),
                      request.frontier_growth.quantity(),
                      {request.flop, frontier, request.frontier_growth}, request.as_of)}};
}

// A figure grown by a rate over whole years: exact.
Derived<Flop> grown(std::string label, const Derived<Flop>& figure, const Derived<Ratio>& rate,
                    int years) {
    return computed(std::move(label), fmt::format("figure x growth^{}", years),
                    figure.quantity() * power(rate.quantity(), years), Measures::flop,
                    {figure, rate});
}

// A figure shrunk by a rate over whole years: exact.
template <BaseUnits units>
Derived<Quantity<units>> shrunk(std::string label, const Derived<Quantity<units>>& figure,
                                MeasureBeside<units> measures, const Derived<Ratio>& rate,
                                int years) {
    return computed(std::move(label), fmt::format("figure / growth^{}", years),
                    figure.quantity() / power(rate.quantity(), years), measures, {figure, rate});
}

AnswerGroup later_group(const TrendRequest& request) {
    const int years = request.years;
    const Derived<Ratio> effective = effective_rate(request);
    AnswerGroup group{fmt::format("After {} year{}", years, years == 1 ? "" : "s"), {}};
    std::vector<Answer>& answers = group.answers;
    if (request.flop_per_dollar) {
        const Derived<Dollars> cost = cost_today(request);
        answers.push_back({"cost_later", shrunk("cost of so many operations", cost, Measures::money,
                                                request.price_performance, years)});
        answers.push_back({"capability_cost_later", shrunk("cost of the capability", cost,
                                                           Measures::money, effective, years)});
    }
    if (request.flop_per_dollar && request.budget) {
        const Derived<Flop> affordable = affordable_today(request);
        answers.push_back({"affordable_later", grown("operations that the budget buys", affordable,
                                                     request.price_performance, years)});
        answers.push_back({"effective_later",
                           grown("the same in operations of today", affordable, effective, years)});
    }
    if (request.frontier) {
        answers.push_back({"frontier_later", grown("the largest run", *request.frontier,
                                                   request.frontier_growth, years)});
    }
    answers.push_back({"equal_capability",
                       shrunk("operations for the capability of the level today", request.flop,
                              Measures::flop, request.algorithmic_progress, years)});
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
