// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/report/check/side_by_side.hpp"
#include "core/report/json/rule_description.hpp"

namespace flopledger {

// Standards side by side as documents tell them.

template <>
struct Description<ThingByStandard> {
    static constexpr std::string_view name = "thing_by_standard";
    static constexpr auto keys = std::tuple{
        DescribedKey{"standard", "The standard.", &ThingByStandard::standard},
        DescribedKey{"rule", "What it does in all.",
                     path(&ThingByStandard::taken, &Contribution::applied)},
        DescribedKey{"own_rule", "Its rule on the thing.",
                     pointed(&ThingByStandard::taken, &Contribution::rule)},
        DescribedKey{"base_rule", "Its rule on the base it came through; null for the ledger's.",
                     path(&ThingByStandard::taken, &Contribution::base_rule)},
        DescribedKey{
            "flop", "The FLOP it takes.",
            as<NumberRange>(&ThingByStandard::taken, &Contribution::counted, &Flop::value)},
        DescribedKey{
            "exact", "The same in full.",
            as<ExactRange>(&ThingByStandard::taken, &Contribution::counted, &Flop::value)}};
};

template <>
struct Description<ComparedThing> {
    static constexpr std::string_view name = "compared_thing";
    static constexpr auto keys = std::tuple{
        DescribedKey{"name", "The activity or model.",
                     path(&ComparedThing::thing, &Contribution::name)},
        DescribedKey{"model", "The model of the ledger it stands in.",
                     path(&ComparedThing::thing, &Contribution::ledger)},
        DescribedKey{"kind", "What an activity was; null for a model.",
                     [](const ComparedThing& one) {
                         const ActivityCount* count = one.thing->activity;
                         return count ? std::optional(count->activity->kind) : std::nullopt;
                     }},
        DescribedKey{"outcome", "What became of an activity, where stated.",
                     [](const ComparedThing& one) {
                         const ActivityCount* count = one.thing->activity;
                         return count ? count->activity->outcome : std::nullopt;
                     }},
        DescribedKey{"relation", "How a model was built on; null for an activity.",
                     [](const ComparedThing& one) {
                         const BaseModel* bare = one.thing->bare;
                         return bare ? std::optional(bare->relation) : std::nullopt;
                     }},
        DescribedKey{"standards", "What each standard takes of it.", &ComparedThing::standards}};
};

template <>
struct Description<Contribution> {
    static constexpr std::string_view name = "part";
    static constexpr auto keys = std::tuple{
        DescribedKey{"name", "The activity or model.", &Contribution::name},
        DescribedKey{"model", "The model of the ledger it stands in.", &Contribution::ledger}};
};

template <>
struct Description<RuleExchange> {
    static constexpr std::string_view name = "rule_exchange";
    static constexpr auto keys = std::tuple{
        DescribedKey{"subject", "What the rules are about.", &RuleExchange::subject},
        DescribedKey{"matter", "The same in the words of the standard.", &RuleExchange::matter},
        DescribedKey{"from", "The rule of the first standard.", pointed(&RuleExchange::from)},
        DescribedKey{"to", "The rule of the second.", pointed(&RuleExchange::to)},
        DescribedKey{"things", "What they are applied to.", &RuleExchange::things},
        DescribedKey{"flop", "What the second total has more by it.",
                     as<NumberRange>(&RuleExchange::flop, &Shift::known)},
        DescribedKey{"exact", "The same in full.",
                     as<ExactRange>(&RuleExchange::flop, &Shift::known)}};
};

template <>
struct Description<TotalDifference> {
    static constexpr std::string_view name = "difference";
    static constexpr auto keys = std::tuple{
        DescribedKey{"from", "The first standard.",
                     path(&TotalDifference::from, &Total::standard, &Standard::id)},
        DescribedKey{"to", "The second.",
                     path(&TotalDifference::to, &Total::standard, &Standard::id)},
        DescribedKey{"flop", "What the second total has more.",
                     as<NumberRange>(&TotalDifference::flop, &Shift::known)},
        DescribedKey{"exact", "The same in full.",
                     as<ExactRange>(&TotalDifference::flop, &Shift::known)},
        DescribedKey{"rules", "By which rules; the largest first.", &TotalDifference::rules},
        DescribedKey{"unknown_bases", "Base models of unknown compute that one alone would have.",
                     &TotalDifference::unknown}};
};

template <>
struct Description<SideBySide> {
    static constexpr std::string_view name = "side_by_side";
    static constexpr auto keys = std::tuple{
        DescribedKey{"entries", "Activities and models by every standard.", &SideBySide::things},
        DescribedKey{"differences", "Any two totals compared.", &SideBySide::differences}};
};

}  // namespace flopledger
