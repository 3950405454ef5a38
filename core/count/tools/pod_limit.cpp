// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/pod_limit.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/count/tools/pod_efficiency.hpp"

namespace flopledger {

namespace {

// What the pods do under the cap with the steps and the compression of the plan, before losses.
Derived<Flop> held_up(const PodPlan& plan) {
    const Derived<Flop> all = compute_limit(plan);
    if (!plan.cap) return all;
    const Derived<Flop> link = bandwidth_limit(plan);
    return computed("all pods, held up by the links or by computing", "min(C_comp, C_bw)",
                    smaller_ends(all.quantity(), link.quantity()), Measures::flop_bound,
                    {all, link});
}

// FLOP at a share of the speed. The slowest pods need the least of a link: ends pair so that the
// product stays monotonous.
Flop slowed(const Flop& full, const Ratio& left) {
    return {{full.value.low * left.value.high, full.value.best * left.value.best,
             full.value.high * left.value.low}};
}

void add_efficiency(const PodPlan& plan, AnswerGroup& group, std::optional<Derived<Ratio>>& eta) {
    if (!has_efficiency(plan)) return;
    const Derived<Ratio> straggler = straggler_factor(plan);
    group.answers.push_back({"straggler_factor", straggler});
    group.answers.back().note = "A modelling choice.";
    if (plan.cap) {
        const Derived<BytesPerSecond> rate = synchronization_rate(plan, plan.synchronization);
        const Ratio steps = rate.quantity() * quantity_of<PodInput::sync_every>(plan) /
                            plan.cap->quantity() * straggler.quantity();
        group.answers.push_back(
            {"steps_with_stragglers",
             computed("steps after which the link keeps up, with stragglers", "W_req x H / W x f",
                      steps, Measures::steps,
                      {rate, plan.at(PodInput::sync_every), *plan.cap, straggler})});
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
    return !memory || training_state(plan).value.best <= memory->value.best;
}

Derived<Flop> one_pod_limit(const PodPlan& plan) {
    const Derived<FlopPerSecond> rate = training_rate(plan);
    return computed("most that one pod trains (C_one)", "F x T",
                    rate.quantity() * quantity_of<PodInput::time>(plan), Measures::flop_bound,
                    {rate, plan.at(PodInput::time)});
}

Derived<Flop> compute_limit(const PodPlan& plan) {
    const Derived<Flop> one = one_pod_limit(plan);
    return computed("most that all pods compute (C_comp)", "N x C_one",
                    quantity_of<PodInput::pods>(plan) * one.quantity(), Measures::flop_bound,
                    {plan.at(PodInput::pods), one});
}

Derived<Flop> bandwidth_limit(const PodPlan& plan) {
    // F stands in both factors and cancels, so that its range must not enter twice.
    PodPlan certain = plan;
    certain.set(PodInput::utilization, point(plan.at(PodInput::utilization).value.best), "", "");
    // W / W_req is how much faster or slower than computing the links are: the rate cancels.
    const Flop limit = compute_limit(certain).quantity() * plan.cap->quantity() /
                       synchronization_rate(certain, plan.synchronization).quantity();
    return sourced(computed("most that capped links let all pods train (C_bw)",
                            "C_comp x W / W_req", limit, Measures::flop_bound,
                            {compute_limit(plan), *plan.cap,
                             synchronization_rate(plan, plan.synchronization)}),
                   "= 6 N B H c W T / (kappa g) for a dense model: neither its size nor the rate "
                   "of the pods is in it");
}

Derived<Flop> largest_limit(const PodPlan& plan, const Derived<Ratio>* efficiency) {
    const Derived<Flop> one = one_pod_limit(plan);
    const Derived<Flop> all = held_up(plan);
    std::vector<Derivation> inputs{one, all};
    Flop reached = all.quantity();
    if (efficiency != nullptr) {
        reached = reached * efficiency->quantity();
        inputs.push_back(*efficiency);
    }
    return computed("most that the pods train with these steps and compression (C_max)",
                    efficiency != nullptr ? "max(C_one, eta x min(C_comp, C_bw))"
                                          : "max(C_one, min(C_comp, C_bw))",
                    larger_ends(one.quantity(), reached), Measures::flop_bound, std::move(inputs));
}

Derived<Flop> strategy_limit(const PodPlan& plan, const Strategy& strategy) {
    const Derived<Flop> all = compute_limit(plan);
    if (!plan.cap || !strategy.rate) return all;
    const Ratio left = speed_left(strategy.rate->quantity(), plan.cap->quantity());
    return computed(strategy.name + ": most that the pods train", "C_comp x min(1, W / rate)",
                    slowed(all.quantity(), left), Measures::flop_bound,
                    {all, *plan.cap, *strategy.rate});
}

std::optional<Derived<Flop>> any_limit(const PodPlan& plan, const std::vector<Strategy>& strategies,
                                       const Derived<Ratio>* efficiency) {
    std::vector<Derivation> ways;
    Flop most;
    const auto add = [&](Derived<Flop> way) {
        most = larger_ends(most, way.quantity());
        ways.push_back(std::move(way));
    };
    if (holds_model(plan)) add(largest_limit(plan, efficiency));
    for (const Strategy& strategy : strategies) {
        const bool counts = strategy.use == StrategyUse::training && strategy.rate &&
                            strategy.infeasible.empty() && strategy.key != "local_steps";
        if (counts) add(strategy_limit(plan, strategy));
    }
    if (ways.empty()) return std::nullopt;
    return computed("most that the pods train by any strategy that their memory bears",
                    "the largest of them", most, Measures::flop_bound, std::move(ways));
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
    std::optional<Derived<Ratio>> eta;
    add_efficiency(plan, group, eta);
    const Derived<Ratio>* efficiency = eta ? &*eta : nullptr;
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
