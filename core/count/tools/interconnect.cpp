// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/interconnect.hpp"

#include <array>
#include <utility>

#include "core/base/enum_words.hpp"

namespace flopledger {

namespace {

// t_comp = 6 P_active B / F.
Derived<Seconds> step_time(const PodPlan& plan) {
    const Derived<TokensPerSecond> tokens = training_tokens(plan);
    return computed("time that a step computes (t_comp)", "6 P_active B / F",
                    quantity_of<PodInput::batch_tokens>(plan) / tokens.quantity(), Measures::time,
                    {plan.at(PodInput::batch_tokens), tokens});
}

// V = kappa P g / c.
Derived<Bytes> sent_bytes(const PodPlan& plan, Synchronization synchronization) {
    const Derived<Ratio> crossings = crossings_of(plan, synchronization);
    return computed("sent by a pod in a synchronization, one way (V)", "kappa x P x g / c",
                    crossings.quantity() * quantity_of<PodInput::parameters>(plan) *
                        quantity_of<PodInput::gradient_bytes>(plan) /
                        quantity_of<PodInput::compression>(plan),
                    Measures::bytes,
                    {crossings, plan.at(PodInput::parameters), plan.at(PodInput::gradient_bytes),
                     plan.at(PodInput::compression)});
}

// After how many steps pods no longer wait: V / (W t_comp).
Derived<Ratio> steps_without_waiting(const PodPlan& plan) {
    const Derived<Bytes> sent = sent_bytes(plan, plan.synchronization);
    const Derived<Seconds> step = step_time(plan);
    return computed("steps after which the link keeps up", "V / (W x t_comp)",
                    sent.quantity() / (plan.cap->quantity() * step.quantity()), Measures::steps,
                    {sent, *plan.cap, step});
}

// A share of the time falls as waiting grows and rises with computing: ends pair crosswise.
template <typename Share>
Ratio crosswise(const Seconds& computing, const Seconds& waiting, const Share& share) {
    return {{share(computing.value.low, waiting.value.high),
             share(computing.value.best, waiting.value.best),
             share(computing.value.high, waiting.value.low)}};
}

// The share of the time in which pods compute that send meanwhile.
Ratio overlapped_share(const Seconds& computing, const Seconds& waiting) {
    return crosswise(computing, waiting,
                     [](const Exact& busy, const Exact& idle) { return smaller(1, busy / idle); });
}

// The same of pods that send in between.
Ratio sequential_share(const Seconds& computing, const Seconds& waiting) {
    return crosswise(computing, waiting,
                     [](const Exact& busy, const Exact& idle) { return busy / (busy + idle); });
}

void add_under_cap(const PodPlan& plan, AnswerGroup& group) {
    const Derived<Ratio> steps = steps_without_waiting(plan);
    group.answers.push_back({"steps_before_rounding", steps});
    group.answers.push_back(
        {"least_sync_every",
         computed("fewest steps between synchronizations without waiting (H_min)", "rounded up",
                  ends_rounded_up(steps.quantity()), Measures::steps, {steps})});
    const Derived<Bytes> sent = sent_bytes(plan, plan.synchronization);
    const Derived<Seconds> step = step_time(plan);
    const Seconds computing = step.quantity() * quantity_of<PodInput::sync_every>(plan);
    std::vector<Derivation> inputs{plan.at(PodInput::sync_every), step, sent, *plan.cap};
    Seconds waiting = sent.quantity() / plan.cap->quantity();
    if (plan.has(PodInput::latency)) {
        waiting = waiting + quantity_of<PodInput::latency>(plan);
        inputs.push_back(plan.at(PodInput::latency));
    }
    group.answers.push_back(
        {"overlapped_share",
         computed("share of the time computing, sending meanwhile",
                  "min(1, H t_comp / (V / W + latency))", overlapped_share(computing, waiting),
                  Measures::ratio, inputs)});
    group.answers.push_back(
        {"sequential_share",
         computed("share of the time computing, sending in between",
                  "H t_comp / (H t_comp + V / W + latency)", sequential_share(computing, waiting),
                  Measures::ratio, std::move(inputs))});
}

Derived<BytesPerToken> gradient_bytes_per_token(const PodPlan& plan,
                                                Synchronization synchronization) {
    const Derived<Ratio> crossings = crossings_of(plan, synchronization);
    return computed("bytes of gradients for each token, every step", "kappa x P x g / B",
                    crossings.quantity() * quantity_of<PodInput::parameters>(plan) *
                        quantity_of<PodInput::gradient_bytes>(plan) /
                        quantity_of<PodInput::batch_tokens>(plan),
                    Measures::bytes_per_token,
                    {crossings, plan.at(PodInput::parameters), plan.at(PodInput::gradient_bytes),
                     plan.at(PodInput::batch_tokens)});
}

template <typename Amount>
Derived<Ratio> share_of(std::string label, std::string formula, const Derived<Amount>& dividend,
                        const Derived<Amount>& divisor) {
    return computed(std::move(label), std::move(formula), dividend.quantity() / divisor.quantity(),
                    Measures::ratio, {dividend, divisor});
}

}  // namespace

Derived<BytesPerSecond> synchronization_rate(const PodPlan& plan, Synchronization synchronization) {
    const Derived<Bytes> sent = sent_bytes(plan, synchronization);
    const Derived<Seconds> step = step_time(plan);
    // The parameters stand above and below: of a dense model the rate does not depend on its size.
    return sourced(
        computed("rate that keeps pods in step (W_req)", "V / (H x t_comp)",
                 sent.quantity() / (quantity_of<PodInput::sync_every>(plan) * step.quantity()),
                 Measures::bytes_per_second, {sent, plan.at(PodInput::sync_every), step}),
        "= kappa g F / (6 B H c) for a dense model, whatever its size");
}

CapVerdict verdict_of(const BytesPerSecond& rate, const BytesPerSecond& cap) {
    if (rate.value.high <= cap.value.low) return CapVerdict::passes;
    return cap.value.high < rate.value.low ? CapVerdict::blocked : CapVerdict::depends;
}

Ratio speed_left(const BytesPerSecond& rate, const BytesPerSecond& cap) {
    // Least is left where the most is needed: ends pair crosswise.
    const auto left = [](const Exact& most, const Exact& needed) {
        return most < needed ? most / needed : Exact(1);
    };
    return {{left(cap.value.low, rate.value.high), left(cap.value.best, rate.value.best),
             left(cap.value.high, rate.value.low)}};
}

AnswerGroup pod_answers(const PodPlan& plan) {
    AnswerGroup group{"A pod", {}};
    group.answers.push_back({"training_rate", training_rate(plan)});
    group.answers.push_back({"training_tokens_per_second", training_tokens(plan)});
    group.answers.push_back({"served_tokens_per_second", served_tokens(plan)});
    const Derived<Bytes> state = training_state(plan);
    group.answers.push_back({"training_state", state});
    const auto memory = pod_memory(plan);
    if (!memory) {
        group.answers.back().note = "The memory of the chip is not known.";
        return group;
    }
    group.answers.push_back({"pod_memory", *memory});
    group.answers.push_back(
        {"largest_model",
         computed("largest model that a pod can train by itself", "memory / beta",
                  memory->quantity() / quantity_of<PodInput::state_bytes>(plan),
                  Measures::parameters, {*memory, plan.at(PodInput::state_bytes)})});
    if (memory->value.best < state.value.best) {
        group.answers.back().note =
            "Infeasible: the pod is too small for the training state of this model.";
    }
    return group;
}

AnswerGroup synchronization_answers(const PodPlan& plan) {
    AnswerGroup group{"Pods in step", {}};
    group.answers.push_back({"step_time", step_time(plan)});
    group.answers.push_back({"sent_bytes", sent_bytes(plan, plan.synchronization)});
    group.answers.push_back({"required_rate", synchronization_rate(plan, plan.synchronization)});
    if (plan.cap) add_under_cap(plan, group);
    return group;
}

AnswerGroup ratio_answers(const PodPlan& plan) {
    AnswerGroup group{"Training against inference", {}};
    Derived<BytesPerToken> one_way = gradient_bytes_per_token(plan, Synchronization::server);
    one_way.label += ", one way";
    const Derived<BytesPerToken> token{plan.at(PodInput::token_bytes)};
    const Derived<Ratio> ratio = share_of("bytes of a token trained on, one way, to one served",
                                          "P g / B / b", one_way, token);
    group.answers.push_back({"ratio_one_way", ratio});
    group.answers.push_back(
        {"ratio_ring", share_of("the same in a ring", "kappa P g / B / b",
                                gradient_bytes_per_token(plan, Synchronization::ring), token)});
    group.answers.push_back(
        {"ratio_equal_flop", computed("one way, for equal FLOP", "ratio / 3", ratio.quantity() / 3,
                                      Measures::ratio, {ratio})});
    group.answers.back().figure.source = "a token trained on takes 6 P FLOP, a token served 2 P";
    const Derived<TokensPerSecond> served = served_tokens(plan);
    const Derived<BytesPerSecond> traffic =
        computed("rate of users' tokens (W_inf)", "b x r", token.quantity() * served.quantity(),
                 Measures::bytes_per_second, {token, served});
    group.answers.push_back({"serving_rate", traffic});
    group.answers.push_back(
        {"ratio_rates", share_of("rates, with the steps and compression above", "W_req / W_inf",
                                 synchronization_rate(plan, plan.synchronization), traffic)});
    return group;
}

std::string_view word(StrategyUse use) {
    constexpr std::array<std::string_view, 2> words{"training", "serving"};
    return word_at(words, use);
}

std::string_view word(CapVerdict verdict) {
    constexpr std::array<std::string_view, 3> words{"passes", "blocked", "depends"};
    return word_at(words, verdict);
}

}  // namespace flopledger
