// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

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
        DescribedKey{"standard", "Under which standard.",
                     [](const SettledRule& rule) -> std::string_view { return rule.standard; }},
        DescribedKey{"what", "What was settled.",
                     [](const SettledRule& rule) -> std::string_view { return rule.what; }},
        DescribedKey{"answer", "The answer given.",
                     [](const SettledRule& rule) { return rule.answer; }},
        DescribedKey{"otherwise", "What the standard itself says.",
                     [](const SettledRule& rule) -> std::string_view { return rule.otherwise; }},
        DescribedKey{"by", "Who settled it; null for the call.",
                     [](const SettledRule& rule) { return TextOrNull{rule.by}; }}};
};

template <>
struct Description<Contribution> {
    static constexpr std::string_view name = "unsettled_part";
    static constexpr auto keys = std::tuple{
        DescribedKey{"activity", "The activity or base model.",
                     [](const Contribution& one) -> std::string_view { return one.name; }},
        DescribedKey{"model", "The model of the ledger it stands in.",
                     [](const Contribution& one) -> std::string_view { return one.ledger; }},
        DescribedKey{"flop", "Its FLOP.",
                     [](const Contribution& one) { return NumberRange{one.flop.value}; }}};
};

template <>
struct Description<OpenPart> {
    static constexpr std::string_view name = "open_part";
    static constexpr auto keys = std::tuple{
        DescribedKey{"what", "What it is.", [](const OpenPart& part) { return part.what; }},
        DescribedKey{"name", "The activity or model.",
                     [](const OpenPart& part) -> std::string_view { return part.name; }},
        DescribedKey{"model", "The model of the ledger it stands in.",
                     [](const OpenPart& part) -> std::string_view { return part.ledger; }}};
};

template <>
struct Description<Total> {
    static constexpr std::string_view name = "total";
    static std::vector<std::string> unknown_bases(const Total& total);
    static constexpr auto keys = std::tuple{
        DescribedKey{"standard", "By which standard.",
                     [](const Total& total) -> std::string_view { return total.standard->id; }},
        DescribedKey{"flop", "The sum in FLOP.",
                     [](const Total& total) {
                         return open_range(total.flop.value, total.is_open(), total.best_known);
                     }},
        DescribedKey{"exact", "The same in full.",
                     [](const Total& total) {
                         return exact_open_range(total.flop.value, total.is_open(),
                                                 total.best_known);
                     }},
        DescribedKey{"unsettled",
                     "What the standard does not settle: in best and high, not in low.",
                     [](const Total& total) { return unsettled(total); }},
        DescribedKey{"unknown_bases", "Base models of unknown compute, which no figure holds.",
                     [](const Total& total) { return unknown_bases(total); }},
        DescribedKey{
            "open_parts", "All that the sum has no amount of.",
            [](const Total& total) -> const std::vector<OpenPart>& { return total.open_parts; }}};
};

template <>
struct Description<ConditionResult> {
    static constexpr std::string_view name = "condition";
    static constexpr auto keys = std::tuple{
        DescribedKey{"fact", "The fact it asks for.",
                     [](const ConditionResult& one) { return TextOrNull{one.condition->fact}; }},
        DescribedKey{"condition", "The condition in words.",
                     [](const ConditionResult& one) { return condition_text(*one.condition); }},
        DescribedKey{"holds", "Whether it holds; null where a fact is missing.",
                     [](const ConditionResult& one) { return one.holds; }},
        DescribedKey{"missing_facts", "The facts that are missing.",
                     [](const ConditionResult& one) -> const std::vector<std::string>& {
                         return one.missing_facts;
                     }}};
};

template <>
struct Description<DutyAnswer> {
    static constexpr std::string_view name = "duty";
    static constexpr auto keys = std::tuple{
        DescribedKey{
            "text", "What must be done.",
            [](const DutyAnswer& answer) -> std::string_view { return answer.duty->text; }},
        DescribedKey{"who", "By whom, in words.",
                     [](const DutyAnswer& answer) { return TextOrNull{answer.duty->who}; }},
        DescribedKey{"condition", "On what it hangs; null for nothing.",
                     [](const DutyAnswer& answer) {
                         const auto& condition = answer.duty->condition;
                         return condition ? std::optional(condition_text(*condition))
                                          : std::nullopt;
                     }},
        DescribedKey{"holds", "Whether this maker has it; null where a fact is missing.",
                     [](const DutyAnswer& answer) { return answer.holds; }},
        DescribedKey{"from", "The first day it holds.",
                     [](const DutyAnswer& answer) { return answer.duty->from; }}};
};

// What made notice due, or would, with the verdict that says what of it is known.
struct ToldTrigger {
    const Trigger* trigger = nullptr;
    bool best_known = true;
};

