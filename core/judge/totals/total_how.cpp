// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/total_how.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/base/figure_text.hpp"

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
std::vector<Derivation> figures_of(const Contribution& contribution, const Standard& standard) {
    const ActivityCount& activity = *contribution.activity;
    const MethodCount* used = activity.standing();
    if (used == nullptr) return {};
    const Rule recomputation = standard.recomputation.rule;
    const bool repeats = activity.hardware_flop && *activity.hardware_flop != activity.flop;
    std::vector<Derivation> figures;
    if (!repeats || recomputation != Rule::count) figures.push_back(used->derivation);
    if (repeats && recomputation != Rule::leave_out && used->hardware_derivation) {
        figures.push_back(*used->hardware_derivation);
    }
    if (!figures.empty()) figures.front().findings = activity.findings;
    return figures;
}

// By which of its figures an activity counts, where some of its FLOP were run again.
std::string recomputation_text(const Contribution& contribution, const Standard& standard) {
    const ActivityCount& activity = *contribution.activity;
    const bool repeats = activity.hardware_flop && *activity.hardware_flop != activity.flop;
    if (!activity.used || !repeats) return "";
    switch (standard.recomputation.rule) {
        case Rule::leave_out:
            break;
        case Rule::count:
            return fmt::format("hardware FLOP: recomputation counts ({})",
                               rule_source(standard.recomputation));
        case Rule::unsettled:
            return fmt::format(
                "model FLOP at least, hardware FLOP at best: recomputation is unsettled ({})",
                rule_source(standard.recomputation));
    }
    return "";
}

std::string label_of(const Contribution& contribution, const std::string& model) {
    const std::string of =
        contribution.ledger == model ? "" : fmt::format(" of {}", contribution.ledger);
    return fmt::format("{}{}{}, {}", contribution.is_base ? "base model " : "", contribution.name,
                       of, rule_text(contribution));
}

// What one activity or base brings, with how its figure was reached below.
Derivation contribution_how(const Contribution& contribution, const Standard& standard,
                            const std::string& model) {
    Derivation tree;
    if (contribution.activity != nullptr) {
        tree = computed(label_of(contribution, model), recomputation_text(contribution, standard),
                        contribution.counted, Measures::flop, figures_of(contribution, standard));
        tree.place = contribution.activity->activity->place;
    } else {
        const BaseModel& base = *contribution.bare;
        const bool is_part = contribution.flop != base.flop->value;
        tree =
            computed(label_of(contribution, model),
                     is_part ? "less what other addends hold of it (`built_on` of the entry)" : "",
                     contribution.counted, Measures::flop,
                     {stated("FLOP of the base model", base.flop->value, Measures::base_flop,
                             base.flop->place)});
        tree.place = base.place;
    }
    tree.source = deciding_rules(contribution);
    return tree;
}

// A part of unknown size, which is no figure of the sum.
Derivation open_how(const OpenPart& part) {
    const std::string_view what = part.what == OpenPart::What::base      ? "base model "
                                  : part.what == OpenPart::What::outputs ? "outputs of "
                                                                         : "";
    Derivation tree = cited(fmt::format("{}{}: not in the sum", what, part.name), Flop{},
                            Measures::flop, part.rule == nullptr ? "" : rule_source(*part.rule));
    tree.is_open = true;
    return tree;
}

std::vector<Derivation> parts_of(const Total& total, const std::string& model) {
    std::vector<Derivation> parts;
    for (const Contribution& contribution : total.contributions) {
        parts.push_back(contribution_how(contribution, *total.standard, model));
    }
    for (const OpenPart& part : total.open_parts) parts.push_back(open_how(part));
    return parts;
}

Derivation total_how(const Total& total, std::string_view label, const std::string& model) {
    Derivation tree = computed(
        fmt::format("{} under {}{}", label, total.standard->id, mark_of(total.standard->origin)),
        "sum of what the standard counts", total.flop, Measures::flop, parts_of(total, model));
    tree.source = citation_text(total.standard->citation);
    tree.best_known = total.best_known;
    tree.is_open = total.is_open();
    return tree;
}

std::string_view label_of(Scope scope) {
    switch (scope) {
        case Scope::whole:
            return "total";
        case Scope::third_party:
            return "compute of the base models";
        case Scope::own:
        case Scope::activities:
            break;
    }
    return "own compute";
}

}  // namespace

Derivation total_how(const Total& total, const std::string& model) {
    Derivation tree = total_how(total, label_of(total.scope), model);
    if (total.scope == Scope::third_party) tree.measures = Measures::base_flop;
    return tree;
}

Derivation base_total_how(const Total& total, const std::string& model) {
    Derivation tree = total_how(total, "base model " + model, model);
    tree.measures = Measures::base_flop;
    return tree;
}

}  // namespace flopledger
