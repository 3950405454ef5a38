// SPDX-License-Identifier: Apache-2.0
#include "core/count/pod_plan.hpp"

#include <fmt/core.h>

#include <cassert>
#include <utility>

#include "core/facts/enum_words.hpp"

namespace flopledger {

namespace {

constexpr const char* six_source =
    "Kaplan et al. 2020, arXiv 2001.08361, section 2.1: 6 FLOP for each parameter and token, "
    "attention not counted";

// FLOP for each parameter and token: the unit that makes 6 P D what it is.
using FlopPerParameterToken = Quantity<1, 0, 0, -1, -1, 0, 0>;

}  // namespace

bool PodPlan::has(PodInput input) const {
    return inputs[static_cast<std::size_t>(input)].has_value();
}

const Derivation& PodPlan::at(PodInput input) const {
    assert(has(input));
    return *inputs[static_cast<std::size_t>(input)];
}

void PodPlan::set(PodInput input, const Range& value, std::string origin, std::string source) {
    origins[static_cast<std::size_t>(input)] = std::move(origin);
    const PodInputDescription& description = description_of(input);
    std::string label(description.label);
    if (!description.symbol.empty()) label += fmt::format(" ({})", description.symbol);
    inputs[static_cast<std::size_t>(input)] =
        cited(std::move(label), value, std::string(description.unit), std::move(source));
}

const Derivation& active_of(const PodPlan& plan) {
    return plan.at(plan.has(PodInput::active_parameters) ? PodInput::active_parameters
                                                         : PodInput::parameters);
}

Known<FlopPerSecond> training_rate(const PodPlan& plan) {
    const FlopPerSecond rate = quantity_of<Chips>(plan, PodInput::chips_per_pod) *
                               plan.peak->quantity() *
                               quantity_of<Ratio>(plan, PodInput::utilization);
    return known(
        "rate of a pod while it trains (F)", "n x peak x MFU", rate, "FLOP/s",
        {plan.at(PodInput::chips_per_pod), plan.peak->tree, plan.at(PodInput::utilization)});
}

Known<TokensPerSecond> training_tokens(const PodPlan& plan) {
    const FlopPerParameterToken six{point(6)};
    const Known<FlopPerSecond> rate = training_rate(plan);
    const Derivation& active = active_of(plan);
    return known("tokens a pod trains on a second", "F / (6 P_active)",
                 rate.quantity() / (six * Parameters{active.value}), "tokens/s",
                 {rate.tree, active}, six_source);
}

Known<TokensPerSecond> served_tokens(const PodPlan& plan) {
    if (plan.has(PodInput::tokens_per_second)) return {plan.at(PodInput::tokens_per_second)};
    const FlopPerParameterToken two{point(2)};
    const Derivation& active = active_of(plan);
    const FlopPerSecond rate = quantity_of<Chips>(plan, PodInput::chips_per_pod) *
                               plan.peak->quantity() *
                               quantity_of<Ratio>(plan, PodInput::serving_utilization);
    return known("tokens a pod serves a second (r)", "n x peak x u / (2 P_active)",
                 rate / (two * Parameters{active.value}), "tokens/s",
                 {plan.at(PodInput::chips_per_pod), plan.peak->tree,
                  plan.at(PodInput::serving_utilization), active},
                 "2 FLOP for each parameter and token forward (arXiv 2001.08361, section 2.1)");
}

Derivation crossings_of(const PodPlan& plan, Synchronization synchronization) {
    constexpr const char* label = "passes of a byte of gradients, one way (kappa)";
    switch (synchronization) {
        case Synchronization::server:
            return cited(label, point(1), "", "one way: up, or down, through a parameter server");
        case Synchronization::server_in_turns:
            return cited(label, point(2), "",
                         "up and down in turns through a parameter server "
                         "(robirahman/miri-decentralized-training-report@6e97c6b)");
        case Synchronization::ring:
            break;
    }
    const Derivation& pods = plan.at(PodInput::pods);
    const Ratio count{pods.value};
    // Pods are a whole number without a range, so that this is no interval.
    const Exact passes = 2 * (count.value.best - 1) / count.value.best;
    return known(label, "2 (N - 1) / N", Ratio{point(passes)}, "", {pods},
                 "all-reduce in a ring: reduce-scatter and all-gather, (N - 1) / N each")
        .tree;
}

std::optional<Known<Bytes>> pod_memory(const PodPlan& plan) {
    if (!plan.chip_memory) return std::nullopt;
    return known("memory of a pod", "n x memory of a chip",
                 quantity_of<Chips>(plan, PodInput::chips_per_pod) * plan.chip_memory->quantity(),
                 "B", {plan.at(PodInput::chips_per_pod), plan.chip_memory->tree});
}

Known<Bytes> training_state(const PodPlan& plan) {
    return known("training state of the whole model", "beta x P",
                 quantity_of<BytesPerParameter>(plan, PodInput::state_bytes) *
                     quantity_of<Parameters>(plan, PodInput::parameters),
                 "B", {plan.at(PodInput::state_bytes), plan.at(PodInput::parameters)});
}

std::string_view word(Synchronization synchronization) {
    constexpr std::array<std::string_view, 3> words{"ring", "server", "server-in-turns"};
    return word_at(words, synchronization);
}

}  // namespace flopledger
