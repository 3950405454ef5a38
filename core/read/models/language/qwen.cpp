// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "core/read/models/language/llama.hpp"

namespace flopledger {

namespace {

// What an absent key means here is a number of the smallest model, even in files of larger ones.
DecoderDefaults defaults_of_qwen() {
    DecoderDefaults defaults;
    defaults.key_value_heads = 32;
    return defaults;
}

// Query, key and value have biases, the output has none.
LayerShape qwen2_layer(Config& config, const DecoderSizes& sizes) {
    check_activation(config, "hidden_act");
    LayerShape shape;
    shape.attention = attention_of(sizes);
    shape.attention.query_bias = true;
    shape.inner = sizes.inner;
    shape.norm = sizes.hidden;
    return shape;
}

}  // namespace

std::vector<WindowedLayers> read_qwen_windows(Config& config, const Exact& layers) {
    const bool used = config.flag_or("use_sliding_window", false);
    const std::optional<Exact> stated =
        config.has("sliding_window") ? config.optional_size("sliding_window") : Exact(4096);
    const std::optional<Exact> window = used ? stated : std::nullopt;
    if (config.has("layer_types") && !config.is_null("layer_types")) {
        return read_layer_types(config, layers, window);
    }
    if (!window) return {{std::nullopt, layers}};
    const Exact whole = smaller(config.count_or("max_window_layers", 28), layers);
    return {{std::nullopt, whole}, {window, layers - whole}};
}

Tower qwen2_tower(Config& config, std::optional<bool> tied) {
    DecoderSizes sizes = read_decoder_sizes(config, defaults_of_qwen());
    sizes.tied = tied.value_or(sizes.tied);
    return decoder_tower(
        ends_of(sizes, sizes.hidden),
        windowed_layers(qwen2_layer(config, sizes), read_qwen_windows(config, sizes.layers)));
}

// qwen2: the windows.
Model read_qwen2(Config& config) { return decoder_model(config, qwen2_tower(config)); }

// qwen3: head_dim (absent: 128), attention_bias (absent: false) of all four projections, norms on
// query and key of one head, the windows.
Tower qwen3_tower(Config& config, std::optional<bool> tied) {
    DecoderDefaults defaults = defaults_of_qwen();
    defaults.head_size = 128;
    DecoderSizes sizes = read_decoder_sizes(config, defaults);
    sizes.tied = tied.value_or(sizes.tied);
    LayerShape shape = qwen2_layer(config, sizes);
    shape.attention.query_bias = config.flag_or("attention_bias", false);
    shape.attention.output_bias = shape.attention.query_bias;
    shape.attention.query_norm = sizes.head_size;
    shape.attention.key_norm = sizes.head_size;
    return decoder_tower(ends_of(sizes, sizes.hidden),
                         windowed_layers(shape, read_qwen_windows(config, sizes.layers)));
}

Model read_qwen3(Config& config) { return decoder_model(config, qwen3_tower(config)); }

// mimo: as qwen2, attention_bias being true or absent; num_nextn_predict_layers (absent: none)
// modules that predict a further token, each with a layer that meets all keys.
Model read_mimo(Config& config) {
    check_flag(config, "attention_bias", true);
    Model model = decoder_model(config, qwen2_tower(config));
    const Exact modules = config.count_or("num_nextn_predict_layers", 0);
    if (modules.is_zero() || !config.ok()) return model;
    const DecoderSizes sizes = read_decoder_sizes(config, defaults_of_qwen());
    model.towers.push_back(prediction_tower(sizes, layers_of(qwen2_layer(config, sizes), modules)));
    return model;
}

}  // namespace flopledger
