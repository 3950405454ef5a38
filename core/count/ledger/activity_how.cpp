// SPDX-License-Identifier: Apache-2.0
#include "core/count/ledger/activity_how.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/count/doubt/reconciliation.hpp"

namespace flopledger {

namespace {

// The figure of a method that a comparison takes: the best, or the high end of a bound.
Derivation figure_of(const MethodCount& count) {
    const Range& flop = count.model_flop.value;
    if (count.bound) {
        return given("bound by " + name_of(count.method), Flop{point(flop.high)},
                     Measures::flop_bound);
    }
    return given("best figure by " + name_of(count.method), Flop{point(flop.best)}, Measures::flop);
}

// The ratio that a cause would make; what it says to look at is its finding.
Derivation cause_tree(const Cause& cause) {
    Derivation tree =
        computed(fmt::format("{} ({})", cause.name.text, word(cause.rank)), cause.formula,
                 Ratio{point(cause.expected_ratio)}, Measures::ratio, cause.inputs);
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
    Derivation tree = computed(fmt::format("{} / {}", name_of(comparison.larger), name_of(smaller)),
                               "larger figure / smaller figure", Ratio{point(comparison.ratio)},
                               Measures::ratio, std::move(inputs));
    tree.findings.push_back(findings_of({comparison}).front());
    return tree;
}

bool holds(const std::vector<Finding>& findings, const Finding& finding) {
    return std::find(findings.begin(), findings.end(), finding) != findings.end();
}

}  // namespace

Derivation activity_how(const ActivityCount& activity,
                        const std::vector<ImpliedUtilization>& implied) {
    std::vector<Derivation> inputs;
    std::vector<Finding> told = findings_of(activity.comparisons);
    for (const MethodCount& method : activity.methods) {
        inputs.push_back(method.derivation);
        inputs.back().findings = method.findings;
        if (method.hardware_derivation) inputs.push_back(*method.hardware_derivation);
        told.insert(told.end(), method.findings.begin(), method.findings.end());
    }
    for (const MethodComparison& comparison : activity.comparisons) {
        inputs.push_back(comparison_tree(activity, comparison));
    }
    for (const ImpliedUtilization& utilization : implied) inputs.push_back(utilization.share);
    std::string formula =
        activity.used ? fmt::format("the {} figure stands", name_of(*activity.used)) : "";
    Derivation tree =
        computed(fmt::format("{} ({})", activity.activity->name, word(activity.activity->kind)),
                 std::move(formula), activity.flop, Measures::flop, std::move(inputs));
    tree.place = activity.activity->place;
    for (const Finding& finding : activity.findings) {
        if (!holds(told, finding)) tree.findings.push_back(finding);
    }
    return tree;
}

}  // namespace flopledger
