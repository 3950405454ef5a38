// SPDX-License-Identifier: Apache-2.0
#include "core/judge/results/interconnect_result.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/tools/pod_efficiency.hpp"
#include "core/count/tools/pod_limit.hpp"

namespace flopledger {

namespace {

// How the preset's own values are cited in a plan.
std::string source_of(const Preset& preset, const PresetValue& value) {
    return fmt::format("preset {} ({}): {}", preset.id, word(preset.mark), value.source);
}

std::vector<MethodResult> methods_of(const PodPlan& plan,
                                     const std::vector<std::shared_ptr<const Preset>>& presets) {
    std::vector<MethodResult> methods;
    if (!plan.cap) return methods;
    for (const std::shared_ptr<const Preset>& preset : presets) {
        if (!preset->is_method) continue;
        PodPlan tried = plan;
        for (const PresetValue& value : preset->values) {
            tried.set(value.input, value.value, preset->id, source_of(*preset, value));
        }
        std::optional<Derived<Ratio>> eta;
        std::string why;
        if (has_efficiency(tried)) eta = efficiency_of(tried, why);
        methods.push_back({preset, synchronization_rate(tried, tried.synchronization),
                           largest_limit(tried, eta ? &*eta : nullptr)});
        methods.back().rate.label = preset->title + ": rate";
        if (!holds_model(tried)) {
            methods.back().infeasible = "each pod must hold the training state of the model";
        }
        methods.back().largest.label = preset->title + ": most that the pods train";
    }
    std::stable_sort(methods.begin(), methods.end(),
                     [](const MethodResult& left, const MethodResult& right) {
                         return right.rate.value.best < left.rate.value.best;
                     });
    return methods;
}

// Whether any method that the pods' memory bears reaches an amount.
Truth any_reaches(const std::vector<MethodResult>& methods, const AmountLine& line) {
    if (methods.empty()) return std::nullopt;
    std::vector<Truth> truths;
    for (const MethodResult& method : methods) {
        if (method.infeasible.empty()) truths.push_back(reaches(method.largest.quantity(), line));
    }
    return any_holds(truths);
}

std::vector<AmountResult> amounts_of(const PodPlan& plan, const std::vector<AmountLine>& lines,
                                     const std::optional<Derived<Flop>>& most,
                                     const std::vector<MethodResult>& methods) {
    const Derived<Flop> one = one_pod_limit(plan);
    const bool holds = holds_model(plan);
    std::vector<AmountResult> results;
    for (const AmountLine& line : lines) {
        const Flop amount{point(line.amount)};
        results.push_back(
            {line, holds ? reaches(one.quantity(), line) : Truth(false),
             most ? reaches(most->quantity(), line) : Truth(false), any_reaches(methods, line),
             computed(fmt::format("pods for {} FLOP", figure(line.amount)),
                      "amount / C_one, rounded up", ends_rounded_up(amount / one.quantity()),
                      Measures::pods, {one})});
    }
    return results;
}

std::vector<std::string> notes_of(const PodPlan& plan) {
    std::vector<std::string> notes{
        "Bounds from what is stated, no forecast: whether a loss bears the steps, the compression "
        "and the batch of all pods is not asked, nor what a threshold asks besides its amount.",
        "A pod's traffic is one way; a link that takes turns needs twice as much."};
    if (plan.cap) {
        notes.emplace_back(
            "The cheapest strategy or method decides, not data parallelism; and a single pod needs "
            "no link.");
        notes.emplace_back(
            "Reinforcement learning weakens a cap: rollouts send tokens, and weights now and then "
            "(alignmentforum.org, post Xzf3eMnhTko7AxnEy, opening).");
    }
    return notes;
}

void add_strategies(const InterconnectResult& result, std::vector<AnswerGroup>& groups) {
    AnswerGroup group{"What crosses a pod's boundary, one way", {}};
    for (const Strategy& strategy : result.strategies) {
        if (strategy.bytes_per_token) {
            group.answers.push_back({strategy.key + "_bytes_per_token", *strategy.bytes_per_token});
        }
        if (!strategy.rate) continue;
        group.answers.push_back({strategy.key + "_rate", *strategy.rate});
        group.answers.back().note = strategy.note;
        if (!strategy.infeasible.empty()) {
            group.answers.back().note = fmt::format("Infeasible: {}.", strategy.infeasible);
        }
        if (result.plan.cap && strategy.use == StrategyUse::training) {
            group.answers.push_back(
                {strategy.key + "_flop", strategy_limit(result.plan, strategy)});
        }
    }
    groups.push_back(std::move(group));
}

}  // namespace

InterconnectResult interconnect_of(PodPlan plan,
                                   const std::vector<std::shared_ptr<const Preset>>& presets,
                                   const std::vector<AmountLine>& amounts) {
    InterconnectResult result;
    result.plan = std::move(plan);
    const PodPlan& pods = result.plan;
    result.strategies = strategies_of(pods);
    result.groups = {pod_answers(pods), ratio_answers(pods), synchronization_answers(pods),
                     limit_answers(pods, result.strategies)};
    std::optional<Derived<Ratio>> eta;
    std::string why;
    if (has_efficiency(pods)) eta = efficiency_of(pods, why);
    result.methods = methods_of(pods, presets);
    result.amounts = amounts_of(
        pods, amounts, any_limit(pods, result.strategies, eta ? &*eta : nullptr), result.methods);
    result.notes = notes_of(pods);
    return result;
}

std::vector<AnswerGroup> all_answers(const InterconnectResult& result) {
    std::vector<AnswerGroup> groups = result.groups;
    add_strategies(result, groups);
    if (!result.methods.empty()) {
        AnswerGroup group{"Published methods", {}};
        for (const MethodResult& method : result.methods) {
            std::string key = method.preset->id;
            std::replace(key.begin(), key.end(), '-', '_');
            group.answers.push_back({key + "_rate", method.rate});
            group.answers.push_back({key + "_flop", method.largest});
        }
        groups.push_back(std::move(group));
    }
    AnswerGroup amounts{"Pods that reach amounts", {}};
    for (const AmountResult& amount : result.amounts) {
        amounts.answers.push_back(
            {fmt::format("pods_for_{}", figure(amount.line.amount)), amount.pods});
    }
    // Amounts of equal size differ in their comparison alone, and take as many pods.
    const auto same = [](const Answer& left, const Answer& right) { return left.key == right.key; };
    amounts.answers.erase(std::unique(amounts.answers.begin(), amounts.answers.end(), same),
                          amounts.answers.end());
    groups.push_back(std::move(amounts));
    return groups;
}

}  // namespace flopledger
