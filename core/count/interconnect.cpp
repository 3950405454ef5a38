// SPDX-License-Identifier: Apache-2.0
#include "core/count/interconnect.hpp"

#include <array>
#include <utility>

#include "core/facts/enum_words.hpp"

namespace flopledger {

namespace {

constexpr const char* per_token = "B/token";

Range times(const Range& range, const Exact& factor) { return range * point(factor); }

// t_comp = 6 P_active B / F.
Known<Seconds> step_time(const PodPlan& plan) {
    const Known<TokensPerSecond> tokens = training_tokens(plan);
    const Derivation& batch = plan.at(PodInput::batch_tokens);
    return known("time that a step computes (t_comp)", "6 P_active B / F",
                 Tokens{batch.value} / tokens.quantity(), "seconds", {batch, tokens.tree});
}

// V = kappa P g / c.
Known<Bytes> sent_bytes(const PodPlan& plan, Synchronization synchronization) {
    const Derivation crossings = crossings_of(plan, synchronization);
    return known("sent by a pod in a synchronization, one way (V)", "kappa x P x g / c",
                 Ratio{crossings.value} * quantity_of<Parameters>(plan, PodInput::parameters) *
                     quantity_of<BytesPerParameter>(plan, PodInput::gradient_bytes) /
                     quantity_of<Ratio>(plan, PodInput::compression),
                 "B",
                 {crossings, plan.at(PodInput::parameters), plan.at(PodInput::gradient_bytes),
                  plan.at(PodInput::compression)});
}

// After how many steps pods no longer wait: V / (W t_comp).
Derivation steps_without_waiting(const PodPlan& plan) {
    const Known<Bytes> sent = sent_bytes(plan, plan.synchronization);
    const Known<Seconds> step = step_time(plan);
    return known("steps after which the link keeps up", "V / (W x t_comp)",
                 sent.quantity() / (plan.cap->quantity() * step.quantity()), "steps",
                 {sent.tree, plan.cap->tree, step.tree})
        .tree;
}

void add_under_cap(const PodPlan& plan, AnswerGroup& group) {
    const Derivation steps = steps_without_waiting(plan);
    group.answers.push_back({"steps_before_rounding", steps});
    group.answers.push_back(
        {"least_sync_every",
         computed("fewest steps between synchronizations without waiting (H_min)", "rounded up",
                  ceiling(steps.value), "steps", {steps})});
    const Known<Bytes> sent = sent_bytes(plan, plan.synchronization);
    const Known<Seconds> step = step_time(plan);
    const Derivation& every = plan.at(PodInput::sync_every);
    const Range computing = step.tree.value * every.value;
    std::vector<Derivation> inputs{every, step.tree, sent.tree, plan.cap->tree};
    Range waiting = sent.tree.value / plan.cap->tree.value;
    if (plan.has(PodInput::latency)) {
        waiting = waiting + plan.at(PodInput::latency).value;
        inputs.push_back(plan.at(PodInput::latency));
    }
    // Each share falls as waiting grows, and rises with computing: ends pair crosswise.
    const auto apart = [](const Exact& busy, const Exact& idle) { return busy / (busy + idle); };
    const auto beside = [](const Exact& busy, const Exact& idle) {
        return smaller(1, busy / idle);
    };
    group.answers.push_back(
        {"overlapped_share",
         computed("share of the time computing, sending meanwhile",
                  "min(1, H t_comp / (V / W + latency))",
                  {beside(computing.low, waiting.high), beside(computing.best, waiting.best),
                   beside(computing.high, waiting.low)},
                  "", inputs)});
    group.answers.push_back(
        {"sequential_share",
         computed("share of the time computing, sending in between",
                  "H t_comp / (H t_comp + V / W + latency)",
                  {apart(computing.low, waiting.high), apart(computing.best, waiting.best),
                   apart(computing.high, waiting.low)},
                  "", std::move(inputs))});
}

Derivation gradient_bytes_per_token(const PodPlan& plan, Synchronization synchronization) {
    const Derivation crossings = crossings_of(plan, synchronization);
    return known("bytes of gradients for each token, every step", "kappa x P x g / B",
                 Ratio{crossings.value} * quantity_of<Parameters>(plan, PodInput::parameters) *
                     quantity_of<BytesPerParameter>(plan, PodInput::gradient_bytes) /
                     quantity_of<Tokens>(plan, PodInput::batch_tokens),
                 per_token,
                 {crossings, plan.at(PodInput::parameters), plan.at(PodInput::gradient_bytes),
                  plan.at(PodInput::batch_tokens)})
        .tree;
}

Derivation share_of(std::string label, std::string formula, const Derivation& dividend,
                    const Derivation& divisor) {
    return computed(std::move(label), std::move(formula), dividend.value / divisor.value, "",
                    {dividend, divisor});
}

}  // namespace

Known<BytesPerSecond> synchronization_rate(const PodPlan& plan, Synchronization synchronization) {
    const Known<Bytes> sent = sent_bytes(plan, synchronization);
    const Known<Seconds> step = step_time(plan);
    const Derivation& every = plan.at(PodInput::sync_every);
    // The parameters stand above and below: of a dense model the rate does not depend on its size.
    return known("rate that keeps pods in step (W_req)", "V / (H x t_comp)",
                 sent.quantity() / (Ratio{every.value} * step.quantity()), "B/s",
                 {sent.tree, every, step.tree},
                 "= kappa g F / (6 B H c) for a dense model, whatever its size");
}

CapVerdict verdict_of(const Derivation& rate, const Derivation& cap) {
    if (rate.value.high <= cap.value.low) return CapVerdict::passes;
    return cap.value.high < rate.value.low ? CapVerdict::blocked : CapVerdict::depends;
}

Range speed_left(const Derivation& rate, const Derivation& cap) {
    const auto left = [](const Exact& most, const Exact& needed) {
        return most < needed ? most / needed : Exact(1);
    };
    return {left(cap.value.low, rate.value.high), left(cap.value.best, rate.value.best),
            left(cap.value.high, rate.value.low)};
}

AnswerGroup pod_answers(const PodPlan& plan) {
    AnswerGroup group{"A pod", {}};
    group.answers.push_back({"training_rate", training_rate(plan).tree});
    group.answers.push_back({"training_tokens_per_second", training_tokens(plan).tree});
    group.answers.push_back({"served_tokens_per_second", served_tokens(plan).tree});
    const Known<Bytes> state = training_state(plan);
    group.answers.push_back({"training_state", state.tree});
    const auto memory = pod_memory(plan);
    if (!memory) {
        group.answers.back().note = "The memory of the chip is not known.";
        return group;
    }
    group.answers.push_back({"pod_memory", memory->tree});
    const Known<Parameters> largest =
        known("largest model that a pod can train by itself", "memory / beta",
              memory->quantity() / quantity_of<BytesPerParameter>(plan, PodInput::state_bytes),
              "parameters", {memory->tree, plan.at(PodInput::state_bytes)});
    group.answers.push_back({"largest_model", largest.tree});
    if (memory->tree.value.best < state.tree.value.best) {
        group.answers.back().note =
            "Infeasible: the pod is too small for the training state of this model.";
    }
    return group;
}

AnswerGroup synchronization_answers(const PodPlan& plan) {
    AnswerGroup group{"Pods in step", {}};
    group.answers.push_back({"step_time", step_time(plan).tree});
    group.answers.push_back({"sent_bytes", sent_bytes(plan, plan.synchronization).tree});
    group.answers.push_back(
        {"required_rate", synchronization_rate(plan, plan.synchronization).tree});
    if (plan.cap) add_under_cap(plan, group);
    return group;
}

AnswerGroup ratio_answers(const PodPlan& plan) {
    AnswerGroup group{"Training against inference", {}};
    Derivation one_way = gradient_bytes_per_token(plan, Synchronization::server);
    one_way.label += ", one way";
    const Derivation& token = plan.at(PodInput::token_bytes);
    const Derivation ratio = share_of("bytes of a token trained on, one way, to one served",
                                      "P g / B / b", one_way, token);
    group.answers.push_back({"ratio_one_way", ratio});
    group.answers.push_back(
        {"ratio_ring", share_of("the same in a ring", "kappa P g / B / b",
                                gradient_bytes_per_token(plan, Synchronization::ring), token)});
    group.answers.push_back(
        {"ratio_equal_flop", computed("one way, for equal FLOP", "ratio / 3",
                                      times(ratio.value, Exact::ratio(1, 3)), "", {ratio})});
    group.answers.back().figure.source = "a token trained on takes 6 P FLOP, a token served 2 P";
    const Known<TokensPerSecond> served = served_tokens(plan);
    const Known<BytesPerSecond> traffic =
        known("rate of users' tokens (W_inf)", "b x r",
              BytesPerToken{token.value} * served.quantity(), "B/s", {token, served.tree});
    const Known<BytesPerSecond> required = synchronization_rate(plan, plan.synchronization);
    group.answers.push_back({"serving_rate", traffic.tree});
    group.answers.push_back(
        {"ratio_rates", share_of("rates, with the steps and compression above", "W_req / W_inf",
                                 required.tree, traffic.tree)});
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
