// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/facts/models/model.hpp"
#include "core/facts/models/training.hpp"

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

// Whether the weights of a part are trained. A product or a table that stores nothing has the
// weights of another part, which the same words select.
bool is_trained(const PartPlace& place, const Trainable& trainable);

// The plan as it acts on a model: where the output head is the token embedding, or two towers read
// one table, words that select one of them select all.
Trainable with_ties(const Model& model, Trainable trainable);

// How many instances of a block, from one on, a plan trains alike: those before and after the last
// frozen layer differ, and so may the first layer. At least 1.
Exact alike_instances(const Tower& tower, const Block& block, const Exact& layer, const Exact& done,
                      const Trainable& trainable);

// Whether an adapter stands beside a part.
bool has_adapter(const Tower& tower, const Part& part, const Trainable& trainable);

// The words of `trainable` that select nothing in this model, so that a slip is told.
std::vector<std::string> unmatched_words(const Model& model, const Trainable& trainable);

}  // namespace flopledger
