// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/language/llama.hpp"

#include <array>
#include <utility>

#include "core/read/models/bricks/families.hpp"

namespace flopledger {

namespace {

// The layer all these share: norms without biases, grouped attention, a gated feed-forward.
LayerShape gated_layer(Config& config, const DecoderSizes& sizes) {
    check_activation(config, "hidden_act");
    LayerShape shape;
    shape.attention = attention_of(sizes);
    shape.inner = sizes.inner;
    shape.norm = sizes.hidden;
    return shape;
}

// attention_bias (absent: false) is of all four projections, mlp_bias (absent: false) of all three.
void read_biases(Config& config, LayerShape& shape) {
    shape.attention.query_bias = config.flag_or("attention_bias", false);
    shape.attention.output_bias = shape.attention.query_bias;
    shape.feed_forward_bias = config.flag_or("mlp_bias", false);
}

// llama, granite: attention_bias, mlp_bias.
Model read_llama(Config& config) { return decoder_model(config, llama_tower(config)); }

// mistral: sliding_window (absent: 4096, null: none); num_key_value_heads (absent: 8).
Model read_mistral(Config& config) {
    Model model = decoder_model(config, mistral_tower(config));
    if (!config.has("sliding_window")) {
        model.notes.push_back(
            "'sliding_window' is absent, which for this type means 4096 keys; null means none");
    }
    return model;
}

// phi3: sliding_window (absent or null: none). Query, key and value are one matrix, gate and up
// another, which counts the same; no biases whatever the configuration says, so that one that asks
// for them is not counted.
Model read_phi3(Config& config) {
    const DecoderSizes sizes = read_decoder_sizes(config, {});
    for (const char* key : {"attention_bias", "mlp_bias", "lm_head_bias"}) {
        check_flag(config, key, false);
    }
    const LayerShape shape = gated_layer(config, sizes);
    const auto layers =
        windowed_layers(shape, {{config.optional_size("sliding_window"), sizes.layers}});
    return decoder_model(config, decoder_tower(ends_of(sizes, sizes.hidden), layers));
}

// olmo: attention_bias (absent: false). Its norms scale by nothing and store nothing.
Model read_olmo(Config& config) {
    const DecoderSizes sizes = read_decoder_sizes(config, {});
    LayerShape shape = gated_layer(config, sizes);
    read_biases(config, shape);
    shape.feed_forward_bias = false;
    shape.norm = 0;
    return decoder_model(config,
                         decoder_tower(ends_of(sizes, 0), {layers_of(shape, sizes.layers)}));
}

// olmo2: attention_bias (absent: false). Norms stand behind each half, and on query and key over
// their full widths.
Model read_olmo2(Config& config) {
    const DecoderSizes sizes = read_decoder_sizes(config, {});
    LayerShape shape = gated_layer(config, sizes);
    read_biases(config, shape);
    shape.feed_forward_bias = false;
    shape.norms = NormPlace::after;
    shape.attention.query_norm = sizes.heads * sizes.head_size;
    shape.attention.key_norm = sizes.key_value_heads * sizes.head_size;
    return decoder_model(
        config, decoder_tower(ends_of(sizes, sizes.hidden), {layers_of(shape, sizes.layers)}));
}

// internlm2: bias (absent: true) of the attention's projections.
Model read_internlm2(Config& config) {
    const DecoderSizes sizes = read_decoder_sizes(config, {});
    LayerShape shape = gated_layer(config, sizes);
    shape.attention.query_bias = config.flag_or("bias", true);
    shape.attention.output_bias = shape.attention.query_bias;
    return decoder_model(
        config, decoder_tower(ends_of(sizes, sizes.hidden), {layers_of(shape, sizes.layers)}));
}

// baichuan: as many key-value heads as heads, no biases. The position scheme of the 7B and the 13B
// differs and stores nothing.
Model read_baichuan(Config& config) {
    const DecoderSizes sizes = read_decoder_sizes(config, {});
    const LayerShape shape = gated_layer(config, sizes);
    return decoder_model(
        config, decoder_tower(ends_of(sizes, sizes.hidden), {layers_of(shape, sizes.layers)}));
}

constexpr auto families = std::to_array<Family>({
    {"llama", read_llama},         {"mistral", read_mistral},   {"qwen2", read_qwen2},
    {"qwen3", read_qwen3},         {"phi3", read_phi3},         {"granite", read_llama},
    {"olmo", read_olmo},           {"olmo2", read_olmo2},       {"stablelm", read_stablelm},
    {"internlm2", read_internlm2}, {"baichuan", read_baichuan}, {"mimo", read_mimo},
    {"gemma", read_gemma},         {"gemma2", read_gemma2},     {"gemma3_text", read_gemma3_text},
    {"cohere", read_cohere},       {"phi", read_phi},           {"starcoder2", read_starcoder2},
    {"nemotron", read_nemotron},   {"chatglm", read_chatglm},   {"nemotron-nas", read_nemotron_nas},
});

}  // namespace

Tower llama_tower(Config& config, std::optional<bool> tied) {
    DecoderSizes sizes = read_decoder_sizes(config, {});
    sizes.tied = tied.value_or(sizes.tied);
    LayerShape shape = gated_layer(config, sizes);
    read_biases(config, shape);
    return decoder_tower(ends_of(sizes, sizes.hidden), {layers_of(shape, sizes.layers)});
}

Tower mistral_tower(Config& config, std::optional<bool> tied) {
    DecoderDefaults defaults;
    defaults.key_value_heads = 8;
    DecoderSizes sizes = read_decoder_sizes(config, defaults);
    sizes.tied = tied.value_or(sizes.tied);
    const LayerShape shape = gated_layer(config, sizes);
    const std::optional<Exact> window =
        config.has("sliding_window") ? config.optional_size("sliding_window") : Exact(4096);
    return decoder_tower(ends_of(sizes, sizes.hidden),
                         windowed_layers(shape, {{window, sizes.layers}}));
}

std::span<const Family> llama_families() { return families; }

}  // namespace flopledger
