// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/exact.hpp"

namespace flopledger {

// Which passes an activity runs; generating and judging run forward only.
enum class Passes { forward_and_backward, forward };

// How much of the forward pass is run a second time to save memory.
enum class Recomputation {
    none,
    selective,  // the attention scores alone (Korthikanti et al. 2022)
    attention,  // the attention half of each layer with its projections
    full,       // every layer, not the output head
};

// Adapters of low rank beside frozen weights (Hu et al. 2021): two thin matrices each.
struct Lora {
    Exact rank;
    std::vector<std::string> on;  // names of parts: query, key, value, output, gate, up, down
};

// What is trained. The words name towers (`vision-tower`, `projector`), kinds of parts
// (`embedding`, `output-head`, `norms`, `attention`, `feed-forward`, `router`) or parts.
struct Trainable {
    std::vector<std::string> only;  // empty: everything that is not frozen
    std::vector<std::string> frozen;
    Exact frozen_layers;             // so many layers of the decoder, from the first
    bool first_norm_frozen = false;  // with them the norm before the first layer's attention
    std::optional<Lora> lora;        // then everything else is frozen
};

// How attention over T tokens is counted: exactly T(T+1)/2 pairs, or all T x T that a kernel
// without skipping runs.
enum class AttentionConvention { causal, full };

// What one example consists of; towers that a model lacks are left at zero.
struct Lengths {
    Exact text;
    Exact source;
    Exact patches;
    Exact image_tokens;
    Exact frames;
};

// The words of the ledger format, in the order of the enumerators.
std::string_view word(Passes passes);
std::string_view word(Recomputation recomputation);
std::string_view word(AttentionConvention convention);

}  // namespace flopledger
