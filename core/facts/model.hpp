// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/quantity.hpp"

namespace flopledger {

// One kind of work of a model, as often as it occurs. A multiply-add is two operations; the
// embedding lookup, norms, biases and element-wise work hold none.
struct Block {
    std::string name;               // "attention projections", "output head"
    Exact count = 1;                // how many of it the model has
    Exact parameters;               // trainable numbers in one
    Exact multiply_adds_per_token;  // of one, forward
    Exact multiply_adds_per_pair;   // of one, forward, for each (query, key) pair of attention
};

// What a configuration says is multiplied. Counting it exactly needs nothing but these blocks.
struct Model {
    std::string type;  // model_type of the configuration
    std::string file;
    std::vector<Block> blocks;

    // Parameters of all blocks.
    Exact parameters() const;
};

}  // namespace flopledger
