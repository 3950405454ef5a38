// SPDX-License-Identifier: Apache-2.0
#include "core/report/activity_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/count/hardware_derivation.hpp"
#include "core/count/plausibility.hpp"
#include "core/count/reconciliation.hpp"

namespace flopledger {

namespace {

// The figure of a method that a comparison takes: the best, or the high end of a bound.
Derivation figure_of(const MethodCount& count) {
    const Range& flop = count.model_flop.value;
    return computed(
        fmt::format("{} by {}", count.bound ? "bound" : "best figure", name_of(count.method)), "",
        point(count.bound ? flop.high : flop.best), "FLOP", {});
}

// The ratio that a cause would make; what it says to look at is its finding.
Derivation cause_tree(const Cause& cause) {
    Derivation tree = computed(fmt::format("{} ({})", cause.name.text, word(cause.rank)),
                               cause.formula, point(cause.expected_ratio), "", cause.inputs);
    tree.source = cause.source;
    tree.findings.push_back({cause.name, cause.message});
    return tree;
}

Derivation comparison_tree(const ActivityCount& activity, const MethodComparison& comparison) {
    const bool first_larger = comparison.larger == comparison.first;
    const MethodName& smaller = first_larger ? comparison.second : comparison.first;
    std::vector<Derivation> inputs;
    for (const MethodName& name : {comparison.larger, smaller}) {
        if (const MethodCount* count = activity.method(name)) inputs.push_back(figure_of(*count));
    }
    for (const Cause& cause : comparison.causes) inputs.push_back(cause_tree(cause));
    Derivation tree =
        computed(fmt::format("{} / {}", name_of(comparison.larger), name_of(smaller)),
                 "larger figure / smaller figure", point(comparison.ratio), "", std::move(inputs));
    tree.findings.push_back(findings_of({comparison}).front());
    return tree;
}

bool holds(const std::vector<Finding>& findings, const Finding& finding) {
    return std::find(findings.begin(), findings.end(), finding) != findings.end();
}

}  // namespace

Derivation activity_tree(const ActivityCount& activity) {
    Derivation tree;
    tree.label = fmt::format("{} ({})", activity.activity->name, word(activity.activity->kind));
    tree.value = activity.flop.value;
    tree.unit = "FLOP";
    tree.place = activity.activity->place;
    if (activity.used) tree.formula = fmt::format("the {} figure stands", name_of(*activity.used));
    std::vector<Finding> told = findings_of(activity.comparisons);
    for (const MethodCount& method : activity.methods) {
        Derivation figure = method.derivation;
        figure.findings = method.findings;
        tree.inputs.push_back(std::move(figure));
        if (auto hardware = derived_hardware(*activity.activity, method)) {
            tree.inputs.push_back(std::move(*hardware));
        }
        told.insert(told.end(), method.findings.begin(), method.findings.end());
    }
    for (const MethodComparison& comparison : activity.comparisons) {
        tree.inputs.push_back(comparison_tree(activity, comparison));
    }
    for (ImpliedUtilization& implied : implied_utilizations(*activity.activity, activity.methods)) {
        tree.inputs.push_back(std::move(implied.share));
    }
    for (const Finding& finding : activity.findings) {
        if (!holds(told, finding)) tree.findings.push_back(finding);
    }
    return tree;
}

}  // namespace flopledger
