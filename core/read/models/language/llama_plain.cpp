// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "core/read/models/language/llama.hpp"

// Families beside Llama whose norms have biases or whose halves run side by side.

namespace flopledger {

namespace {

LayerShape shape_of(Config& config, const DecoderSizes& sizes) {
    check_activation(config, "hidden_act");
    LayerShape shape;
    shape.attention = attention_of(sizes);
    shape.inner = sizes.inner;
    shape.norm = 2 * sizes.hidden;
    return shape;
}

void bias_attention(LayerShape& shape, bool bias) {
    shape.attention.query_bias = bias;
    shape.attention.output_bias = bias;
}

Model model_of(Config& config, const DecoderSizes& sizes, const LayerShape& shape) {
    return decoder_model(
        config, decoder_tower(ends_of(sizes, shape.norm), {layers_of(shape, sizes.layers)}));
}

// Reports a word that names a variant which is not counted.
void check_word(Config& config, std::string_view key, std::string_view counted) {
    const std::string word = config.text(key);
    if (word.empty() || word == counted) return;
    config.unsupported(
        key, fmt::format("models of this type are counted with '{}: {}' only", key, counted),
        "state parameters in the ledger instead of this configuration");
}

}  // namespace

// cohere: use_qk_norm (absent: false) of each head by itself, attention_bias (absent: false) of all
// four projections, tie_word_embeddings (absent: true). One norm without bias; both halves read it.
Model read_cohere(Config& config) {
    DecoderDefaults defaults;
    defaults.tied = true;
    const DecoderSizes sizes = read_decoder_sizes(config, defaults);
    LayerShape shape = shape_of(config, sizes);
    bias_attention(shape, config.flag_or("attention_bias", false));
    shape.norm = sizes.hidden;
    shape.norms = NormPlace::shared;
    if (config.flag_or("use_qk_norm", false)) {
        shape.attention.query_norm = sizes.heads * sizes.head_size;
        shape.attention.key_norm = sizes.key_value_heads * sizes.head_size;
    }
    return model_of(config, sizes, shape);
}

// phi: qk_layernorm (absent: false) over one head. Everything has a bias, the head included; one
// norm; both halves read it.
Model read_phi(Config& config) {
    const DecoderSizes sizes = read_decoder_sizes(config, {});
    LayerShape shape = shape_of(config, sizes);
    bias_attention(shape, true);
    shape.gated = false;
    shape.feed_forward_bias = true;
    shape.norms = NormPlace::shared;
    if (config.flag_or("qk_layernorm", false)) {
        if (sizes.head_size * sizes.heads != sizes.hidden) {
            config.conflict("qk_layernorm", "norms of heads that do not share out the hidden size",
                            "correct 'head_dim'");
        }
        shape.attention.query_norm = 2 * sizes.head_size;
        shape.attention.key_norm = 2 * sizes.head_size;
    }
    DecoderEnds ends = ends_of(sizes, shape.norm);
    ends.head = {output_head(sizes.hidden, sizes.vocabulary, sizes.tied, true)};
    return decoder_model(config, decoder_tower(std::move(ends), {layers_of(shape, sizes.layers)}));
}

// starcoder2: num_key_value_heads (absent: 2), use_bias (absent: true) of all matrices but the
// head, sliding_window (absent or null: none), tie_word_embeddings (absent: true), mlp_type and
// norm_type of the one kind there is.
Model read_starcoder2(Config& config) {
    DecoderDefaults defaults;
    defaults.tied = true;
    defaults.key_value_heads = 2;
    const DecoderSizes sizes = read_decoder_sizes(config, defaults);
    check_word(config, "mlp_type", "default");
    check_word(config, "norm_type", "layer_norm");
    LayerShape shape = shape_of(config, sizes);
    bias_attention(shape, config.flag_or("use_bias", true));
    shape.gated = false;
    shape.feed_forward_bias = shape.attention.query_bias;
    const auto layers =
        windowed_layers(shape, {{config.optional_size("sliding_window"), sizes.layers}});
    return decoder_model(config, decoder_tower(ends_of(sizes, shape.norm), layers));
}

// nemotron: attention_bias (absent: false) of all four projections, mlp_bias (absent: false).
Model read_nemotron(Config& config) {
    const DecoderSizes sizes = read_decoder_sizes(config, {});
    LayerShape shape = shape_of(config, sizes);
    bias_attention(shape, config.flag_or("attention_bias", false));
    shape.gated = false;
    shape.feed_forward_bias = config.flag_or("mlp_bias", false);
    return model_of(config, sizes, shape);
}

// stablelm: num_key_value_heads (absent: 32), use_qkv_bias (absent: false), qk_layernorm (absent:
// false) of each head by itself, use_parallel_residual (absent: false), which leaves one norm.
Model read_stablelm(Config& config) {
    DecoderDefaults defaults;
    defaults.key_value_heads = 32;
    const DecoderSizes sizes = read_decoder_sizes(config, defaults);
    LayerShape shape = shape_of(config, sizes);
    shape.attention.query_bias = config.flag_or("use_qkv_bias", false);
    if (config.flag_or("qk_layernorm", false)) {
        shape.attention.query_norm = sizes.heads * sizes.head_size;
        shape.attention.key_norm = sizes.key_value_heads * sizes.head_size;
    }
    if (config.flag_or("use_parallel_residual", false)) shape.norms = NormPlace::shared;
    return model_of(config, sizes, shape);
}

// chatglm, second generation on: num_layers, padded_vocab_size, ffn_hidden_size, kv_channels,
// multi_query_attention (absent: false) with multi_query_group_num (absent: 1), add_bias_linear and
// add_qkv_bias (absent: false), rmsnorm and post_layer_norm (absent: true).
Model read_chatglm(Config& config) {
    if (config.has("position_encoding_2d")) {
        config.unsupported(
            "position_encoding_2d",
            "the first generation of this type is built otherwise and is not counted",
            "state parameters in the ledger instead of this configuration");
    }
    if (config.has("pre_seq_len") && !config.is_null("pre_seq_len")) {
        config.unsupported("pre_seq_len",
                           "a trained prefix is not counted with models of this type");
    }
    DecoderSizes sizes;
    sizes.hidden = config.size("hidden_size");
    sizes.layers = config.size("num_layers");
    sizes.heads = config.size("num_attention_heads");
    sizes.head_size = config.size("kv_channels");
    sizes.inner = config.size("ffn_hidden_size");
    sizes.vocabulary = config.size("padded_vocab_size");
    sizes.tied = config.flag_or("tie_word_embeddings", false);
    sizes.key_value_heads = config.flag_or("multi_query_attention", false)
                                ? config.size_or("multi_query_group_num", 1)
                                : sizes.heads;
    check_key_value_heads(config, sizes, "multi_query_group_num");
    const bool bias = config.flag_or("add_bias_linear", false);
    LayerShape shape;
    shape.attention = attention_of(sizes);
    shape.attention.query_bias = config.flag_or("add_qkv_bias", false) || bias;
    shape.attention.output_bias = bias;
    shape.inner = sizes.inner;
    shape.feed_forward_bias = bias;
    shape.norm = config.flag_or("rmsnorm", true) ? sizes.hidden : 2 * sizes.hidden;
    const Exact final_norm = config.flag_or("post_layer_norm", true) ? shape.norm : Exact(0);
    return decoder_model(
        config, decoder_tower(ends_of(sizes, final_norm), {layers_of(shape, sizes.layers)}));
}

}  // namespace flopledger
