// SPDX-License-Identifier: Apache-2.0
#include "core/report/explanation.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>

#include "core/base/figure_text.hpp"

namespace flopledger {

namespace {

std::string citation_text(const Standard& standard) {
    std::string text = standard.citation.text;
    if (!standard.citation.article.empty()) text += ", " + standard.citation.article;
    return text;
}

// What one activity or base brings, with how its figure was reached below.
Derivation contribution_tree(const Contribution& contribution, const std::string& model) {
    Derivation tree;
    tree.label = contribution.name;
    if (contribution.is_base) tree.label = "base model " + tree.label;
    if (contribution.ledger != model) tree.label += fmt::format(" of {}", contribution.ledger);
    tree.unit = "FLOP";
    tree.value = contribution.counted.value;
    if (contribution.rule != nullptr) {
        // Where the way over a base model is the weaker rule, that one decides.
        const bool by_base = contribution.applied != contribution.rule->rule;
        tree.source = rule_source(by_base ? *contribution.base_rule : *contribution.rule);
        switch (contribution.applied) {
            case Rule::count:
                tree.label += ", counted";
                break;
            case Rule::leave_out:
                tree.label +=
                    fmt::format(", left out ({} FLOP)", figure(contribution.flop.value.best));
                break;
            case Rule::unsettled:
                tree.label += ", unsettled: in best and high, not in low";
                break;
        }
    }
    if (contribution.activity != nullptr) {
        tree.place = contribution.activity->activity->place;
        tree.inputs.push_back(contribution.activity->derivation);
    }
    return tree;
}

Derivation total_tree(const Total& total, const std::string& model) {
    Derivation tree;
    tree.label = fmt::format("total under {}", total.standard->id);
    tree.formula = "sum of what the standard counts";
    tree.value = total.flop.value;
    tree.unit = "FLOP";
    tree.source = citation_text(*total.standard);
    for (const Contribution& contribution : total.contributions) {
        tree.inputs.push_back(contribution_tree(contribution, model));
    }
    for (const UnknownBase& base : total.unknown_bases) {
        Derivation unknown;
        unknown.label = fmt::format("base model {}: unknown compute, not in the sum", base.name);
        unknown.unit = "FLOP";
        if (base.rule != nullptr) unknown.source = rule_source(*base.rule);
        tree.inputs.push_back(std::move(unknown));
    }
    return tree;
}

Derivation activity_tree(const ActivityCount& activity) {
    Derivation tree;
    tree.label = fmt::format("{} ({})", activity.activity->name, word(activity.activity->kind));
    tree.value = activity.flop.value;
    tree.unit = "FLOP";
    tree.place = activity.activity->place;
    if (activity.used) tree.formula = fmt::format("the {} figure stands", name_of(*activity.used));
    for (const MethodCount& method : activity.methods) tree.inputs.push_back(method.derivation);
    return tree;
}

// Cuts a tree below a number of levels.
void cut(Derivation& tree, int levels) {
    if (levels <= 1) {
        tree.inputs.clear();
        return;
    }
    for (Derivation& input : tree.inputs) cut(input, levels - 1);
}

std::string holds_text(const ConditionResult& result) {
    std::string text = condition_text(*result.condition) + ": ";
    if (result.holds) return text + (*result.holds ? "holds" : "does not hold");
    return text + fmt::format("unknown, the ledger does not state {}",
                              fmt::join(result.missing_facts, ", "));
}

VerdictExplanation verdict_explanation(const Verdict& verdict) {
    VerdictExplanation explanation;
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

// The activities asked for; a name the ledger lacks is an error that lists those it has.
void explain_activities(const LedgerResult& result, const ExplanationRequest& request,
                        Explanation& explanation, Diagnostics& diagnostics) {
    std::vector<std::string> names;
    for (const ActivityCount& activity : result.count->activities) {
        names.push_back(activity.activity->name);
        if (listed(request.activities, activity.activity->name)) {
            explanation.figures.push_back(activity_tree(activity));
        }
    }
    for (const std::string& name : request.activities) {
        if (listed(names, name)) continue;
        diagnostics.add({.name = "unknown-activity",
                         .place = {.file = result.file},
                         .excerpt = "",
                         .message = fmt::format("the ledger has no activity named '{}'", name),
                         .hint = fmt::format("it has: {}", fmt::join(names, ", "))});
    }
}

}  // namespace

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
    if (!request.activities.empty()) {
        explain_activities(result, request, explanation, diagnostics);
    } else {
        const std::string& model = result.count->ledger->model_name;
        for (const Total& total : result.judgement.totals) {
            if (!request.standards.empty() && !listed(request.standards, total.standard->id)) {
                continue;
            }
            explanation.figures.push_back(total_tree(total, model));
            explanation.totals.push_back(&total);
        }
        for (const Verdict& verdict : result.judgement.verdicts) {
            const bool about = verdict.standard.empty() || request.standards.empty() ||
                               listed(request.standards, verdict.standard);
            if (about) explanation.verdicts.push_back(verdict_explanation(verdict));
        }
    }
    if (request.depth > 0) {
        for (Derivation& figure : explanation.figures) cut(figure, request.depth);
    }
    return explanation;
}

}  // namespace flopledger
