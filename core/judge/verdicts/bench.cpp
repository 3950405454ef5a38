// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/base/lists.hpp"
#include "core/judge/verdicts/evidence_notes.hpp"
#include "core/judge/verdicts/model_line_question.hpp"
#include "core/judge/verdicts/phrases.hpp"
#include "core/judge/verdicts/reason_names.hpp"
#include "core/judge/verdicts/standing.hpp"
#include "core/judge/verdicts/verdict_how.hpp"

namespace flopledger {

namespace {

using ThresholdPointer = std::shared_ptr<const Threshold>;

VerdictStatus status_of(Truth truth) {
    if (!truth) return VerdictStatus::undetermined;
    return *truth ? VerdictStatus::reached : VerdictStatus::not_reached;
}

bool is_line(const Threshold& threshold) {
    return threshold.third_party_base == ThirdPartyBase::systemic_line ||
           threshold.third_party_base == ThirdPartyBase::general_purpose_line;
}

// The measure of a threshold that does not count training compute.
Measurement plain_measurement(const Threshold& threshold, const Figure& figure,
                              const Derivation& how, std::string subject) {
    Measurement measurement;
    measurement.measured = plain(figure, &how);
    measurement.comparison = threshold.comparison;
    measurement.amount = plain({point(threshold.amount)});
    measurement.subject = std::move(subject);
    measurement.measures = how.measures;
    return measurement;
}

// How a total stands to the error that its standard permits a provider.
bool is_within_margin(const Total& total, const Range& measured, const Range& amount) {
    const auto& margin = total.standard->error_margin;
    if (!margin || !total.best_known) return false;
    return amount.best >= measured.best * (1 - *margin) &&
           amount.best <= measured.best * (1 + *margin);
}

// The longer time that a rule leaves to a model placed on the market before a day.
const Transition* transition_of(const Threshold& threshold, const Ledger& ledger) {
    const auto& placed = ledger.union_release ? ledger.union_release : ledger.released;
    if (!threshold.transition || !placed) return nullptr;
    const Date& day = threshold.transition->placed_before;
    // What was placed before that day cannot hold what was done after it.
    const bool later_work =
        std::any_of(ledger.activities.begin(), ledger.activities.end(),
                    [&day](const Activity& one) { return one.period && day <= one.period->from; });
    const bool applies = *placed < day && !later_work;
    return applies ? &*threshold.transition : nullptr;
}

// That a model stated to be a general-purpose one has duties below the line that only indicates it.
std::optional<Finding> duties_all_the_same(const Verdict& verdict, const Ledger& ledger) {
    const bool asks = verdict.threshold->model_kind == ModelKind::general_purpose_indicative &&
                      verdict.status == VerdictStatus::not_reached &&
                      ledger.truth("general_purpose") == true && verdict.scope == Scope::whole;
    if (!asks) return std::nullopt;
    return Finding{name::stated_general_purpose,
                   "The ledger states `general_purpose: true`: the duties of providers of such "
                   "models hold whatever the amount, which only indicates what the model is."};
}

Trigger trigger_of(const Verdict& verdict, Trigger::What what, std::string base) {
    return {what,          verdict.measured, verdict.amount, verdict.measured_known,
            verdict.scope, std::move(base)};
}

// Whether an answer is about a base's original provider; nothing where methods in conflict do not
// agree on that.
Truth is_for_original_provider(const AskedLine& asked) {
    const auto is_so = [&asked](Methods methods) {
        return asked.answer(methods).row == LineRow::original_provider;
    };
    const bool standing = is_so(Methods::standing);
    const bool agree = is_so(Methods::least) == standing && is_so(Methods::greatest) == standing;
    return agree ? Truth(standing) : std::nullopt;
}

// Of the comparisons with bases that have systemic risk, the one whose amount is met first; nullptr
// where there is none.
const ModifierTest* first_met(const Modification& modification) {
    const ModifierTest* first = nullptr;
    for (const ModifierTest& test : modification.tests()) {
        const bool is_systemic = test.base != nullptr && test.base->systemic_risk == true;
        if (!is_systemic || test.original != nullptr) continue;
        const auto rank = [](const ModifierTest& one) {
            const Range& amount = one.measurement.amount.figure.value;
            return std::tuple(amount.high, amount.low, one.base->model->name());
        };
        if (first == nullptr || rank(test) < rank(*first)) first = &test;
    }
    return first;
}

// Of all comparisons, the one whose amount is met last: only then do all say that a new model came.
const ModifierTest* last_met(const Modification& modification) {
    // Of equal amounts that of all bases together, then by name: the order of entries is nothing.
    const auto rank = [](const ModifierTest& test) {
        const Range& amount = test.measurement.amount.figure.value;
        const bool is_sum = test.base == nullptr;
        return std::tuple(amount.high, is_sum, is_sum ? "" : test.base->model->name(), amount.low);
    };
    const ModifierTest* last = nullptr;
    for (const ModifierTest& test : modification.tests()) {
        if (last == nullptr || rank(*last) < rank(test)) last = &test;
    }
    return last;
}

// What decides a line for a modified model. A new model of a systemic one is notified as a
// modification, every other by its own compute, or by the sum where that alone decides.
Trigger trigger_of_line(const Verdict& verdict, const AskedLine& asked,
                        const Modification& modification) {
    const LineAnswer answer = asked.answer(Methods::standing);
    const Side& own = asked.own().measured;
    const bool by_modifier = answer.row == LineRow::follows_modifier;
    const ModifierTest* test = by_modifier              ? last_met(modification)
                               : answer.reached == true ? first_met(modification)
                                                        : nullptr;
    Trigger trigger = trigger_of(verdict, Trigger::What::model, "");
    if (test != nullptr || answer.row == LineRow::own_above) {
        trigger.figure = own.figure.value;
        trigger.figure_known = own.figure.high_known;
        trigger.scope = Scope::own;
    }
    if (test == nullptr) return trigger;
    trigger.what = Trigger::What::modification;
    trigger.amount = test->measurement.amount.figure.value;
    if (test->base != nullptr) trigger.base = test->base->model->name();
    return trigger;
}

// Makes a verdict undetermined by methods in conflict, and names those.
void leave_open(Verdict& verdict, const AskedLine& asked) {
    verdict.status = VerdictStatus::undetermined;
    for (const Methods direction : {Methods::least, Methods::greatest}) {
        add_each_once(verdict.reasons, asked.conflicts(direction));
    }
}

}  // namespace

// A verdict's figures, held against what is asked.
Verdict Bench::draft(const ThresholdPointer& threshold, const Measurement& measurement,
                     const Asked& asked) const {
    const Circumstances circumstances = circumstances_of(*threshold, count_);
    Verdict verdict;
    verdict.threshold = threshold;
    if (const StatusPeriod* period = threshold->status_on(request_.as_of)) {
        verdict.legal_status = period->status;
    }
    verdict.in_force_from = threshold->in_force_from();
    const bool binds =
        threshold->subject == Subject::developer || threshold->subject == Subject::modifier;
    verdict.applies_to = binds ? AppliesTo::provider : AppliesTo::other_subject;
    const Figure& amount = measurement.amount.figure;
    const Figure& measured = measurement.measured.figure;
    verdict.amount = amount.value;
    verdict.measured = measured.value;
    verdict.amount_known = amount.high_known;
    verdict.measured_known = measured.high_known;
    const bool is_known = amount.high_known && measured.high_known;
    if (is_known && amount.value.low > Exact(0)) {
        verdict.ratio = ratio_of(measured, amount);
    }
    if (const Total* total = measurement.measured.total) {
        verdict.standard = total->standard->id;
        verdict.best_known = total->best_known;
        verdict.within_margin = is_known && is_within_margin(*total, measured.value, amount.value);
    }
    if (!tells_) {
        verdict.status = status_of(reached_by(asked, circumstances));
        return verdict;
    }
    verdict.conditions = circumstances.conditions;
    verdict.alternatives = circumstances.alternatives;
    verdict.notes = circumstances.kind.notes;
    Standing standing = standing_of(asked, circumstances, count_);
    verdict.status = status_of(standing.reached);
    verdict.reasons = std::move(standing.reasons);
    if (verdict.status != VerdictStatus::reached) {
        for (Finding& note : evidence_notes(count_, measurement.measured.total)) {
            verdict.notes.push_back(std::move(note));
        }
    }
    for (const Duty& duty : threshold->duties) {
        const auto result =
            duty.condition ? hold(*duty.condition, count_) : ConditionResult{nullptr, true, {}};
        verdict.duties.push_back({&duty, result.holds, result.missing_facts});
    }
    verdict.transition = transition_of(*threshold, *count_.ledger);
    verdict.how = verdict_how(verdict, measurement, count_);
    return verdict;
}

// The compute that a threshold measures; for modifiers nothing inherited. The ledger's whole total
// is made too, so that it is listed beside the verdict.
Measurement Bench::compute_measurement(const Threshold& threshold) {
    const Total& whole = sums_.of(threshold.standard, Scope::whole);
    const bool is_own = threshold.subject == Subject::modifier;
    Measurement measurement;
    measurement.measured =
        share_of(is_own ? sums_.of(threshold.standard, Scope::activities) : whole, 1);
    measurement.comparison = threshold.comparison;
    measurement.amount = plain({point(threshold.amount)});
    measurement.margin = request_.margin;
    measurement.subject = fmt::format("The {} under {}", is_own ? "own compute" : "total",
                                      short_name(threshold.standard));
    return measurement;
}

Verdict Bench::single_verdict(const ThresholdPointer& threshold) {
    Measurement measurement;
    switch (threshold->measure) {
        case Measure::cluster_rate:
            measurement = plain_measurement(*threshold, {count_.cluster_rate->value},
                                            *count_.cluster_rate, "The cluster's peak rate");
            break;
        case Measure::cost:
            measurement = plain_measurement(*threshold, *training_cost(count_), *count_.cost,
                                            "The training cost");
            break;
        case Measure::compute:
        case Measure::fraction_of_base:
            measurement = compute_measurement(*threshold);
            break;
    }
    Verdict verdict = draft(threshold, measurement, AskedMeasure(measurement));
    if (threshold->subject == Subject::modifier) verdict.scope = Scope::activities;
    if (auto note = duties_all_the_same(verdict, *count_.ledger)) {
        verdict.notes.push_back(std::move(*note));
    }
    verdict.notice_days = threshold->notice_days;
    if (verdict.notice_days) verdict.trigger = trigger_of(verdict, Trigger::What::model, "");
    return verdict;
}

// The verdict of a line for a model where third parties' weights are in it.
Verdict Bench::line_verdict(const ThresholdPointer& threshold) {
    const Modification& modification = this->modification(threshold->jurisdiction);
    const AskedLine asked(*threshold, modification, sums_, request_.margin);
    Verdict verdict = draft(threshold, asked.sum(), asked);
    const Truth for_original = is_for_original_provider(asked);
    if (for_original == true) verdict.applies_to = AppliesTo::original_provider;
    const bool is_disputed = !for_original && verdict.status != VerdictStatus::not_reached;
    if (is_disputed) leave_open(verdict, asked);
    if (auto note = duties_all_the_same(verdict, *count_.ledger)) {
        verdict.notes.push_back(std::move(*note));
    }
    verdict.notice_days = threshold->notice_days;
    if (verdict.applies_to == AppliesTo::provider) {
        verdict.trigger = trigger_of_line(verdict, asked, modification);
    }
    return verdict;
}

// Of two rules that may both be the one, the rule for bases without systemic risk speaks.
bool Bench::leaves_to_counterpart(const Threshold& threshold, const ModifiedBase& base) const {
    if (is_rule_for(threshold, base) || !*threshold.base->systemic_risk) return false;
    return std::any_of(
        request_.thresholds.begin(), request_.thresholds.end(),
        [&](const ThresholdPointer& other) { return are_counterparts(threshold, *other); });
}

// The verdicts of a rule on modifiers: one for each base that it may be the rule for. All say what
// the rules say of all bases together, since no base clears another.
std::vector<Verdict> Bench::base_verdicts(const ThresholdPointer& threshold) {
    std::vector<Verdict> found;
    const Modification& modification = this->modification(threshold->jurisdiction);
    for (const ModifiedBase& base : modification.bases()) {
        const Truth is_the_rule = is_rule_for(*threshold, base);
        if (is_the_rule == false || leaves_to_counterpart(*threshold, base)) continue;
        for (const ModifierTest& test : modification.tests()) {
            if (test.base != &base || test.original != nullptr || test.rule != threshold) continue;
            Verdict verdict = draft(threshold, test.measurement, AskedModifier(modification));
            verdict.scope = Scope::own;
            verdict.base = base.model->name();
            sums_.of(verdict.standard, Scope::whole);  // which is listed beside the verdict
            if (test.general_purpose == false) {
                verdict.reasons.push_back(
                    {name::no_general_purpose_base,
                     "Neither the base nor the result is a general-purpose model: stated, or above "
                     "1e23 FLOP."});
            }
            const bool agrees = verdict.status != VerdictStatus::undetermined;
            if (!base.systemic_risk) {
                verdict.reasons.insert(
                    agrees ? verdict.reasons.end() : verdict.reasons.begin(),
                    {name::base_status_unknown,
                     fmt::format("Whether the base model `{}` has systemic risk is not known; {}. "
                                 "State `systemic_risk`.",
                                 short_name(base.model->name()),
                                 agrees ? "either way the verdict is the same" : "it decides")});
            }
            const bool systemic = base.systemic_risk == true;
            verdict.notice_days = systemic && threshold->notice_days_if_base_systemic
                                      ? threshold->notice_days_if_base_systemic
                                      : threshold->notice_days;
            if (verdict.notice_days) {
                verdict.trigger = trigger_of(verdict, Trigger::What::modification, verdict.base);
            }
            found.push_back(std::move(verdict));
            break;
        }
    }
    return found;
}

const Modification& Bench::modification(const std::string& jurisdiction) {
    const auto known = modifications_.find(jurisdiction);
    if (known != modifications_.end()) return known->second;
    ModifierRules rules = request_.modifiers;
    rules.rules.insert(rules.rules.end(), request_.thresholds.begin(), request_.thresholds.end());
    std::vector<ThresholdPointer> of_place;
    for (const ThresholdPointer& rule : rules.rules) {
        const bool twice = std::find(of_place.begin(), of_place.end(), rule) != of_place.end();
        if (!is_about_bases(*rule) || rule->jurisdiction != jurisdiction || twice) continue;
        of_place.push_back(rule);
    }
    rules.rules = std::move(of_place);
    return modifications_
        .try_emplace(jurisdiction, count_, std::move(rules), sums_, request_.margin)
        .first->second;
}

std::string Bench::other_rule_reason(const Threshold& threshold) {
    const ModifiedBase& base = modification(threshold.jurisdiction).bases().front();
    const std::string name = short_name(base.model->name());
    if (threshold.base && threshold.base->total_known != base.model->total_known()) {
        return fmt::format("The compute of the base model `{}` is {}known: another rule decides.",
                           name, base.model->total_known() ? "" : "not ");
    }
    if (!base.systemic_risk) {
        return fmt::format(
            "Whether the base model `{}` has systemic risk is not known: the "
            "verdict stands with the rule for bases without.",
            name);
    }
    return fmt::format("The base model `{}` has {}systemic risk: another rule decides.", name,
                       *base.systemic_risk ? "" : "no ");
}

std::vector<Verdict> Bench::verdicts(const ThresholdPointer& threshold) {
    if (is_about_bases(*threshold)) return base_verdicts(threshold);
    if (is_line(*threshold) && !models_.empty()) return {line_verdict(threshold)};
    return {single_verdict(threshold)};
}

std::string Bench::why_not_applicable(const Threshold& threshold) const {
    const bool needs_base =
        threshold.third_party_base == ThirdPartyBase::only || is_about_bases(threshold);
    if (needs_base && models_.empty()) {
        return "No third party's model that the ledger names gave its weights to this one.";
    }
    if (threshold.third_party_base == ThirdPartyBase::never && !models_.empty()) {
        return "The model has weights of a third party's: the rules on modifiers decide.";
    }
    if (threshold.measure == Measure::cluster_rate && !count_.cluster_rate) {
        return "No `chip_time` of the ledger states `chips`, so there is no rate to measure.";
    }
    if (threshold.measure == Measure::cost && !training_cost(count_)) {
        return "Neither `training_cost_usd` nor a price for all chip-time is stated.";
    }
    return "";
}

}  // namespace flopledger
