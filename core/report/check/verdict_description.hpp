// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/judge/results/ledger_result.hpp"
#include "core/judge/totals/settlement.hpp"
#include "core/judge/verdicts/verdict.hpp"
#include "core/report/json/document_description.hpp"
#include "core/report/words/explanation.hpp"
#include "core/report/words/totals_page.hpp"

namespace flopledger {

// Totals and verdicts as documents tell them.

template <>
struct Description<SettledRule> {
    static constexpr std::string_view name = "settled_rule";
    static constexpr auto keys = std::tuple{
        DescribedKey{"standard", "Under which standard.", &SettledRule::standard},
        DescribedKey{"what", "What was settled.", &SettledRule::what},
        DescribedKey{"answer", "The answer given.", &SettledRule::answer},
        DescribedKey{"otherwise", "What the standard itself says.", &SettledRule::otherwise},
        DescribedKey{"by", "Who settled it; null for the call.", as<TextOrNull>(&SettledRule::by)}};
};

// A part of a total that its standard does not settle.
struct UnsettledPart {
    const Contribution* part = nullptr;
};

template <>
struct Description<UnsettledPart> {
    static constexpr std::string_view name = "unsettled_part";
    static constexpr auto keys = std::tuple{
        DescribedKey{"activity", "The activity or base model.",
                     path(&UnsettledPart::part, &Contribution::name)},
        DescribedKey{"model", "The model of the ledger it stands in.",
                     path(&UnsettledPart::part, &Contribution::ledger)},
        DescribedKey{"flop", "Its FLOP.",
                     as<NumberRange>(&UnsettledPart::part, &Contribution::flop, &Flop::value)}};
};

template <>
struct Description<OpenPart> {
    static constexpr std::string_view name = "open_part";
    static constexpr auto keys = std::tuple{
        DescribedKey{"what", "What it is.", &OpenPart::what},
        DescribedKey{"name", "The activity or model.", &OpenPart::name},
        DescribedKey{"model", "The model of the ledger it stands in.", &OpenPart::ledger}};
};

template <>
struct Description<Total> {
    static constexpr std::string_view name = "total";
    static std::vector<std::string> unknown_bases(const Total& total);
    static std::vector<UnsettledPart> unsettled_parts(const Total& total);
    static constexpr auto keys = std::tuple{
        DescribedKey{"standard", "By which standard.", path(&Total::standard, &Standard::id)},
        DescribedKey{"flop", "The sum in FLOP.", as<OpenRange>(&Total::known)},
        DescribedKey{"exact", "The same in full.", as<ExactRange>(&Total::known)},
        DescribedKey{"unsettled",
                     "What the standard does not settle: in best and high, not in low.",
                     [](const Total& total) { return unsettled_parts(total); }},
        DescribedKey{"unknown_bases", "Base models of unknown compute, which no figure holds.",
                     [](const Total& total) { return unknown_bases(total); }},
        DescribedKey{"open_parts", "All that the sum has no amount of.", &Total::open_parts},
        DescribedKey{"origin", "Where its standard comes from; null for one of this build.",
                     path(&Total::standard, &Standard::origin)}};
};

template <>
struct Description<ConditionResult> {
    static constexpr std::string_view name = "condition";
    static constexpr auto keys = std::tuple{
        DescribedKey{"fact", "The fact it asks for.",
                     as<TextOrNull>(&ConditionResult::condition, &Condition::fact)},
        DescribedKey{"condition", "The condition in words.",
                     [](const ConditionResult& one) { return condition_text(*one.condition); }},
        DescribedKey{"holds", "Whether it holds; null where a fact is missing.",
                     &ConditionResult::holds},
        DescribedKey{"missing_facts", "The facts that are missing.",
                     &ConditionResult::missing_facts}};
};

template <>
struct Description<DutyAnswer> {
    static constexpr std::string_view name = "duty";
    static constexpr auto keys = std::tuple{
        DescribedKey{"text", "What must be done.", path(&DutyAnswer::duty, &Duty::text)},
        DescribedKey{"who", "By whom, in words.", as<TextOrNull>(&DutyAnswer::duty, &Duty::who)},
        DescribedKey{"condition", "On what it hangs; null for nothing.",
                     [](const DutyAnswer& answer) {
                         const auto& condition = answer.duty->condition;
                         return condition ? std::optional(condition_text(*condition))
                                          : std::nullopt;
                     }},
        DescribedKey{"holds", "Whether this maker has it; null where a fact is missing.",
                     &DutyAnswer::holds},
        DescribedKey{"from", "The first day it holds.", path(&DutyAnswer::duty, &Duty::from)}};
};

// What made notice due, or would, with the verdict that says what of it is known.
struct ToldTrigger {
    const Trigger* trigger = nullptr;
    bool best_known = true;

