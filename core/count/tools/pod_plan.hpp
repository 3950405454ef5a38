// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/count/figures/derivation.hpp"
#include "core/count/tools/model_shape.hpp"
#include "core/facts/data/pod_input.hpp"

namespace flopledger {

// How pods bring their gradients together, which decides how often each byte passes a boundary one
// way: all in a ring, 2 (N-1)/N times; through a server that sends while it receives, once; through
// one that takes turns, twice.
enum class Synchronization { ring, server, server_in_turns };

// Pods, the model they train and serve, and how. Inputs that nobody gave are nothing.
struct PodPlan {
    std::array<std::optional<Derivation>, pod_input_count> inputs;
    std::array<std::string, pod_input_count> origins;  // who gave each, in a word or two
    std::optional<Derived<FlopPerChipSecond>> peak;    // dense, of one chip
    std::optional<Derived<BytesPerChip>> chip_memory;
    std::string chip;  // its id
    ModelShape shape;
    Synchronization synchronization = Synchronization::ring;
    std::optional<Derived<BytesPerSecond>> cap;  // of each pod, each way
    std::vector<CompressionQuality> quality;     // of a model of efficiency
    std::string quality_source;

    // Whether an input has a value.
    bool has(PodInput input) const;

    // An input that has a value.
    const Derivation& at(PodInput input) const;

    // Sets an input: who gives it, and by which source.
    void set(PodInput input, const Range& value, std::string origin, std::string source);
};

// An input as a quantity; it must have a value.
template <PodInput input>
PodInputQuantity<input> quantity_of(const PodPlan& plan) {
    return {plan.at(input).value};
}

// Parameters that a token meets: as stated, else all.
Derived<Parameters> active_of(const PodPlan& plan);

// F: what a pod does a second while it trains, n x peak x MFU.
Derived<FlopPerSecond> training_rate(const PodPlan& plan);

// Tokens that a pod trains on a second, F / (6 P_active): 6 FLOP for each parameter and token,
// attention not counted (Kaplan et al. 2020, arXiv 2001.08361).
Derived<TokensPerSecond> training_tokens(const PodPlan& plan);

// Tokens that a pod serves a second: as stated, else n x peak x u / (2 P_active).
Derived<TokensPerSecond> served_tokens(const PodPlan& plan);

// kappa: how often a byte of gradients passes a pod's boundary one way.
Derived<Ratio> crossings_of(const PodPlan& plan, Synchronization synchronization);

// Memory of a pod, where the chip's is known.
std::optional<Derived<Bytes>> pod_memory(const PodPlan& plan);

// beta P: what training the whole model takes of memory.
Derived<Bytes> training_state(const PodPlan& plan);

// The words of the command line, in the order of the enumerators.
std::string_view word(Synchronization synchronization);

}  // namespace flopledger
