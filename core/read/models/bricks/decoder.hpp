// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"
#include "core/read/models/bricks/parts.hpp"

namespace flopledger {

// The sizes that most decoders state, whatever their keys are called.
struct DecoderSizes {
    Exact hidden;
    Exact layers;
    Exact heads;
    Exact key_value_heads;
    Exact head_size;
    Exact inner;  // width between the two matrices of the feed-forward
    Exact vocabulary;
    bool tied = false;  // whether the output head is the token embedding
};

// What absent keys stand for in one family. Nothing here means: as many key-value heads as heads,
// a head size of hidden by heads, a vocabulary that must be stated.
struct DecoderDefaults {
    bool tied = false;
    std::optional<Exact> heads;
    std::optional<Exact> key_value_heads;
    std::optional<Exact> head_size;
    std::optional<Exact> vocabulary;
};

// Reads hidden_size, num_hidden_layers, num_attention_heads, num_key_value_heads (null: as many as
// heads), head_dim (null: hidden by heads, but an error where the family has a size of its own),
// intermediate_size, vocab_size and tie_word_embeddings.
DecoderSizes read_decoder_sizes(Config& config, const DecoderDefaults& defaults);

// Hidden by heads; an error at `heads_key` where that leaves a rest.
Exact divided_head_size(Config& config, const Exact& hidden, const Exact& heads,
                        std::string_view heads_key);

// Reports where key-value heads do not divide heads.
void check_key_value_heads(Config& config, const DecoderSizes& sizes, std::string_view key);

// Reports `unsupported-model` where the activation is none that works on each number by itself: a
// gate inside the activation would change the widths. Absent and null leave the family's own.
void check_activation(Config& config, std::string_view key);

// Reports `unsupported-model` where a truth value is not the one that a family is counted with.
void check_flag(Config& config, std::string_view key, bool counted);

// Grouped attention of these sizes without biases or norms.
AttentionShape attention_of(const DecoderSizes& sizes);

// Where the norms of a layer stand.
enum class NormPlace {
    before,  // one before each half
    after,   // one behind each half
    around,  // one before and one behind each half
    shared,  // one before both halves, which run side by side
    beside,  // one before each of two halves that run side by side
};

// A decoder layer of attention and a feed-forward.
struct LayerShape {
    AttentionShape attention;
    Exact inner;
    bool gated = true;
    bool feed_forward_bias = false;
    Exact norm;  // parameters of one norm
    NormPlace norms = NormPlace::before;
};

// Adds a norm of a layer's half, reading a part or the stream. Gives its index.
int add_norm(Block& block, std::string name, const Exact& parameters, Sublayer sublayer, int input);

// So many equal layers.
Block layers_of(const LayerShape& shape, const Exact& count);

// Layers that differ in how many keys a query meets.
struct WindowedLayers {
    std::optional<Exact> window;
    Exact count;
};

// The blocks of such layers, named by their windows; groups of none are left out.
std::vector<Block> windowed_layers(LayerShape shape, const std::vector<WindowedLayers>& groups);

// Reads `layer_types`: one of full_attention and sliding_attention for each layer. In the order in
// which each kind first occurs.
std::vector<WindowedLayers> read_layer_types(Config& config, const Exact& layers,
                                             const std::optional<Exact>& window);

// What stands before and after the layers of a decoder.
struct DecoderEnds {
    std::vector<Part> embedding;
    Exact final_norm;  // its parameters
    std::vector<Part> head;
};

// Token embedding, final norm and head of these sizes; the norm has `final_norm` parameters.
DecoderEnds ends_of(const DecoderSizes& sizes, const Exact& final_norm);

// The tower: embedding, layers, final norm (left out where it has no parameters), output head.
Tower decoder_tower(DecoderEnds ends, std::vector<Block> layers);

// A model of one decoder.
Model decoder_model(Config& config, Tower tower);

// Modules that predict further tokens (Gloeckle et al. 2024; DeepSeek-V3 report, section 2.2), each
// with two norms, a matrix that joins the stream with the next token's embedding, a layer, a norm,
// and the decoder's embedding and head, which are shared. The layer's count is that of modules.
Tower prediction_tower(const DecoderSizes& sizes, Block layer);

}  // namespace flopledger