    KnownRange figure() const {
        return known_sum(trigger->figure, best_known, !trigger->figure_known);
    }
};

template <>
struct Description<ToldTrigger> {
    static constexpr std::string_view name = "trigger";
    static constexpr auto keys =
        std::tuple{DescribedKey{"what", "The model, or a modification.",
                                path(&ToldTrigger::trigger, &Trigger::what)},
                   DescribedKey{"flop", "What is held against the amount.",
                                as<OpenRange>(&ToldTrigger::figure)},
                   DescribedKey{"exact", "The same in full.", as<ExactRange>(&ToldTrigger::figure)},
                   DescribedKey{"amount", "The amount.",
                                as<NumberRange>(&ToldTrigger::trigger, &Trigger::amount)},
                   DescribedKey{"base", "The model that was modified.",
                                as<TextOrNull>(&ToldTrigger::trigger, &Trigger::base)}};
};

template <>
struct Description<Verdict> {
    static constexpr std::string_view name = "verdict";
    static constexpr auto keys = std::tuple{
        DescribedKey{"threshold", "The id of the threshold.",
                     path(&Verdict::threshold, &Threshold::id)},
        DescribedKey{"status", "What the total means for it.", &Verdict::status},
        DescribedKey{"standard", "The standard that counted; null for cost and cluster rate.",
                     as<TextOrNull>(&Verdict::standard)},
        DescribedKey{"amount", "The amount, in what is measured.",
                     as<NumberRange>(&Verdict::amount)},
        DescribedKey{"amount_exact", "The same in full.", as<ExactRange>(&Verdict::amount)},
        DescribedKey{"comparison", "How the total is held against the amount.",
                     path(&Verdict::threshold, &Threshold::comparison)},
        DescribedKey{"measure", "What is measured.",
                     path(&Verdict::threshold, &Threshold::measure)},
        DescribedKey{"flop", "What was measured: FLOP, FLOP/s or US dollars.",
                     as<OpenRange>(&Verdict::known)},
        DescribedKey{"exact", "The same in full.", as<ExactRange>(&Verdict::known)},
        DescribedKey{"ratio", "What was measured over the amount; null where there is none.",
                     [](const Verdict& one) {
                         return one.ratio ? std::optional(NumberRange{{*one.ratio, one.best_known}})
                                          : std::nullopt;
                     }},
        DescribedKey{"within_margin", "Whether it lies within the error the standard permits.",
                     &Verdict::within_margin},
        DescribedKey{"reasons", "Why the verdict is what it is.", &Verdict::reasons},
        DescribedKey{"conditions", "What must hold besides.", &Verdict::conditions},
        DescribedKey{"alternatives", "What reaches it whatever the compute.",
                     &Verdict::alternatives},
        DescribedKey{"base", "The base model of a modifier rule.", as<TextOrNull>(&Verdict::base)},
        DescribedKey{"legal_status", "Where the law stands on the day asked for.",
                     &Verdict::legal_status},
        DescribedKey{"title", "What the threshold is called.",
                     path(&Verdict::threshold, &Threshold::title)},
        DescribedKey{"citation", "The text of the law.",
                     path(&Verdict::threshold, &Threshold::citation)},
        DescribedKey{"consequence", "What follows where it is reached.",
                     path(&Verdict::threshold, &Threshold::consequence)},
        DescribedKey{"deadline", "By when.",
                     as<TextOrNull>(&Verdict::threshold, &Threshold::deadline)},
        DescribedKey{"applies_to", "Whom the verdict is about.", &Verdict::applies_to},
        DescribedKey{"in_force_from", "The first day the rule stands, where known.",
                     &Verdict::in_force_from},
        DescribedKey{"notes", "What is worth knowing about it.", &Verdict::notes},
        DescribedKey{"duties", "What the rule asks of whom.", &Verdict::duties},
        DescribedKey{"trigger", "What made notice due, or would; null where none is asked.",
                     [](const Verdict& one) {
                         return one.trigger && one.notice_days
                                    ? std::optional(ToldTrigger{&*one.trigger, one.best_known})
                                    : std::nullopt;
                     }},
        DescribedKey{"origin", "Where its threshold comes from; null for one of this build.",
                     path(&Verdict::threshold, &Threshold::origin)}};
};

template <>
struct Description<NotApplicable> {
    static constexpr std::string_view name = "not_applicable";
    static constexpr auto keys =
        std::tuple{DescribedKey{"threshold", "The id of the threshold.",
                                path(&NotApplicable::threshold, &Threshold::id)},
                   DescribedKey{"reason", "Why it does not apply.", &NotApplicable::reason}};
};

template <>
struct Description<CallData> {
    static constexpr std::string_view name = "call_data";
    static constexpr auto keys =
        std::tuple{DescribedKey{"kind", "threshold, standard or chip.", &CallData::kind},
                   DescribedKey{"id", "Its id.", &CallData::id},
                   DescribedPart{as<DataOrigin>(&CallData::origin)}};
};

// What every document tells first of a ledger without errors.
struct LedgerHead {
    const LedgerResult* result = nullptr;
};

template <>
struct Description<LedgerHead> {
    static constexpr auto keys = std::tuple{
        DescribedKey{"file", "The file.", path(&LedgerHead::result, &LedgerResult::file)},
        DescribedKey{"sha256", "Its fingerprint.",
                     as<TextOrNull>(&LedgerHead::result, &LedgerResult::count, &LedgerCount::ledger,
                                    &Ledger::sha256)},
        DescribedKey{"model", "The model.",
                     path(&LedgerHead::result, &LedgerResult::count, &LedgerCount::ledger,
                          &Ledger::model_name)},
        DescribedKey{"call_data", "Law, standards and chips that are not of this build.",
                     path(&LedgerHead::result, &LedgerResult::data)}};
};

// What documents on ledgers end with.
struct CheckFoot {
    const CheckResult* result = nullptr;
};

template <>
struct Description<CheckFoot> {
    static constexpr auto keys = std::tuple{
        DescribedKey{"settled", "What the call settled.",
                     path(&CheckFoot::result, &CheckResult::settled)},
        DescribedKey{"diagnostics", "What was told on the way.",
                     path(&CheckFoot::result, &CheckResult::diagnostics, &Diagnostics::list)}};
};

}  // namespace flopledger
