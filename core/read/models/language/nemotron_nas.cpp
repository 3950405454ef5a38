// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/read/models/language/llama.hpp"

// Llama models whose layers were searched for one by one: each has its own number of heads in a
// group and its own width, or lacks a half.

namespace flopledger {

namespace {

// What a layer is made of; zero stands for a half that is not there.
struct SearchedLayer {
    Exact heads_in_group;
    Exact inner;

    friend bool operator==(const SearchedLayer&, const SearchedLayer&) = default;
};

// Reports a variant inside one half that no published model of the type uses.
void check_half(Config& half) {
    check_flag(half, "replace_with_linear", false);
    for (const char* key : {"sparsify", "window_length", "num_sink_tokens"}) {
        if (!half.has(key) || half.is_null(key)) continue;
        half.unsupported(key,
                         fmt::format("'{}' is counted for models of this type as null only", key),
                         "state parameters in the ledger instead of this configuration");
    }
}

// Two thirds of a multiple of the hidden size, cut to a whole number, then up to a multiple of 256:
// the rule that comes with the configuration's ffn_mult.
Exact inner_width(const Exact& multiple, const Exact& hidden) {
    const Exact width = (2 * multiple * hidden / 3).floor();
    return ((width + 255) / 256).floor() * 256;
}

SearchedLayer read_layer(Config& config, const DecoderSizes& sizes) {
    SearchedLayer layer;
    Config attention = config.inside("attention");
    check_half(attention);
    if (!attention.flag_or("no_op", false)) {
        layer.heads_in_group = attention.size("n_heads_in_group");
        if (!(sizes.heads / layer.heads_in_group).is_whole()) {
            attention.conflict("n_heads_in_group",
                               fmt::format("{} heads are no whole number of groups of {}",
                                           sizes.heads.text(), layer.heads_in_group.text()));
            layer.heads_in_group = 1;
        }
    }
    Config feed_forward = config.inside("ffn");
    check_half(feed_forward);
    if (!feed_forward.flag_or("no_op", false)) {
        layer.inner = inner_width(feed_forward.factor("ffn_mult"), sizes.hidden);
    }
    return layer;
}

std::string name_of(const SearchedLayer& layer) {
    if (layer.heads_in_group.is_zero() && layer.inner.is_zero()) return "layer of nothing";
    if (layer.inner.is_zero()) return "layer without feed-forward";
    const std::string width = "width " + layer.inner.text();
    if (layer.heads_in_group.is_zero()) return "layer without attention, " + width;
    return "layer, groups of " + layer.heads_in_group.text() + ", " + width;
}

Block block_of(const SearchedLayer& layer, LayerShape shape) {
    Block block;
    block.name = name_of(layer);
    int input = from_stream;
    if (!layer.heads_in_group.is_zero()) {
        shape.attention.key_value_heads = shape.attention.heads / layer.heads_in_group;
        const int norm =
            add_norm(block, "attention norm", shape.norm, Sublayer::attention, from_stream);
        input = add_attention(block, shape.attention, norm);
    }
    if (!layer.inner.is_zero()) {
        const int norm =
            add_norm(block, "feed-forward norm", shape.norm, Sublayer::feed_forward, input);
        add_gated_feed_forward(block, shape.attention.hidden, layer.inner, shape.feed_forward_bias,
                               norm);
    }
    return block;
}

}  // namespace

// nemotron-nas: block_configs with attention.{no_op,n_heads_in_group} and ffn.{no_op,ffn_mult}, one
// for each layer; attention_bias and mlp_bias (absent: false) of all matrices of their half.
Model read_nemotron_nas(Config& config) {
    DecoderSizes sizes;
    sizes.hidden = config.size("hidden_size");
    sizes.layers = config.size("num_hidden_layers");
    sizes.heads = config.size("num_attention_heads");
    sizes.key_value_heads = sizes.heads;
    sizes.vocabulary = config.size("vocab_size");
    sizes.tied = config.flag_or("tie_word_embeddings", false);
    sizes.head_size = divided_head_size(config, sizes.hidden, sizes.heads, "num_attention_heads");
    check_activation(config, "hidden_act");
    LayerShape shape;
    shape.attention = attention_of(sizes);
    shape.attention.query_bias = config.flag_or("attention_bias", false);
    shape.attention.output_bias = shape.attention.query_bias;
    shape.feed_forward_bias = config.flag_or("mlp_bias", false);
    shape.norm = sizes.hidden;

    std::vector<Config> layers = config.mappings("block_configs");
    if (sizes.layers != Exact(static_cast<std::int64_t>(layers.size()))) {
        config.conflict("block_configs", fmt::format("'block_configs' describes {} layers of {}",
                                                     layers.size(), sizes.layers.text()));
    }
    std::vector<SearchedLayer> kinds;
    std::vector<Block> blocks;
    for (Config& entry : layers) {
        const SearchedLayer layer = read_layer(entry, sizes);
        const auto same = std::find(kinds.begin(), kinds.end(), layer);
        if (same == kinds.end()) {
            kinds.push_back(layer);
            blocks.push_back(block_of(layer, shape));
        } else {
            Block& block = blocks[static_cast<std::size_t>(same - kinds.begin())];
            block.count = block.count + 1;
        }
    }
    return decoder_model(config, decoder_tower(ends_of(sizes, sizes.hidden), std::move(blocks)));
}

}  // namespace flopledger
