// SPDX-License-Identifier: Apache-2.0
#include "core/facts/data/pod_input.hpp"

#include "core/base/enum_words.hpp"

namespace flopledger {

namespace {

using In = PodInput;
using Dim = Dimension;

PodInputDescription figure(In input, std::string_view key, std::string_view value,
                           std::string_view symbol, std::string_view label,
                           std::string_view sentence) {
    PodInputDescription description;
    description.input = input;
    description.key = key;
    description.value = value;
    description.symbol = symbol;
    description.label = label;
    description.sentence = sentence;
    return description;
}

PodInputDescription whole(PodInputDescription description, const Exact& lowest) {
    description.is_whole = true;
    description.lowest = lowest;
    return description;
}

PodInputDescription share(PodInputDescription description) {
    description.is_share = true;
    return description;
}

PodInputDescription measured(PodInputDescription description, Dim dimension,
                             std::string_view default_unit) {
    description.dimension = dimension;
    description.default_unit = default_unit;
    return description;
}

// Models and pods.
void add_pods(std::vector<PodInputDescription>& all) {
    all.push_back(measured(figure(In::parameters, "parameters", "N", "P", "parameters",
                                  "Parameters of the model, instead of a CONFIG."),
                           Dim::parameters, "parameters"));
    all.push_back(
        measured(figure(In::active_parameters, "active_parameters", "N", "P_active",
                        "active parameters", "Parameters that a token meets; without it, all."),
                 Dim::parameters, "parameters"));
    all.push_back(whole(measured(figure(In::chips_per_pod, "chips_per_pod", "N", "n",
                                        "chips in a pod", "Chips in each pod."),
                                 Dim::chips, ""),
                        1));
    all.push_back(whole(
        figure(In::pods, "pods", "N", "N", "pods", "Pods that train together; two at the least."),
        2));
    all.push_back(share(figure(In::utilization, "utilization", "SHARE", "MFU", "utilization",
                               "The share of the dense peak that training makes (MFU).")));
    all.push_back(
        measured(figure(In::batch_tokens, "batch_tokens", "N", "B", "tokens of a pod's batch",
                        "Tokens that each pod takes a step over."),
                 Dim::tokens, "tokens"));
}

// How pods keep in step.
void add_synchronization(std::vector<PodInputDescription>& all) {
    all.push_back(
        whole(figure(In::sync_every, "sync_every", "N", "H", "steps between synchronizations",
                     "Steps that pods take by themselves between synchronizations."),
              1));
    all.push_back(figure(In::compression, "compression", "TIMES", "c", "compression",
                         "So many times smaller is what pods send of their gradients."));
    all.back().lowest = 1;
    all.push_back(figure(In::gradient_bytes, "gradient_bytes", "N", "g", "bytes of a gradient",
                         "Bytes of a gradient before compression."));
    all.push_back(figure(In::activation_bytes, "activation_bytes", "N", "a",
                         "bytes of an activation", "Bytes of a number that layers hand on."));
    all.push_back(figure(In::dispatch_bytes, "dispatch_bytes", "N", "d",
                         "bytes of a number sent to an expert",
                         "Bytes of a number that is sent to an expert."));
    all.push_back(figure(In::combine_bytes, "combine_bytes", "N", "e",
                         "bytes of a number sent back",
                         "Bytes of a number that an expert sends back."));
    all.push_back(figure(In::state_bytes, "state_bytes", "N", "beta",
                         "bytes of training state for a parameter",
                         "Bytes that training holds of each parameter: weight, gradient, "
                         "optimizer."));
    all.push_back(whole(
        figure(In::tensor_parallel, "tensor_parallel", "N", "t", "degree of tensor parallelism",
               "Chips that share each matrix in tensor parallelism."),
        2));
}

// What serving a model takes.
void add_serving(std::vector<PodInputDescription>& all) {
    all.push_back(figure(In::token_bytes, "token_bytes", "N", "b",
                         "bytes of a token to and from users",
                         "Bytes of a token that users send or receive."));
    all.push_back(measured(
        figure(In::tokens_per_second, "tokens_per_second", "N", "r", "tokens a pod serves a second",
               "Tokens that a pod serves a second, taken in and given out."),
        Dim::tokens_per_second, "tokens/s"));
    all.push_back(
        measured(figure(In::prompt_tokens_per_second, "prompt_tokens_per_second", "N", "r_prompt",
                        "prompt tokens a second", "Of them, tokens of prompts; without it, all."),
                 Dim::tokens_per_second, "tokens/s"));
    all.push_back(share(figure(In::serving_utilization, "serving_utilization", "SHARE", "u",
                               "utilization while serving",
                               "The share of the dense peak that serving makes.")));
    all.push_back(figure(In::cache_bytes, "cache_bytes", "N", "k",
                         "bytes of a number in the key-value cache",
                         "Bytes of a number in the key-value cache."));
    all.push_back(figure(In::weight_bytes, "weight_bytes", "N", "w",
                         "bytes of a weight that is pushed",
                         "Bytes of a weight that reinforcement learning pushes to serving pods."));
    all.push_back(
        measured(figure(In::push_every, "push_every", "TIME", "t_push",
                        "time between pushes of weights", "The time between such pushes."),
                 Dim::seconds, "seconds"));
}

void add_times(std::vector<PodInputDescription>& all) {
    all.push_back(
        measured(figure(In::time, "time", "TIME", "T", "time of the run", "How long a run takes."),
                 Dim::seconds, "days"));
    all.push_back(
        measured(figure(In::latency, "latency", "TIME", "latency", "latency of a synchronization",
                        "What a synchronization takes besides sending."),
                 Dim::seconds, "seconds"));
    all.push_back(figure(In::straggler_slope, "straggler_slope", "", "",
                         "slope of the straggler factor", ""));
    all.push_back(
        figure(In::efficiency_slope, "efficiency_slope", "", "", "slope of the efficiency", ""));
    all.push_back(figure(In::efficiency_scale, "efficiency_scale", "", "",
                         "scale of the model's size in the efficiency", ""));
    all.push_back(share(
        figure(In::efficiency_floor, "efficiency_floor", "", "", "floor of the efficiency", "")));
}

}  // namespace

std::span<const PodInputDescription> pod_inputs() {
    static const std::vector<PodInputDescription> all = [] {
        std::vector<PodInputDescription> made;
        add_pods(made);
        add_synchronization(made);
        add_serving(made);
        add_times(made);
        return made;
    }();
    return all;
}

const PodInputDescription& description_of(PodInput input) {
    return pod_inputs()[static_cast<std::size_t>(input)];
}

std::string_view word(PresetMark mark) {
    constexpr std::array<std::string_view, 4> words{"published", "standard-practice",
                                                    "reconstruction", "modelling-choice"};
    return word_at(words, mark);
}

}  // namespace flopledger
