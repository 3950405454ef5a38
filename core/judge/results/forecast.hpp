// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/count/tools/schedule.hpp"
#include "core/judge/verdicts/verdict.hpp"

namespace flopledger {

// What is to come of a threshold, by the compute alone.
enum class Outlook {
    reached,          // even the low end is above it by the day asked
    will_be_crossed,  // even the low end crosses it within the plan
    may_be_crossed,   // the high end does, the low end does not
    not_crossed,      // not even the high end does
};

// One end of a range on its way to the amount.
struct Crossing {
    bool crosses = false;
    std::optional<Date> day;       // nothing where it crossed before anything that is dated
    std::optional<Exact> missing;  // FLOP that the plan falls short by; zero where it crosses, and
                                   // nothing where something of unknown size comes on top
};

// When notice is due, where the law counts days from the one on which it is met, or known that it
// will be met. It hangs on the plan alone, never on the day somebody asks.
struct Notice {
    int days = 0;
    // The day from which it is known that the low end will cross: when the activity was planned,
    // else its first day; nothing where only best or high cross, or where no day is stated.
    std::optional<Date> known;
    std::optional<Date> counts_from;  // that day, or the one when the rule began to hold
    std::optional<Date> due;          // so many days later
    // Where it is not known: the day it is met at the latest, as planned; nothing where only what
    // has no amount may cross.
    std::optional<Date> met_by;
    bool undated = false;    // what crosses states no period
    bool inherited = false;  // what it builds on lies beyond the amount by itself
    const Transition* transition =
        nullptr;  // the longer time of models placed on the market before
};

// One threshold over the time of a plan.
struct Forecast {
    const Verdict* verdict = nullptr;  // on the whole plan: amounts, conditions, the law
    Outlook outlook = Outlook::not_crossed;
    Range amount;                    // what is crossed: the law's, or a share of the base
    Crossing earliest;               // by the high end, against the low end of the amount
    std::optional<Crossing> best;    // by the best figures, where they are known
    Crossing latest;                 // by the low end, against the high end of the amount
    bool earliest_known = true;      // false where a base of unknown compute comes on top
    bool may_be_reached = false;     // the high end crossed before the day asked, the low has not
    std::optional<bool> conditions;  // whether what the law asks besides compute holds
    KnownRange so_far = Range{};     // FLOP up to the day asked
    KnownRange planned = Range{};    // FLOP at the end of the plan
    std::optional<Notice> notice;
};

// Follows the sums of a judgement through a schedule, and says for each verdict on training compute
// when its amount is crossed. A sum grows evenly while an activity runs; what is undated, and the
// lineage, is there from the start; methods in conflict widen both ends. An amount that must be
// exceeded is crossed on the day that holds the moment of equality, one that must be reached on the
// day that ends with it. Exact throughout.
std::vector<Forecast> forecast(const Judgement& judgement, const Schedule& schedule,
                               const Date& as_of, const std::optional<Exact>& margin);

// The words of the document, in the order of the enumerators.
std::string_view word(Outlook outlook);

}  // namespace flopledger
