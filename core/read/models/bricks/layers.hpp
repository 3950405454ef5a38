// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/read/models/bricks/config.hpp"
#include "core/read/models/bricks/parts.hpp"

namespace flopledger {

// What readers of decoders with mixed layers share: counting layers, checking what belongs
// together, and the frame of embedding, final norm and output head. Whether fields belong together
// is asked only while no fault is told, since a faulty field reads as 1.

// How many layers there are: a number that a loop can bear, 10 000 at the most.
int layer_count(Config& config, std::string_view key);

// Tells a field as missing that is absent or null, where the others cannot stand for it.
void require(Config& config, std::string_view key);

// Key-value heads: so many as `absent` where the key is not written, as many as query heads where
// it is null. Heads that cannot be shared evenly are an error.
Exact key_value_heads(Config& config, const Exact& heads, const Exact& absent);

// `head_dim`, or the hidden size shared out among the heads, which must come out even.
Exact head_size(Config& config, const Exact& hidden, const Exact& heads);

// Experts chosen for a token; more than there are is an error.
Exact chosen_experts(Config& config, std::string_view key, const Exact& experts);

// The word for each layer of a list such as `layer_types`; empty where absent or null. A list of
// another length than there are layers, or a word not among `known`, is an error.
std::vector<std::string> layer_words(Config& config, std::string_view key, int layers,
                                     const std::vector<std::string_view>& known);

// For each layer whether a list of layers, numbered from 0, names it: `mlp_only_layers`. Numbers
// beyond the last layer name none.
std::vector<bool> listed_layers(Config& config, std::string_view key, int layers);

// A field that would change what is multiplied in a way not counted here.
void report_unsupported(Config& config, std::string_view key, std::string_view what);

// A norm, or other numbers that stand alone. Gives its index.
int add_norm(Block& block, std::string name, const Exact& parameters, Sublayer sublayer,
             std::vector<int> reads);

// A norm, then attention. Gives the index of the output.
int add_attention_half(Block& block, const AttentionShape& shape, const Exact& norm);

// The norm before a feed-forward, which reads what the mixer added to the stream.
int add_feed_forward_norm(Block& block, const Exact& norm, int mixed);

// A gated feed-forward that every token runs beside its experts; `gate` is one more weight per
// hidden number that scales the result.
void add_shared_expert(Block& block, const Exact& hidden, const Exact& inner, bool gate, int input);

// One more layer in running order: equal names are one block, which stands where the first of them
// stood and is built once.
template <typename Build>
void add_layer(std::vector<Block>& layers, const std::string& name, const Build& build) {
    for (Block& layer : layers) {
        if (layer.name != name) continue;
        layer.count = layer.count + 1;
        return;
    }
    Block block;
    block.name = name;
    build(block);
    layers.push_back(std::move(block));
}

// What stands around the layers of a decoder.
struct DecoderFrame {
    Exact hidden;
    Exact vocabulary;
    Exact final_norm;  // its parameters
    bool tied = false;
    bool head_bias = false;
};

// hidden_size, vocab_size and tie_word_embeddings, with what an absent one of these stands for. The
// final norm has one parameter per hidden number.
DecoderFrame read_frame(Config& config, bool tied_if_absent);

// Embedding, layers, final norm, output head.
Tower decoder_tower(const DecoderFrame& frame, std::vector<Block> layers);

// A model of one decoder, with its type.
Model decoder_model(Config& config, const DecoderFrame& frame, std::vector<Block> layers);

// Modules that predict further tokens, as DeepSeek-V3 describes them (arXiv 2412.19437, section
// 2.2): norms of the stream and of the next embedding, a projection of both to one, a decoder layer
// and a norm of its own. Embedding and output head are the main model's: the head runs again and
// stores nothing.
Tower prediction_tower(const DecoderFrame& frame, const Exact& modules, Block layer);

}  // namespace flopledger