template <>
struct Description<ToldTrigger> {
    static constexpr std::string_view name = "trigger";
    static constexpr auto keys = std::tuple{
        DescribedKey{"what", "The model, or a modification.",
                     [](const ToldTrigger& told) { return told.trigger->what; }},
        DescribedKey{"flop", "What is held against the amount.",
                     [](const ToldTrigger& told) {
                         const Trigger& trigger = *told.trigger;
                         return open_range(trigger.figure, !trigger.figure_known, told.best_known);
                     }},
        DescribedKey{"exact", "The same in full.",
                     [](const ToldTrigger& told) {
                         const Trigger& trigger = *told.trigger;
                         return exact_open_range(trigger.figure, !trigger.figure_known,
                                                 told.best_known);
                     }},
        DescribedKey{"amount", "The amount.",
                     [](const ToldTrigger& told) { return NumberRange{told.trigger->amount}; }},
        DescribedKey{"base", "The model that was modified.",
                     [](const ToldTrigger& told) { return TextOrNull{told.trigger->base}; }}};
};

template <>
struct Description<Verdict> {
    static constexpr std::string_view name = "verdict";
    static constexpr auto keys = std::tuple{
        DescribedKey{"threshold", "The id of the threshold.",
                     [](const Verdict& one) -> std::string_view { return one.threshold->id; }},
        DescribedKey{"status", "What the total means for it.",
                     [](const Verdict& one) { return one.status; }},
        DescribedKey{"standard", "The standard that counted; null for cost and cluster rate.",
                     [](const Verdict& one) { return TextOrNull{one.standard}; }},
        DescribedKey{"amount", "The amount, in what is measured.",
                     [](const Verdict& one) { return NumberRange{one.amount}; }},
        DescribedKey{"amount_exact", "The same in full.",
                     [](const Verdict& one) { return ExactRange{one.amount}; }},
        DescribedKey{"comparison", "How the total is held against the amount.",
                     [](const Verdict& one) { return one.threshold->comparison; }},
        DescribedKey{"measure", "What is measured.",
                     [](const Verdict& one) { return one.threshold->measure; }},
        DescribedKey{"flop", "What was measured: FLOP, FLOP/s or US dollars.",
                     [](const Verdict& one) {
                         return open_range(one.measured, !one.measured_known, one.best_known);
                     }},
        DescribedKey{"exact", "The same in full.",
                     [](const Verdict& one) {
                         return exact_open_range(one.measured, !one.measured_known, one.best_known);
                     }},
        DescribedKey{"ratio", "What was measured over the amount; null where there is none.",
                     [](const Verdict& one) {
                         return one.ratio ? std::optional(NumberRange{.range = *one.ratio,
                                                                      .has_best = one.best_known})
                                          : std::nullopt;
                     }},
        DescribedKey{"within_margin", "Whether it lies within the error the standard permits.",
                     [](const Verdict& one) { return one.within_margin; }},
        DescribedKey{"reasons", "Why the verdict is what it is.",
                     [](const Verdict& one) -> const std::vector<Finding>& { return one.reasons; }},
        DescribedKey{"conditions", "What must hold besides.",
                     [](const Verdict& one) -> const std::vector<ConditionResult>& {
                         return one.conditions;
                     }},
        DescribedKey{"alternatives", "What reaches it whatever the compute.",
                     [](const Verdict& one) -> const std::vector<ConditionResult>& {
                         return one.alternatives;
                     }},
        DescribedKey{"base", "The base model of a modifier rule.",
                     [](const Verdict& one) { return TextOrNull{one.base}; }},
        DescribedKey{"legal_status", "Where the law stands on the day asked for.",
                     [](const Verdict& one) { return one.legal_status; }},
        DescribedKey{"title", "What the threshold is called.",
                     [](const Verdict& one) -> std::string_view { return one.threshold->title; }},
        DescribedKey{"citation", "The text of the law.",
                     [](const Verdict& one) -> const Citation& { return one.threshold->citation; }},
        DescribedKey{
            "consequence", "What follows where it is reached.",
            [](const Verdict& one) -> std::string_view { return one.threshold->consequence; }},
        DescribedKey{"deadline", "By when.",
                     [](const Verdict& one) { return TextOrNull{one.threshold->deadline}; }},
        DescribedKey{"applies_to", "Whom the verdict is about.",
                     [](const Verdict& one) { return one.applies_to; }},
        DescribedKey{"in_force_from", "The first day the rule stands, where known.",
                     [](const Verdict& one) { return one.in_force_from; }},
        DescribedKey{"notes", "What is worth knowing about it.",
                     [](const Verdict& one) -> const std::vector<Finding>& { return one.notes; }},
        DescribedKey{
            "duties", "What the rule asks of whom.",
            [](const Verdict& one) -> const std::vector<DutyAnswer>& { return one.duties; }},
        DescribedKey{"trigger", "What made notice due, or would; null where none is asked.",
                     [](const Verdict& one) {
                         return one.trigger && one.notice_days
                                    ? std::optional(ToldTrigger{&*one.trigger, one.best_known})
                                    : std::nullopt;
                     }}};
};

template <>
struct Description<NotApplicable> {
    static constexpr std::string_view name = "not_applicable";
    static constexpr auto keys = std::tuple{
        DescribedKey{
            "threshold", "The id of the threshold.",
            [](const NotApplicable& entry) -> std::string_view { return entry.threshold->id; }},
        DescribedKey{"reason", "Why it does not apply.",
                     [](const NotApplicable& entry) -> std::string_view { return entry.reason; }}};
};

}  // namespace flopledger
