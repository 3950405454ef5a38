// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/facts/model.hpp"
#include "core/facts/training.hpp"

namespace flopledger {

// Where a part stands, as far as freezing asks.
struct PartPlace {
    const Tower& tower;
    const Block& block;
    const Part& part;
    Exact layer;  // number of the layer within its tower, from zero
};

// Whether a word of `only`, `frozen` or `lora.on` selects a part.
bool selects(const std::string& word, const Tower& tower, const Part& part);

// Whether the weights of a part are trained; false for parts without parameters.
bool is_trained(const PartPlace& place, const Trainable& trainable);

// Whether an adapter stands beside a part.
bool has_adapter(const Tower& tower, const Part& part, const Trainable& trainable);

}  // namespace flopledger
