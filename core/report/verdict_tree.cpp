// SPDX-License-Identifier: Apache-2.0
#include "core/report/verdict_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/ledger_figures.hpp"
#include "core/judge/comparison.hpp"
#include "core/report/total_tree.hpp"

namespace flopledger {

namespace {

constexpr std::string_view cost_fact = "training_cost_usd";

std::string unit_of(const Threshold& threshold) {
    switch (threshold.measure) {
        case Measure::cost:
            return "US dollars";
        case Measure::cluster_rate:
            return "FLOP/s";
        case Measure::compute:
        case Measure::fraction_of_base:
            break;
    }
    return "FLOP";
}

// What the training cost: as the ledger states it, else chip-hours x price.
std::optional<Derivation> cost_tree(const Ledger& ledger) {
    if (const Fact* fact = ledger.fact(cost_fact)) {
        if (const Range* cost = std::get_if<Range>(&fact->value)) {
            return stated("training cost", *cost, "US dollars", fact->place);
        }
    }
    return cost_of(ledger);
}

std::shared_ptr<const Standard> standard_of(const LedgerResult& result, const Verdict& verdict) {
    for (const Total& total : result.judgement.totals) {
        if (total.standard->id == verdict.standard) return total.standard;
    }
    return nullptr;
}

// The total, or what of it a rule on modifiers takes: the ledger's own activities.
std::optional<Derivation> compute_tree(const LedgerResult& result, const Verdict& verdict) {
    const auto standard = standard_of(result, verdict);
    if (standard == nullptr) return std::nullopt;
    const std::string& model = result.count->ledger->model_name;
    const Total total = total_under(standard, *result.count, verdict.scope);
    const bool is_whole = verdict.scope == Scope::whole;
    const std::string label =
        fmt::format("{} under {}", is_whole ? "total" : "own compute", standard->id);
    return total_tree(total, label, model);
}

std::optional<Derivation> measured_tree(const LedgerResult& result, const Verdict& verdict) {
    switch (verdict.threshold->measure) {
        case Measure::cost:
            return cost_tree(*result.count->ledger);
        case Measure::cluster_rate:
            return cluster_rate_of(*result.count->ledger);
        case Measure::compute:
        case Measure::fraction_of_base:
            break;
    }
    return compute_tree(result, verdict);
}

std::string citation_text(const Citation& citation) {
    return citation.article.empty() ? citation.text
                                    : fmt::format("{}, {}", citation.text, citation.article);
}

// The amount of a law, or a share of the compute of a base model.
Derivation amount_tree(const LedgerResult& result, const Verdict& verdict) {
    const Threshold& threshold = *verdict.threshold;
    const std::string source = citation_text(threshold.citation);
    if (threshold.measure != Measure::fraction_of_base) {
        return cited("amount", verdict.amount, unit_of(threshold), source);
    }
    std::vector<Derivation> inputs{cited("share of the base", point(threshold.amount), "", source)};
    const auto standard = standard_of(result, verdict);
    for (const ThirdPartyModel& model : third_party_models(*result.count)) {
        if (model.name() != verdict.base || standard == nullptr) continue;
        inputs.push_back(total_tree(
            total_of_base(standard, *model.stated_in, *model.base),
            fmt::format("base model {} under {}", model.name(), standard->id), model.name()));
    }
    return computed("amount", "share x compute of the base model", verdict.amount, "FLOP",
                    std::move(inputs));
}

// A total as --margin widens it before it is held against an amount.
Derivation widened_tree(const Derivation& total, const Exact& margin) {
    return computed(fmt::format("{}, widened by {}", total.label, percent(margin)),
                    "(1 - margin) x low .. (1 + margin) x high",
                    widened({total.value, true}, margin).value, total.unit,
                    {cited("margin", point(margin), "", "--margin"), total});
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

std::vector<Derivation> verdict_trees(const LedgerResult& result, const Verdict& verdict,
                                      const std::optional<Exact>& margin) {
    std::vector<Derivation> trees;
    std::optional<Derivation> measured = measured_tree(result, verdict);
    const bool is_sum = !verdict.standard.empty();
    if (measured && margin && is_sum) trees.push_back(widened_tree(*measured, *margin));
    Derivation amount = amount_tree(result, verdict);
    if (verdict.ratio && measured) {
        std::string formula = measured->label + " / amount";
        trees.push_back(computed("ratio", std::move(formula), *verdict.ratio, "",
                                 {std::move(*measured), std::move(amount)}));
    } else {
        if (measured) trees.push_back(std::move(*measured));
        trees.push_back(std::move(amount));
    }
    if (verdict.threshold->measure != Measure::cost && asks_cost(verdict)) {
        if (auto cost = cost_tree(*result.count->ledger)) trees.push_back(std::move(*cost));
    }
    return trees;
}

}  // namespace flopledger
