// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/facts/data/threshold.hpp"
#include "core/report/json/document_description.hpp"
#include "core/report/words/explanation.hpp"

namespace flopledger {

// Thresholds as documents tell them.

template <>
struct Description<Condition> {
    static constexpr std::string_view name = "condition";
    static constexpr auto keys =
        std::tuple{DescribedKey{"fact", "The fact it asks for; null for a group.",
                                as<TextOrNull>(&Condition::fact)},
                   DescribedKey{"text", "The condition in words.", condition_text},
                   DescribedKey{"is_true", "The truth it asks for.", &Condition::is_true},
                   DescribedKey{"is_word", "The word it asks for.", &Condition::is_word},
                   DescribedKey{"includes_any", "Of these words one must be listed.",
                                &Condition::includes_any},
                   DescribedKey{"greater", "It must be greater.", &Condition::greater},
                   DescribedKey{"at_least", "It must be so much.", &Condition::at_least},
                   DescribedKey{"any", "A group, of which any one suffices.", &Condition::any}};
};

template <>
struct Description<StatusPeriod> {
    static constexpr std::string_view name = "status";
    static constexpr auto keys = std::tuple{
        DescribedKey{"from", "From this day on.", &StatusPeriod::from},
        DescribedKey{"status", "Where the law stands.", &StatusPeriod::status},
        DescribedKey{"confidence", "How well that is known.", &StatusPeriod::confidence}};
};

template <>
struct Description<Duty> {
    static constexpr std::string_view name = "duty";
    static constexpr auto keys = std::tuple{
        DescribedKey{"text", "What must be done.", &Duty::text},
        DescribedKey{"who", "By whom, in words.", as<TextOrNull>(&Duty::who)},
        DescribedKey{"condition", "On what it hangs; null for nothing.",
                     [](const Duty& duty) {
                         return duty.condition ? std::optional(condition_text(*duty.condition))
                                               : std::nullopt;
                     }},
        DescribedKey{"from", "The first day it holds, where later.", &Duty::from}};
};

template <>
struct Description<BaseCondition> {
    static constexpr std::string_view name = "base_condition";
    static constexpr auto keys = std::tuple{
        DescribedKey{"total_known", "Whether its total is stated.", &BaseCondition::total_known},
        DescribedKey{"systemic_risk", "Whether it has systemic risk; null for either.",
                     &BaseCondition::systemic_risk}};
};

// A threshold on a day.
struct ToldThreshold {
    const Threshold* threshold = nullptr;
    Date as_of;
};

template <>
struct Description<Threshold> {
    static constexpr auto keys = std::tuple{
        DescribedKey{"id", "Its id.", &Threshold::id},
        DescribedKey{"title", "What it is called.", &Threshold::title},
        DescribedKey{"jurisdiction", "Where it holds.", &Threshold::jurisdiction},
        DescribedKey{"subject", "Whom it binds.", &Threshold::subject},
        DescribedKey{"measure", "What it measures.", &Threshold::measure},
        DescribedKey{"amount", "FLOP, FLOP/s, US dollars or a fraction.", &Threshold::amount},
        DescribedKey{"exact", "The same in full.", as<ExactNumber>(&Threshold::amount)},
        DescribedKey{"comparison", "How it is held against the amount.", &Threshold::comparison},
        DescribedKey{"unit", "In what the amount is told.", as<TextOrNull>(&Threshold::unit)},
        DescribedKey{"standard", "The standard that counts; null for cost and cluster rate.",
                     as<TextOrNull>(&Threshold::standard)},
        DescribedKey{"standard_if_base_systemic", "That of the base, where it has systemic risk.",
                     as<TextOrNull>(&Threshold::standard_if_base_systemic)},
        DescribedKey{"third_party_base", "How models built on others' are judged.",
                     &Threshold::third_party_base},
        DescribedKey{"base", "What must be known of the base.", &Threshold::base},
        DescribedKey{"conditions", "All must hold besides.", &Threshold::conditions},
        DescribedKey{"alternatives", "Any suffices instead.", &Threshold::alternatives}};
};

template <>
struct Description<ToldThreshold> {
    static constexpr std::string_view name = "threshold";
    static constexpr auto keys = std::tuple{
        DescribedPart{pointed(&ToldThreshold::threshold)},
        DescribedKey{"status", "Where the law stands from which day on.",
                     path(&ToldThreshold::threshold, &Threshold::status)},
        DescribedKey{"status_as_of", "That of the day asked for; null before the first.",
                     [](const ToldThreshold& one) { return one.threshold->status_on(one.as_of); }},
        DescribedKey{"citation", "The text of the law.",
                     path(&ToldThreshold::threshold, &Threshold::citation)},
        DescribedKey{"consequence", "What follows where it is reached.",
                     path(&ToldThreshold::threshold, &Threshold::consequence)},
        DescribedKey{"deadline", "By when.",
                     as<TextOrNull>(&ToldThreshold::threshold, &Threshold::deadline)},
        DescribedKey{"notice_days", "Days from the one it is met or known.",
                     path(&ToldThreshold::threshold, &Threshold::notice_days)},
        DescribedKey{"confidence", "How well all this is known.",
                     path(&ToldThreshold::threshold, &Threshold::confidence)},
        DescribedKey{"sources", "Where it stands.",
                     path(&ToldThreshold::threshold, &Threshold::sources)},
        DescribedKey{"notes", "What else is to be known.",
                     as<TextOrNull>(&ToldThreshold::threshold, &Threshold::notes)},
        DescribedKey{"model_kind", "What kind of model it is about.",
                     path(&ToldThreshold::threshold, &Threshold::model_kind)},
        DescribedKey{"duties", "What it asks of whom.",
                     path(&ToldThreshold::threshold, &Threshold::duties)},
        DescribedKey{"origin", "Where it comes from; null for one of this build.",
                     path(&ToldThreshold::threshold, &Threshold::origin)}};
};

}  // namespace flopledger
