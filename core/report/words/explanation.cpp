// SPDX-License-Identifier: Apache-2.0
#include "core/report/words/explanation.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>

#include "core/base/call_names.hpp"
#include "core/base/figure_text.hpp"

namespace flopledger {

namespace {

// Cuts a tree below a number of levels.
void cut(Derivation& tree, int levels) {
    if (levels <= 1) {
        tree.inputs = {};
        tree.findings.clear();
        return;
    }
    if (tree.inputs.empty()) return;
    for (Derivation& input : tree.inputs.own()) cut(input, levels - 1);
}

VerdictExplanation verdict_explanation(const Verdict& verdict) {
    VerdictExplanation explanation;
    explanation.figures = verdict.how.figures();
    explanation.verdict = &verdict;
    explanation.rule =
        verdict.threshold->comparison == Comparison::greater
            ? "reached if low > amount, not reached if high <= amount, else undetermined"
            : "reached if low >= amount, not reached if high < amount, else undetermined";
    for (const ConditionResult& condition : verdict.conditions) {
        explanation.conditions.push_back(holds_text(condition));
    }
    for (const ConditionResult& alternative : verdict.alternatives) {
        explanation.conditions.push_back("or " + holds_text(alternative));
    }
    return explanation;
}

bool listed(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// The time, chips and energy that an activity took, as far as it is stated.
void add_resources(const Resources& resources, Explanation& explanation) {
    std::vector<Derivation>& figures = explanation.figures;
    if (resources.wall_clock_days) figures.push_back(*resources.wall_clock_days);
    if (resources.chip_days) figures.push_back(*resources.chip_days);
    if (resources.energy_mwh) figures.push_back(*resources.energy_mwh);
}

// What the training that a form asks about took.
void add_resources(const CountedResources& resources, Explanation& explanation) {
    std::vector<Derivation>& figures = explanation.figures;
    if (resources.days) figures.push_back(*resources.days);
    for (const HardwareDays& hardware : resources.hardware) figures.push_back(hardware.days);
    if (resources.energy) figures.push_back(*resources.energy);
}

// The activities asked for; a name the ledger lacks is an error that lists those it has.
void explain_activities(const LedgerResult& result, const ExplanationRequest& request,
                        Explanation& explanation, Diagnostics& diagnostics) {
    std::vector<std::string> names;
    for (const ActivityCount& activity : result.count->activities) {
        names.push_back(activity.activity->name);
        if (listed(request.activities, activity.activity->name)) {
            explanation.figures.push_back(activity.how);
            add_resources(activity.resources, explanation);
        }
    }
    for (const std::string& name : request.activities) {
        if (listed(names, name)) continue;
        diagnostics.add({.name = name::unknown_activity,
                         .place = {.file = result.file},
                         .excerpt = "",
                         .message = fmt::format("the ledger has no activity named '{}'", name),
                         .hint = fmt::format("it has: {}", fmt::join(names, ", "))});
    }
}

void explain_totals(const LedgerResult& result, const ExplanationRequest& request,
                    Explanation& explanation) {
    for (const Total& total : result.judgement.totals) {
        const std::string& id = total.standard->id;
        if (!request.standards.empty() && !listed(request.standards, id)) continue;
        explanation.figures.push_back(total.how);
        explanation.totals.push_back(&total);
        if (id == form_standard) add_resources(total.resources, explanation);
    }
}

}  // namespace

std::string holds_text(const ConditionResult& result) {
    std::string text = condition_text(*result.condition) + ": ";
    if (result.holds) return text + (*result.holds ? "holds" : "does not hold");
    if (result.missing_facts.empty()) return text + "unknown, the figures leave it open";
    return text + fmt::format("unknown, the ledger does not state {}",
                              fmt::join(result.missing_facts, ", "));
}

std::string condition_text(const Condition& condition) {
    if (!condition.any.empty()) {
        std::vector<std::string> parts;
        for (const Condition& part : condition.any) parts.push_back(condition_text(part));
        return fmt::format("any of ({})", fmt::join(parts, "; "));
    }
    if (condition.is_true) {
        return fmt::format("{} is {}", condition.fact, *condition.is_true ? "true" : "false");
    }
    if (condition.is_word) return fmt::format("{} is {}", condition.fact, *condition.is_word);
    if (condition.greater) {
        return fmt::format("{} > {}", condition.fact, figure(*condition.greater));
    }
    if (condition.at_least) {
        return fmt::format("{} >= {}", condition.fact, figure(*condition.at_least));
    }
    return fmt::format("{} includes {}", condition.fact, fmt::join(condition.includes_any, " or "));
}

Explanation explain(const LedgerResult& result, const ExplanationRequest& request,
                    Diagnostics& diagnostics) {
    Explanation explanation;
    const bool by_activity = !request.activities.empty();
    if (by_activity) {
        explain_activities(result, request, explanation, diagnostics);
    } else {
        explain_totals(result, request, explanation);
    }
    explanation.as_of = request.as_of;
    for (const auto* verdicts : {&result.judgement.verdicts, &result.judgement.also}) {
        for (const Verdict& verdict : *verdicts) {
            const bool about = verdict.standard.empty() || request.standards.empty() ||
                               listed(request.standards, verdict.standard);
            if (!about || (by_activity && !request.verdicts)) continue;
            const bool is_beside = verdicts == &result.judgement.also;
            if (is_beside && verdict.status == VerdictStatus::not_reached) continue;
            explanation.verdicts.push_back(verdict_explanation(verdict));
        }
    }
    if (request.depth > 0) {
        for (Derivation& figure : explanation.figures) cut(figure, request.depth);
        for (VerdictExplanation& verdict : explanation.verdicts) {
            for (Derivation& figure : verdict.figures) cut(figure, request.depth);
        }
    }
    return explanation;
}

}  // namespace flopledger
