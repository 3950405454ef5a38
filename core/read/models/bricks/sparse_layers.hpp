// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/read/models/bricks/layers.hpp"

namespace flopledger {

// Decoders of DeepSeek's kind: some dense layers first, then layers with routed and shared experts,
// then modules for multi-token prediction. What differs is the attention, which callers add.

// Which layers have experts, and their sizes.
struct SparseLayers {
    std::vector<bool> sparse;  // one for each layer, in running order
    Exact dense_inner;         // width of a dense layer's feed-forward
    ExpertShape experts;
    Exact shared_inner;  // of all shared experts together; zero for none
    Exact prediction_modules;
};

// Reads num_hidden_layers, and
//   n_routed_experts           null: every layer is dense; it must be written
//   num_experts_per_tok, moe_intermediate_size   where there are routed experts
//   n_shared_experts           null: none; it must be written. Each as wide as a routed one
//   first_k_dense_replace      absent: as the caller says; so many layers are dense
//   moe_layer_freq             absent: 1; no other is counted
//   mlp_layer_types            takes the place of the first where it is written
//   intermediate_size          where a layer is dense
//   num_nextn_predict_layers   absent or null: none
// A bias that steers routing (e_score_correction_bias) is a buffer and no parameter.
SparseLayers read_sparse_layers(Config& config, const Exact& hidden, const Exact& dense_if_absent);

// Adds norm and attention to the layer of a number, from 0, and gives the index of what it adds to
// the stream. Prediction modules stand behind the last layer.
using AddMixer = std::function<int(Block& block, std::size_t number)>;

// The model of such layers. Prediction modules have a layer of the last kind there is. `marks`
// names what attention differs in, layer by layer; layers without one are alike.
Model sparse_model(Config& config, const DecoderFrame& frame, const SparseLayers& layers,
                   const AddMixer& add_mixer, const std::vector<std::string>& marks = {});

}  // namespace flopledger
