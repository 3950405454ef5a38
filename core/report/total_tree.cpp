// SPDX-License-Identifier: Apache-2.0
#include "core/report/total_tree.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/hardware_derivation.hpp"

namespace flopledger {

std::string rule_text(const Contribution& contribution) {
    switch (contribution.applied) {
        case Rule::count:
            return "counted";
        case Rule::leave_out:
            return fmt::format("left out ({} FLOP)", figure(contribution.flop.value));
        case Rule::unsettled:
            break;
    }
    return "unsettled: in best and high, not in low";
}

namespace {

std::string citation_text(const Standard& standard) {
    std::string text = standard.citation.text;
    if (!standard.citation.article.empty()) text += ", " + standard.citation.article;
    return text;
}

// The rules that decided: on the activity, and on the base that it came through.
std::string deciding_rules(const Contribution& contribution) {
    std::string text;
    if (contribution.rule != nullptr) text = rule_source(*contribution.rule);
    const bool through_base = contribution.base_rule != nullptr &&
                              contribution.base_rule != contribution.rule &&
                              contribution.base != nullptr;
    if (!through_base) return text;
    return fmt::format("{}{}base model {} {}: {}", text, text.empty() ? "" : "; ",
                       contribution.base->name, word(contribution.base_rule->rule),
                       rule_source(*contribution.base_rule));
}

// The figures of an activity that a contribution is made of: model FLOP, or hardware FLOP where the
// standard counts recomputation, or both where that is unsettled.
void add_figures(const Contribution& contribution, const Standard& standard, Derivation& tree) {
    const ActivityCount& activity = *contribution.activity;
    const Rule recomputation = standard.recomputation.rule;
    const MethodCount* used = activity.used ? activity.method(*activity.used) : nullptr;
    const bool repeats = activity.hardware_flop && *activity.hardware_flop != activity.flop;
    if (!repeats || recomputation != Rule::count || used == nullptr) {
        Derivation model = activity.derivation;
        model.findings = activity.findings;
        tree.inputs.push_back(std::move(model));
    }
    if (!repeats || recomputation == Rule::leave_out || used == nullptr) return;
    if (auto hardware = derived_hardware(*activity.activity, *used)) {
        if (tree.inputs.empty()) hardware->findings = activity.findings;
        tree.inputs.push_back(std::move(*hardware));
    }
    tree.formula = recomputation == Rule::count
                       ? fmt::format("hardware FLOP: recomputation counts ({})",
                                     rule_source(standard.recomputation))
                       : fmt::format(
                             "model FLOP at least, hardware FLOP at best: recomputation "
                             "is unsettled ({})",
                             rule_source(standard.recomputation));
}

// What one activity or base brings, with how its figure was reached below.
Derivation contribution_tree(const Contribution& contribution, const Standard& standard,
                             const std::string& model) {
    Derivation tree;
    tree.label = contribution.name;
    if (contribution.is_base) tree.label = "base model " + tree.label;
    if (contribution.ledger != model) tree.label += fmt::format(" of {}", contribution.ledger);
    tree.label += ", " + rule_text(contribution);
    tree.unit = "FLOP";
    tree.value = contribution.counted.value;
    tree.source = deciding_rules(contribution);
    if (contribution.activity != nullptr) {
        tree.place = contribution.activity->activity->place;
        if (contribution.activity->used) add_figures(contribution, standard, tree);
    } else if (const BaseModel* base = contribution.bare; base != nullptr && base->flop) {
        if (contribution.flop.value != base->flop->value.value) {
            tree.formula = "less what other addends hold of it (`built_on` of the entry)";
        }
        tree.place = base->place;
        tree.inputs.push_back(
            stated("FLOP of the base model", base->flop->value.value, "FLOP", base->flop->place));
    }
    return tree;
}

}  // namespace

Derivation total_tree(const Total& total, std::string label, const std::string& model) {
    Derivation tree;
    tree.label = std::move(label);
    tree.formula = "sum of what the standard counts";
    tree.value = total.flop.value;
    tree.unit = "FLOP";
    tree.source = citation_text(*total.standard);
    for (const Contribution& contribution : total.contributions) {
        tree.inputs.push_back(contribution_tree(contribution, *total.standard, model));
    }
    for (const OpenPart& part : total.open_parts) {
        Derivation unknown;
        const std::string_view what = part.what == OpenPart::What::base      ? "base model "
                                      : part.what == OpenPart::What::outputs ? "outputs of "
                                                                             : "";
        unknown.label = fmt::format("{}{}: unknown compute, not in the sum", what, part.name);
        unknown.unit = "FLOP";
        if (part.rule != nullptr) unknown.source = rule_source(*part.rule);
        tree.inputs.push_back(std::move(unknown));
    }
    return tree;
}

}  // namespace flopledger
