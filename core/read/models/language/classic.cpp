// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/language/classic.hpp"

#include <array>
#include <utility>

#include "core/read/models/bricks/families.hpp"

namespace flopledger {

namespace {

// The keys of GPT-2 and those named after it: n_embd, n_layer, n_head, n_inner (absent or null:
// four times n_embd), vocab_size, tie_word_embeddings.
DecoderSizes read_gpt_sizes(Config& config, bool tied) {
    DecoderSizes sizes;
    sizes.hidden = config.size("n_embd");
    sizes.layers = config.size("n_layer");
    sizes.heads = config.size("n_head");
    sizes.key_value_heads = sizes.heads;
    sizes.head_size = divided_head_size(config, sizes.hidden, sizes.heads, "n_head");
    sizes.inner = config.size_or("n_inner", 4 * sizes.hidden);
    sizes.vocabulary = config.size("vocab_size");
    sizes.tied = config.flag_or("tie_word_embeddings", tied);
    check_activation(config, "activation_function");
    check_flag(config, "add_cross_attention", false);
    return sizes;
}

Model with_positions(Config& config, const DecoderSizes& sizes) {
    const LayerShape shape = biased_layer(sizes);
    DecoderEnds ends = ends_of(sizes, shape.norm);
    const Exact positions = config.size("n_positions");
    ends.embedding.push_back(lookup("position embedding", positions, sizes.hidden));
    Model model =
        decoder_model(config, decoder_tower(std::move(ends), {layers_of(shape, sizes.layers)}));
    model.longest_text = positions;
    return model;
}

// gpt2: n_positions learned positions; the head is tied where the key is absent.
Model read_gpt2(Config& config) { return with_positions(config, read_gpt_sizes(config, true)); }

// gpt_bigcode: as gpt2, multi_query (absent: true) with one key-value head for all heads.
Model read_gpt_bigcode(Config& config) {
    DecoderSizes sizes = read_gpt_sizes(config, true);
    if (config.flag_or("multi_query", true)) sizes.key_value_heads = 1;
    return with_positions(config, sizes);
}

// gptj: attention without biases, one norm that both halves read, an untied head with a bias.
Model read_gptj(Config& config) {
    const DecoderSizes sizes = read_gpt_sizes(config, false);
    LayerShape shape = biased_layer(sizes);
    shape.attention.query_bias = false;
    shape.attention.output_bias = false;
    shape.norms = NormPlace::shared;
    DecoderEnds ends = ends_of(sizes, shape.norm);
    ends.head = {output_head(sizes.hidden, sizes.vocabulary, sizes.tied, true)};
    return decoder_model(config, decoder_tower(std::move(ends), {layers_of(shape, sizes.layers)}));
}

// gpt_neox: attention_bias (absent: true) of all four projections, use_parallel_residual (absent:
// true), with two norms either way; rotary positions store nothing.
Model read_gpt_neox(Config& config) {
    const DecoderSizes sizes = read_decoder_sizes(config, {});
    check_activation(config, "hidden_act");
    LayerShape shape = biased_layer(sizes);
    shape.attention.query_bias = config.flag_or("attention_bias", true);
    shape.attention.output_bias = shape.attention.query_bias;
    if (config.flag_or("use_parallel_residual", true)) shape.norms = NormPlace::beside;
    return decoder_model(
        config, decoder_tower(ends_of(sizes, shape.norm), {layers_of(shape, sizes.layers)}));
}

constexpr auto families = std::to_array<Family>({
    {"gpt2", read_gpt2},
    {"gpt_bigcode", read_gpt_bigcode},
    {"gptj", read_gptj},
    {"gpt_neox", read_gpt_neox},
    {"opt", read_opt},
    {"bloom", read_bloom},
    {"falcon", read_falcon},
    {"mpt", read_mpt},
});

}  // namespace

LayerShape biased_layer(const DecoderSizes& sizes) {
    LayerShape shape;
    shape.attention = attention_of(sizes);
    shape.attention.query_bias = true;
    shape.attention.output_bias = true;
    shape.inner = sizes.inner;
    shape.gated = false;
    shape.feed_forward_bias = true;
    shape.norm = 2 * sizes.hidden;
    return shape;
}

std::span<const Family> classic_families() { return families; }

}  // namespace flopledger
