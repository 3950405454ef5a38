// SPDX-License-Identifier: Apache-2.0
#include "core/judge/results/forecast.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/enum_words.hpp"
#include "core/base/utc_time.hpp"
#include "core/judge/verdicts/comparison.hpp"

namespace flopledger {

namespace {

// One end of what an activity brings: operations a second from a moment to a later one.
struct Flow {
    Exact from;
    Exact to;
    Exact rate;
};

// One end of a sum over time.
struct Growth {
    Exact at_once;  // what is there before any flow
    std::vector<Flow> flows;
};

// The three ends of a sum over time.
struct Sum {
    Growth low;
    Growth best;
    Growth high;
};

// The range of a contribution, with methods in conflict in both ends, and widened by the margin.
Range range_of(const Contribution& contribution, const std::optional<Exact>& margin) {
    Range range{contribution.lowest_by_any_method.value.low, contribution.counted.value.best,
                contribution.highest_by_any_method.value.high};
    if (!margin) return range;
    return {range.low * (1 - *margin), range.best, range.high * (1 + *margin)};
}

const Scheduled* entry_of(const Schedule& schedule, const ActivityCount* activity) {
    for (const Scheduled& entry : schedule.activities) {
        if (entry.activity == activity) return &entry;
    }
    return nullptr;
}

// Whose compute decides when a verdict's amount is crossed.
Scope scope_of(const Verdict& verdict) {
    return verdict.trigger ? verdict.trigger->scope : verdict.scope;
}

bool lies_in(const Contribution& contribution, Scope scope) {
    if (scope == Scope::activities) return contribution.base == nullptr && !contribution.is_base;
    return scope == Scope::whole || contribution.is_own == (scope == Scope::own);
}

Sum sum_of(const Verdict& verdict, const Total& total, const Schedule& schedule,
           const std::optional<Exact>& margin) {
    const Scope scope = scope_of(verdict);
    Sum sum;
    for (const Contribution& contribution : total.contributions) {
        if (!lies_in(contribution, scope)) continue;
        const bool is_own = contribution.base == nullptr && !contribution.is_base;
        const Range range = range_of(contribution, margin);
        const Scheduled* entry = is_own ? entry_of(schedule, contribution.activity) : nullptr;
        const auto add = [entry](Growth& growth, const Exact& flop) {
            if (flop.is_zero()) return;
            if (entry == nullptr) {
                growth.at_once = growth.at_once + flop;
            } else {
                growth.flows.push_back(
                    {entry->from, entry->stop, flop / (entry->to - entry->from)});
            }
        };
        add(sum.low, range.low);
        add(sum.best, range.best);
        add(sum.high, range.high);
    }
    return sum;
}

// What has flowed up to a moment.
Exact value_at(const Growth& growth, const Exact& moment) {
    Exact sum = growth.at_once;
    for (const Flow& flow : growth.flows) {
        if (moment <= flow.from) continue;
        sum = sum + flow.rate * (smaller(moment, flow.to) - flow.from);
    }
    return sum;
}

bool is_beyond(const Exact& value, Comparison comparison, const Exact& amount) {
    return comparison == Comparison::greater ? value > amount : value >= amount;
}

// The moment at which a growth is as large as an amount that it goes beyond.
Exact moment_of_equality(const Growth& growth, Comparison comparison, const Exact& amount) {
    // Where flows begin and end, with what that adds to the rate.
    std::vector<std::pair<Exact, Exact>> turns;
    for (const Flow& flow : growth.flows) {
        turns.emplace_back(flow.from, flow.rate);
        turns.emplace_back(flow.to, 0 - flow.rate);
    }
    std::sort(turns.begin(), turns.end(),
              [](const auto& one, const auto& other) { return one.first < other.first; });
    Exact value = growth.at_once;
    Exact rate;
    Exact moment = turns.empty() ? Exact() : turns.front().first;
    for (const auto& [turn, change] : turns) {
        const Exact next = value + rate * (turn - moment);
        if (is_beyond(next, comparison, amount)) break;
        value = next;
        moment = turn;
        rate = rate + change;
    }
    return rate.is_zero() ? moment : moment + (amount - value) / rate;
}

Crossing crossing_of(const Growth& growth, Comparison comparison, const Exact& amount,
                     const Exact& end) {
    const Exact planned = value_at(growth, end);
    if (!is_beyond(planned, comparison, amount)) return {false, std::nullopt, amount - planned};
    if (is_beyond(growth.at_once, comparison, amount)) return {true, std::nullopt, 0};
    const Exact moment = moment_of_equality(growth, comparison, amount);
    return {true, comparison == Comparison::greater ? day_at(moment) : day_ending_at(moment), 0};
}

// Whether a crossing lies before a day.
bool is_past(const Crossing& crossing, const Date& day) {
    return crossing.crosses && (!crossing.day || *crossing.day < day);
}

Outlook outlook_of(const Forecast& forecast, const Date& as_of) {
    if (is_past(forecast.latest, as_of)) return Outlook::reached;
    if (forecast.latest.crosses) return Outlook::will_be_crossed;
    if (forecast.earliest.crosses || !forecast.earliest_known) return Outlook::may_be_crossed;
    return Outlook::not_crossed;
}

Date later(const Date& day, int days) {
    return day_of_number(days_between({1970, 1, 1}, day) + std::int64_t{days});
}

// What an activity brings once it is known to be done, and since when that is known.
struct KnownAmount {
    Date day;
    Exact low;
};

// What the verdict measures, of which day it is known that it will be: the low ends of activities
// by the day they were planned or began; what is not dated, and the lineage, was there before.
struct Knowledge {
    Exact before;
    std::vector<KnownAmount> later;  // by day
    bool undated = false;            // something of the maker's own states no day
};

Knowledge knowledge_of(const Verdict& verdict, const Total& total,
                       const std::optional<Exact>& margin) {
    const Scope scope = scope_of(verdict);
    Knowledge knowledge;
    for (const Contribution& contribution : total.contributions) {
        if (!lies_in(contribution, scope)) continue;
        const Exact low = range_of(contribution, margin).low;
        const Activity* activity =
            contribution.activity == nullptr ? nullptr : contribution.activity->activity;
        const bool is_own = contribution.is_own && activity != nullptr;
        std::optional<Date> day;
        if (is_own && activity->planned_on) day = activity->planned_on;
        if (is_own && !day && activity->period) day = activity->period->from;
        if (day) {
            knowledge.later.push_back({*day, low});
        } else {
            knowledge.before = knowledge.before + low;
            knowledge.undated = knowledge.undated || (is_own && !low.is_zero());
        }
    }
    std::sort(knowledge.later.begin(), knowledge.later.end(),
              [](const KnownAmount& one, const KnownAmount& other) { return one.day < other.day; });
    return knowledge;
}

// The day from which a rule's duties can be due: when it stands, and when the chapter applies that
// gives models placed before that day more time.
Date first_day_of_duty(const Verdict& verdict) {
    Date day = verdict.in_force_from.value_or(Date{});
    if (const auto& transition = verdict.threshold->transition) {
        day = std::max(day, transition->placed_before);
    }
    return day;
}

std::optional<Notice> notice_of(const Forecast& forecast, const Total& total,
                                const std::optional<Exact>& margin) {
    const Verdict& verdict = *forecast.verdict;
    const bool never = forecast.outlook == Outlook::not_crossed || forecast.conditions == false ||
                       verdict.status == VerdictStatus::not_reached;
    if (!verdict.notice_days || never) return std::nullopt;
    Notice notice;
    notice.days = *verdict.notice_days;
    notice.transition = verdict.transition;
    const Comparison comparison = verdict.threshold->comparison;
    const Exact& amount = forecast.amount.high;
    const Knowledge knowledge = knowledge_of(verdict, total, margin);
    if (forecast.latest.crosses && verdict.status == VerdictStatus::reached) {
        Exact sum = knowledge.before;
        bool crossed = is_beyond(sum, comparison, amount);
        for (const KnownAmount& known : knowledge.later) {
            if (crossed) break;
            sum = sum + known.low;
            crossed = is_beyond(sum, comparison, amount);
            notice.known = known.day;
        }
        notice.undated = !notice.known && knowledge.undated;
        notice.inherited = !notice.known && !knowledge.undated;
    } else {
        const bool by_best = forecast.best && forecast.best->crosses;
        const Crossing& met = by_best ? *forecast.best : forecast.earliest;
        notice.met_by = met.day;
        notice.undated = met.crosses && !met.day;
    }
    if (notice.known) {
        notice.counts_from = std::max(*notice.known, first_day_of_duty(verdict));
        notice.due = later(*notice.counts_from, notice.days);
        if (notice.transition != nullptr) notice.due = std::nullopt;
    }
    return notice;
}

Truth conditions_of(const Verdict& verdict) {
    std::vector<Truth> truths;
    for (const ConditionResult& result : verdict.conditions) truths.push_back(result.holds);
    return all_hold(truths);
}

const Total* total_of(const Judgement& judgement, const std::string& standard) {
    for (const Total& total : judgement.totals) {
        if (total.standard->id == standard) return &total;
    }
    return nullptr;
}

Forecast forecast_of(const Verdict& verdict, const Total& total, const Schedule& schedule,
                     const Date& as_of, const std::optional<Exact>& margin) {
    const Sum sum = sum_of(verdict, total, schedule, margin);
    const Exact& end = schedule.end;
    const Comparison comparison = verdict.threshold->comparison;
    Forecast result;
    result.verdict = &verdict;
    result.amount = verdict.trigger ? verdict.trigger->amount : verdict.amount;
    result.earliest = crossing_of(sum.high, comparison, result.amount.low, end);
    result.latest = crossing_of(sum.low, comparison, result.amount.high, end);
    result.earliest_known =
        verdict.trigger ? verdict.trigger->figure_known : verdict.measured_known;
    if (verdict.best_known && result.earliest_known && verdict.amount_known) {
        result.best = crossing_of(sum.best, comparison, result.amount.best, end);
    }
    if (!result.earliest_known) result.earliest.missing = std::nullopt;
    // Where the law or a reading leaves the verdict open, no figure of the plan makes it certain.
    const bool law_is_open = verdict.status == VerdictStatus::undetermined &&
                             result.latest.crosses && conditions_of(verdict) == true;
    if (law_is_open) result.latest = {false, std::nullopt, 0};
    if (!verdict.amount_known) {
        // A base of unknown size may hold the amount as far off as it likes.
        result.latest = {false, std::nullopt, 0};
    }
    const Exact today = moment_of(as_of);
    const auto at = [&](const Exact& moment) {
        return known_sum(
            {value_at(sum.low, moment), value_at(sum.best, moment), value_at(sum.high, moment)},
            verdict.best_known, !result.earliest_known);
    };
    result.so_far = at(today);
    result.planned = at(end);
    result.outlook = outlook_of(result, as_of);
    result.may_be_reached = result.outlook != Outlook::reached && is_past(result.earliest, as_of);
    result.conditions = conditions_of(verdict);
    // A verdict that the law or another comparison leaves open is not cleared by this one amount.
    if (verdict.status == VerdictStatus::undetermined && result.outlook == Outlook::not_crossed &&
        result.conditions != false) {
        result.outlook = Outlook::may_be_crossed;
    }
    result.notice = notice_of(result, total, margin);
    return result;
}

}  // namespace

std::vector<Forecast> forecast(const Judgement& judgement, const Schedule& schedule,
                               const Date& as_of, const std::optional<Exact>& margin) {
    std::vector<Forecast> forecasts;
    for (const Verdict& verdict : judgement.verdicts) {
        const Total* total = total_of(judgement, verdict.standard);
        if (total == nullptr) continue;  // no training compute: a cost, a cluster's rate
        forecasts.push_back(forecast_of(verdict, *total, schedule, as_of, margin));
    }
    return forecasts;
}

std::string_view word(Outlook outlook) {
    static constexpr std::array<std::string_view, 4> words{"reached", "will-be-crossed",
                                                           "may-be-crossed", "not-crossed"};
    return word_at(words, outlook);
}

}  // namespace flopledger
