// SPDX-License-Identifier: Apache-2.0
#include "core/count/pod_limit.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/count/pod_efficiency.hpp"

namespace flopledger {

namespace {

Range smaller_ends(const Range& left, const Range& right) {
    return {smaller(left.low, right.low), smaller(left.best, right.best),
            smaller(left.high, right.high)};
}

Range larger_ends(const Range& left, const Range& right) {
    return {larger(left.low, right.low), larger(left.best, right.best),
            larger(left.high, right.high)};
}

// What the pods do under the cap with the steps and the compression of the plan, before losses.
Derivation held_up(const PodPlan& plan) {
    const Derivation all = compute_limit(plan);
    if (!plan.cap) return all;
    const Derivation link = bandwidth_limit(plan);
    return computed("all pods, held up by the links or by computing", "min(C_comp, C_bw)",
                    smaller_ends(all.value, link.value), "FLOP", {all, link});
}

void add_efficiency(const PodPlan& plan, AnswerGroup& group, std::optional<Derivation>& eta) {
    if (!has_efficiency(plan)) return;
    const Derivation straggler = straggler_factor(plan);
    group.answers.push_back({"straggler_factor", straggler});
    group.answers.back().note = "A modelling choice.";
    if (plan.cap) {
        const Derivation rate = synchronization_rate(plan, plan.synchronization).tree;
        const Range steps = rate.value * plan.at(PodInput::sync_every).value /
                            plan.cap->tree.value * straggler.value;
        group.answers.push_back(
            {"steps_with_stragglers",
             computed("steps after which the link keeps up, with stragglers", "W_req x H / W x f",
                      steps, "steps",
                      {rate, plan.at(PodInput::sync_every), plan.cap->tree, straggler})});
        group.answers.back().note = "A modelling choice.";
    }
    std::string why;
    eta = efficiency_of(plan, why);
    if (eta) {
        group.answers.push_back({"efficiency", *eta});
        group.answers.back().note = "A modelling choice.";
    } else {
        group.answers.back().note = fmt::format("Efficiency is left out: {}.", why);
    }
}

}  // namespace

bool holds_model(const PodPlan& plan) {
    const auto memory = pod_memory(plan);
    return !memory || training_state(plan).tree.value.best <= memory->tree.value.best;
}

Derivation one_pod_limit(const PodPlan& plan) {
    const Known<FlopPerSecond> rate = training_rate(plan);
    return known("most that one pod trains (C_one)", "F x T",
                 rate.quantity() * quantity_of<Seconds>(plan, PodInput::time), "FLOP",
                 {rate.tree, plan.at(PodInput::time)})
        .tree;
}

Derivation compute_limit(const PodPlan& plan) {
    const Derivation one = one_pod_limit(plan);
    const Derivation& pods = plan.at(PodInput::pods);
    return computed("most that all pods compute (C_comp)", "N x C_one", pods.value * one.value,
                    "FLOP", {pods, one});
}

Derivation bandwidth_limit(const PodPlan& plan) {
    // W / W_req is how much faster or slower than computing the links are: the rate cancels.
    const Known<BytesPerSecond> required = synchronization_rate(plan, plan.synchronization);
    const Derivation all = compute_limit(plan);
    // F stands in both factors and cancels, so that its range must not enter twice.
    const Exact utilization = plan.at(PodInput::utilization).value.best;
    PodPlan certain = plan;
    certain.set(PodInput::utilization, point(utilization), "", "");
    const Range value = compute_limit(certain).value * plan.cap->tree.value /
                        synchronization_rate(certain, plan.synchronization).tree.value;
    return known("most that capped links let all pods train (C_bw)", "C_comp x W / W_req",
                 Flop{value}, "FLOP", {all, plan.cap->tree, required.tree},
                 "= 6 N B H c W T / (kappa g) for a dense model: neither its size nor the rate of "
                 "the pods is in it")
        .tree;
}

Derivation largest_limit(const PodPlan& plan, const Derivation* efficiency) {
    const Derivation one = one_pod_limit(plan);
    Derivation all = held_up(plan);
    std::vector<Derivation> inputs{one, all};
    Range reached = all.value;
    if (efficiency != nullptr) {
        reached = reached * efficiency->value;
        inputs.push_back(*efficiency);
    }
    return computed("most that the pods train with these steps and compression (C_max)",
                    efficiency != nullptr ? "max(C_one, eta x min(C_comp, C_bw))"
                                          : "max(C_one, min(C_comp, C_bw))",
                    larger_ends(one.value, reached), "FLOP", std::move(inputs));
}

Derivation strategy_limit(const PodPlan& plan, const Strategy& strategy) {
    const Derivation all = compute_limit(plan);
    if (!plan.cap || !strategy.rate) return all;
    const Range left = speed_left(*strategy.rate, plan.cap->tree);
    // The slowest pods need the least of a link: ends pair so that the product stays monotonous.
    return computed(
        strategy.name + ": most that the pods train", "C_comp x min(1, W / rate)",
        {all.value.low * left.high, all.value.best * left.best, all.value.high * left.low}, "FLOP",
        {all, plan.cap->tree, *strategy.rate});
}

std::optional<Derivation> any_limit(const PodPlan& plan, const std::vector<Strategy>& strategies,
                                    const Derivation* efficiency) {
    std::vector<Derivation> ways;
    if (holds_model(plan)) ways.push_back(largest_limit(plan, efficiency));
    for (const Strategy& strategy : strategies) {
        const bool counts = strategy.use == StrategyUse::training && strategy.rate &&
                            strategy.infeasible.empty() && strategy.key != "local_steps";
        if (counts) ways.push_back(strategy_limit(plan, strategy));
    }
    if (ways.empty()) return std::nullopt;
    Range most = ways.front().value;
    for (const Derivation& way : ways) most = larger_ends(most, way.value);
    return computed("most that the pods train by any strategy that their memory bears",
                    "the largest of them", most, "FLOP", std::move(ways));
}

AnswerGroup limit_answers(const PodPlan& plan, const std::vector<Strategy>& strategies) {
    AnswerGroup group{"Largest training run", {}};
    const bool holds = holds_model(plan);
    group.answers.push_back({"one_pod_flop", one_pod_limit(plan)});
    if (!holds) {
        group.answers.back().note =
            "Infeasible for this model, whose training state a pod cannot hold; a smaller model "
            "can be trained for so long.";
    }
    group.answers.push_back({"all_pods_flop", compute_limit(plan)});
    if (plan.cap) group.answers.push_back({"bandwidth_flop", bandwidth_limit(plan)});
    std::optional<Derivation> eta;
    add_efficiency(plan, group, eta);
    const Derivation* efficiency = eta ? &*eta : nullptr;
    group.answers.push_back({"largest_flop", largest_limit(plan, efficiency)});
    if (!holds) {
        group.answers.back().note =
            "Infeasible for this model: each pod must hold its training state.";
    }
    if (auto any = any_limit(plan, strategies, efficiency)) {
        group.answers.push_back({"any_strategy_flop", std::move(*any)});
    }
    return group;
}

}  // namespace flopledger
