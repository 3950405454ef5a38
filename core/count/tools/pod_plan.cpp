// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/pod_plan.hpp"

#include <fmt/core.h>

#include <cassert>
#include <utility>

#include "core/base/enum_words.hpp"

namespace flopledger {

namespace {

constexpr const char* six_source =
    "Kaplan et al. 2020, arXiv 2001.08361, section 2.1: 6 FLOP for each parameter and token, "
    "attention not counted";

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
    inputs[static_cast<std::size_t>(input)] = {
        std::move(label), "", measures_of(input), value, std::move(source), std::nullopt, {}};
}

Derived<Parameters> active_of(const PodPlan& plan) {
    return {plan.at(plan.has(PodInput::active_parameters) ? PodInput::active_parameters
                                                          : PodInput::parameters)};
}

Derived<FlopPerSecond> training_rate(const PodPlan& plan) {
    return computed("rate of a pod while it trains (F)", "n x peak x MFU",
                    quantity_of<PodInput::chips_per_pod>(plan) * plan.peak->quantity() *
                        quantity_of<PodInput::utilization>(plan),
                    Measures::rate,
                    {plan.at(PodInput::chips_per_pod), *plan.peak, plan.at(PodInput::utilization)});
}

Derived<TokensPerSecond> training_tokens(const PodPlan& plan) {
    const FlopPerTokenParameter six{point(6)};
    const Derived<FlopPerSecond> rate = training_rate(plan);
    const Derived<Parameters> active = active_of(plan);
    return sourced(computed("tokens a pod trains on a second", "F / (6 P_active)",
                            rate.quantity() / (six * active.quantity()),
                            Measures::tokens_per_second, {rate, active}),
                   six_source);
}

Derived<TokensPerSecond> served_tokens(const PodPlan& plan) {
    if (plan.has(PodInput::tokens_per_second)) return {plan.at(PodInput::tokens_per_second)};
    const FlopPerTokenParameter two{point(2)};
    const Derived<Parameters> active = active_of(plan);
    const FlopPerSecond rate = quantity_of<PodInput::chips_per_pod>(plan) * plan.peak->quantity() *
                               quantity_of<PodInput::serving_utilization>(plan);
    return sourced(computed("tokens a pod serves a second (r)", "n x peak x u / (2 P_active)",
                            rate / (two * active.quantity()), Measures::tokens_per_second,
                            {plan.at(PodInput::chips_per_pod), *plan.peak,
                             plan.at(PodInput::serving_utilization), active}),
                   "2 FLOP for each parameter and token forward (arXiv 2001.08361, section 2.1)");
}

Derived<Ratio> crossings_of(const PodPlan& plan, Synchronization synchronization) {
    constexpr const char* label = "passes of a byte of gradients, one way (kappa)";
    switch (synchronization) {
        case Synchronization::server:
            return cited(label, Ratio{point(1)}, Measures::ratio,
                         "one way: up, or down, through a parameter server");
        case Synchronization::server_in_turns:
            return cited(label, Ratio{point(2)}, Measures::ratio,
                         "up and down in turns through a parameter server "
                         "(robirahman/miri-decentralized-training-report@6e97c6b)");
        case Synchronization::ring:
            break;
    }
    // Pods are a whole number without a range, so that this is no interval.
    const Exact& pods = plan.at(PodInput::pods).value.best;
    return sourced(computed(label, "2 (N - 1) / N", Ratio{point(2 * (pods - 1) / pods)},
                            Measures::ratio, {plan.at(PodInput::pods)}),
                   "all-reduce in a ring: reduce-scatter and all-gather, (N - 1) / N each");
}

std::optional<Derived<Bytes>> pod_memory(const PodPlan& plan) {
    if (!plan.chip_memory) return std::nullopt;
    return computed("memory of a pod", "n x memory of a chip",
                    quantity_of<PodInput::chips_per_pod>(plan) * plan.chip_memory->quantity(),
                    Measures::bytes, {plan.at(PodInput::chips_per_pod), *plan.chip_memory});
}

Derived<Bytes> training_state(const PodPlan& plan) {
    return computed(
        "training state of the whole model", "beta x P",
        quantity_of<PodInput::state_bytes>(plan) * quantity_of<PodInput::parameters>(plan),
        Measures::bytes, {plan.at(PodInput::state_bytes), plan.at(PodInput::parameters)});
}

std::string_view word(Synchronization synchronization) {
    constexpr std::array<std::string_view, 3> words{"ring", "server", "server-in-turns"};
    return word_at(words, synchronization);
}

}  // namespace flopledger
