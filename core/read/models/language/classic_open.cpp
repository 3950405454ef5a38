// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "core/read/models/language/classic.hpp"

// Open models of the years after GPT-3, each with keys of its own.

namespace flopledger {

// opt: ffn_dim, max_position_embeddings with two rows more, word_embed_proj_dim (absent or null:
// hidden_size), which where it differs puts a matrix before the layers and one behind,
// do_layer_norm_before and enable_bias (absent: true), layer_norm_elementwise_affine (absent:
// true), tie_word_embeddings (absent: true).
Model read_opt(Config& config) {
    DecoderSizes sizes;
    sizes.hidden = config.size("hidden_size");
    sizes.layers = config.size("num_hidden_layers");
    sizes.heads = config.size("num_attention_heads");
    sizes.key_value_heads = sizes.heads;
    sizes.head_size = divided_head_size(config, sizes.hidden, sizes.heads, "num_attention_heads");
    sizes.inner = config.size("ffn_dim");
    sizes.vocabulary = config.size("vocab_size");
    sizes.tied = config.flag_or("tie_word_embeddings", true);
    check_activation(config, "activation_function");
    const Exact width = config.size_or("word_embed_proj_dim", sizes.hidden);
    const bool before = config.flag_or("do_layer_norm_before", true);

    LayerShape shape = biased_layer(sizes);
    shape.attention.query_bias = config.flag_or("enable_bias", true);
    shape.attention.output_bias = shape.attention.query_bias;
    shape.feed_forward_bias = shape.attention.query_bias;
    if (!config.flag_or("layer_norm_elementwise_affine", true)) shape.norm = 0;
    if (!before) shape.norms = NormPlace::after;
    const bool final_norm = before && !config.flag_or("_remove_final_layer_norm", false);

    DecoderEnds ends;
    ends.final_norm = final_norm ? shape.norm : Exact(0);
    ends.embedding = {lookup("token embedding", sizes.vocabulary, width)};
    if (width != sizes.hidden) {
        const auto other = Sublayer::other;
        ends.embedding.push_back(linear("widening", width, sizes.hidden, false, other, {0}));
        ends.head.push_back(linear("narrowing", sizes.hidden, width, false, other, {from_stream}));
    }
    const Exact positions = config.size("max_position_embeddings");
    ends.embedding.push_back(lookup("position embedding", positions + 2, sizes.hidden));
    Part head = output_head(width, sizes.vocabulary, sizes.tied, false);
    if (!ends.head.empty()) head.reads = {0};
    ends.head.push_back(std::move(head));
    Model model =
        decoder_model(config, decoder_tower(std::move(ends), {layers_of(shape, sizes.layers)}));
    model.longest_text = positions;
    return model;
}

// bloom: hidden_size, n_layer, n_head, a feed-forward of four times the hidden size, a norm on the
// embedding, positions that store nothing, tie_word_embeddings (absent: true).
Model read_bloom(Config& config) {
    DecoderSizes sizes;
    sizes.hidden = config.size("hidden_size");
    sizes.layers = config.size("n_layer");
    sizes.heads = config.size("n_head");
    sizes.key_value_heads = sizes.heads;
    sizes.head_size = divided_head_size(config, sizes.hidden, sizes.heads, "n_head");
    sizes.inner = 4 * sizes.hidden;
    sizes.vocabulary = config.size("vocab_size");
    sizes.tied = config.flag_or("tie_word_embeddings", true);
    const LayerShape shape = biased_layer(sizes);
    DecoderEnds ends = ends_of(sizes, shape.norm);
    Part norm = scale("embedding norm", shape.norm, Sublayer::other);
    norm.reads = {0};
    ends.embedding.push_back(std::move(norm));
    return decoder_model(config, decoder_tower(std::move(ends), {layers_of(shape, sizes.layers)}));
}

namespace {

// Files of before the type was in transformers say figures twice; its code reads the new names
// alone.
void check_older_name(Config& config, std::string_view key, const Exact& figure) {
    if (config.size_or(key, figure) == figure) return;
    config.conflict(key, fmt::format("'{}' is not read, and is not what the newer key says", key),
                    "correct the configuration: keep the one that holds");
}

}  // namespace

// falcon: num_hidden_layers, num_attention_heads, ffn_hidden_size (absent or null: four times the
// hidden size), bias (absent: false), tie_word_embeddings (absent: true). parallel_attn (absent:
// true) has num_ln_in_parallel_attn norms (absent or null: 1). new_decoder_architecture (absent:
// false) has two where that is absent, and num_kv_heads or n_head_kv (absent or null: as many as
// heads), which the old one ignores: it has one key-value head with multi_query (absent: true).
Model read_falcon(Config& config) {
    DecoderSizes sizes;
    sizes.hidden = config.size("hidden_size");
    sizes.layers = config.size("num_hidden_layers");
    sizes.heads = config.size("num_attention_heads");
    sizes.head_size = divided_head_size(config, sizes.hidden, sizes.heads, "num_attention_heads");
    sizes.inner = config.size_or("ffn_hidden_size", 4 * sizes.hidden);
    sizes.vocabulary = config.size("vocab_size");
    sizes.tied = config.flag_or("tie_word_embeddings", true);
    check_older_name(config, "n_layer", sizes.layers);
    check_older_name(config, "n_head", sizes.heads);
    check_activation(config, "activation");
    const bool renewed = config.flag_or("new_decoder_architecture", false);
    const bool parallel = config.flag_or("parallel_attn", true);
    constexpr std::string_view key = "num_kv_heads";
    sizes.key_value_heads = sizes.heads;
    if (renewed) {
        sizes.key_value_heads = config.size_or(key, sizes.heads);
        check_key_value_heads(config, sizes, key);
        check_flag(config, "parallel_attn", true);
    } else if (config.flag_or("multi_query", true)) {
        sizes.key_value_heads = 1;
    }
    LayerShape shape = biased_layer(sizes);
    shape.attention.query_bias = config.flag_or("bias", false);
    shape.attention.output_bias = shape.attention.query_bias;
    shape.feed_forward_bias = shape.attention.query_bias;
    if (parallel) {
        const Exact norms = config.size_or("num_ln_in_parallel_attn", renewed ? 2 : 1);
        shape.norms = norms == Exact(1) ? NormPlace::shared : NormPlace::beside;
        if (Exact(2) < norms) {
            config.out_of_bounds("num_ln_in_parallel_attn",
                                 "a layer of this type has one or two norms");
        }
    }
    Model model = decoder_model(
        config, decoder_tower(ends_of(sizes, shape.norm), {layers_of(shape, sizes.layers)}));
    const bool stated = config.has(key) && !config.is_null(key);
    if (!renewed && stated && config.size(key) != sizes.key_value_heads) {
        model.notes.push_back(fmt::format(
            "'{}' is ignored: the older architecture has {} key-value head{}", key,
            sizes.key_value_heads.text(), sizes.key_value_heads == Exact(1) ? "" : "s"));
    }
    return model;
}

// mpt: d_model, n_layers, n_heads, expansion_ratio (absent: 4; MosaicML's code obeys another one,
// transformers does not, so none is counted), vocab_size, tie_word_embeddings
// (absent: true), no_bias (absent: true), attn_config.alibi (absent: true), which leaves no
// position table even where learned_pos_emb is true; attn_config.attn_type and qk_ln of the one
// kind counted. No bias anywhere, in norms neither.
Model read_mpt(Config& config) {
    DecoderSizes sizes;
    sizes.hidden = config.size("d_model");
    sizes.layers = config.size("n_layers");
    sizes.heads = config.size("n_heads");
    sizes.key_value_heads = sizes.heads;
    sizes.head_size = divided_head_size(config, sizes.hidden, sizes.heads, "n_heads");
    sizes.inner = 4 * sizes.hidden;
    if (config.size_or("expansion_ratio", 4) != Exact(4)) {
        config.unsupported("expansion_ratio",
                           "models of this type are counted with 'expansion_ratio' 4 only",
                           "state parameters in the ledger instead of this configuration");
    }
    sizes.vocabulary = config.size("vocab_size");
    sizes.tied = config.flag_or("tie_word_embeddings", true);
    check_flag(config, "no_bias", true);
    if (config.has("attn_config") && !config.is_null("attn_config")) {
        Config attention = config.inside("attn_config");
        check_flag(attention, "alibi", true);
        check_flag(attention, "qk_ln", false);
        const std::string kind = attention.text("attn_type");
        if (!kind.empty() && kind != "multihead_attention") {
            attention.unsupported("attn_type",
                                  "models of this type are counted with 'multihead_attention' only",
                                  "state parameters in the ledger instead of this configuration");
        }
    }
    LayerShape shape;
    shape.attention = attention_of(sizes);
    shape.inner = sizes.inner;
    shape.gated = false;
    shape.norm = sizes.hidden;
    return decoder_model(
        config, decoder_tower(ends_of(sizes, shape.norm), {layers_of(shape, sizes.layers)}));
}

}  // namespace flopledger
