// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/verdict_how.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/verdicts/comparison.hpp"

namespace flopledger {

namespace {

// The amount of a law, or a share of the compute of a base model.
Derivation amount_how(const Verdict& verdict, const Measurement& measurement) {
    const Threshold& threshold = *verdict.threshold;
    Derivation amount;
    amount.label = "amount";
    amount.measures = measurement.measures;
    amount.value = verdict.amount;
    amount.is_open = !verdict.amount_known;
    const std::string source = citation_text(threshold.citation);
    if (threshold.measure != Measure::fraction_of_base) {
        amount.source = source;
        return amount;
    }
    amount.formula = "share x compute of the base model";
    std::vector<Derivation> inputs{cited("share of the base", Ratio{point(threshold.amount)},
                                         Measures::share_of_base, source)};
    if (const Derivation* base = measurement.amount.how) inputs.push_back(*base);
    amount.inputs = std::move(inputs);
    return amount;
}

// A total as --margin widens it before it is held against an amount.
Derivation widened_how(const Derivation& total, const Exact& margin) {
    const Flop most{widened({total.value, true}, margin).value};
    Derivation how =
        computed(fmt::format("{}, widened by {}", total.label, percent(margin)),
                 "(1 - margin) x low .. (1 + margin) x high", most, Measures::flop,
                 {cited("margin", Ratio{point(margin)}, Measures::margin, "--margin"), total});
    how.best_known = total.best_known;
    how.is_open = total.is_open;
    return how;
}

// Whether a condition, or one within it, asks what the training cost.
bool asks_cost(const Condition& condition) {
    return condition.fact == cost_fact ||
           std::any_of(condition.any.begin(), condition.any.end(), asks_cost);
}

bool asks_cost(const Verdict& verdict) {
    const auto asks = [](const ConditionResult& result) { return asks_cost(*result.condition); };
    return std::any_of(verdict.conditions.begin(), verdict.conditions.end(), asks) ||
           std::any_of(verdict.alternatives.begin(), verdict.alternatives.end(), asks);
}

}  // namespace

std::vector<Derivation> VerdictHow::figures() const {
    std::vector<Derivation> list;
    if (widened) list.push_back(*widened);
    if (ratio) {
        list.push_back(*ratio);
    } else {
        list.push_back(measured);
        list.push_back(amount);
    }
    if (cost) list.push_back(*cost);
    return list;
}

VerdictHow verdict_how(const Verdict& verdict, const Measurement& measurement,
                       const LedgerCount& count) {
    VerdictHow how;
    how.measured = *measurement.measured.how;
    how.measured.best_known = verdict.best_known;
    how.measured.is_open = !verdict.measured_known;
    how.amount = amount_how(verdict, measurement);
    if (verdict.ratio) {
        how.ratio = computed(fmt::format("ratio to the amount of {}{}", verdict.threshold->id,
                                         mark_of(verdict.threshold->origin)),
                             how.measured.label + " / amount", Ratio{*verdict.ratio},
                             Measures::ratio_to_amount, {how.measured, how.amount});
        how.ratio->best_known = verdict.best_known;
    }
    const bool is_sum = measurement.measured.total != nullptr;
    if (is_sum && measurement.margin) {
        how.widened = widened_how(how.measured, *measurement.margin);
    }
    const bool is_cost = verdict.threshold->measure == Measure::cost;
    if (!is_cost && asks_cost(verdict)) how.cost = count.cost;
    return how;
}

}  // namespace flopledger
