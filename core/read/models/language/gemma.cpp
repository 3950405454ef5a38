// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "core/read/models/language/llama.hpp"

namespace flopledger {

namespace {

// The head is tied and a head has 256 numbers where the configuration does not say.
DecoderDefaults defaults_of_gemma(const Exact& key_value_heads) {
    DecoderDefaults defaults;
    defaults.tied = true;
    defaults.key_value_heads = key_value_heads;
    defaults.head_size = 256;
    return defaults;
}

// attention_bias (absent: false) is of all four projections; hidden_act and hidden_activation name
// the activation.
LayerShape gemma_layer(Config& config, const DecoderSizes& sizes) {
    check_activation(config, "hidden_act");
    check_activation(config, "hidden_activation");
    check_flag(config, "use_bidirectional_attention", false);
    LayerShape shape;
    shape.attention = attention_of(sizes);
    shape.attention.query_bias = config.flag_or("attention_bias", false);
    shape.attention.output_bias = shape.attention.query_bias;
    shape.inner = sizes.inner;
    shape.norm = sizes.hidden;
    return shape;
}

// Every `period`-th layer meets all keys, the others a window; layer_types overrides that.
std::vector<WindowedLayers> gemma_windows(Config& config, const Exact& layers,
                                          const Exact& period) {
    const Exact window = config.has("sliding_window") ? config.size("sliding_window") : Exact(4096);
    if (config.has("layer_types") && !config.is_null("layer_types")) {
        return read_layer_types(config, layers, window);
    }
    const Exact whole = (layers / period).floor();
    if (whole == layers) return {{std::nullopt, layers}};
    return {{window, layers - whole}, {std::nullopt, whole}};
}

}  // namespace

// gemma: num_key_value_heads (absent: 16).
Model read_gemma(Config& config) {
    const DecoderSizes sizes = read_decoder_sizes(config, defaults_of_gemma(16));
    const LayerShape shape = gemma_layer(config, sizes);
    return decoder_model(
        config, decoder_tower(ends_of(sizes, sizes.hidden), {layers_of(shape, sizes.layers)}));
}

// gemma2: num_key_value_heads (absent: 4), sliding_window (absent: 4096) of every second layer from
// the first on, or layer_types.
Model read_gemma2(Config& config) {
    const DecoderSizes sizes = read_decoder_sizes(config, defaults_of_gemma(4));
    LayerShape shape = gemma_layer(config, sizes);
    shape.norms = NormPlace::around;
    return decoder_model(
        config, decoder_tower(ends_of(sizes, sizes.hidden),
                              windowed_layers(shape, gemma_windows(config, sizes.layers, 2))));
}

// gemma3_text: num_attention_heads (absent: 8), num_key_value_heads (absent: 4), vocab_size
// (absent: 262208), sliding_window (absent: 4096) of all but every sliding_window_pattern-th layer
// (absent: 6), or layer_types; norms on query and key of one head.
Tower gemma3_tower(Config& config, std::optional<bool> tied) {
    DecoderDefaults defaults = defaults_of_gemma(4);
    defaults.heads = 8;
    defaults.vocabulary = 262208;
    DecoderSizes sizes = read_decoder_sizes(config, defaults);
    sizes.tied = tied.value_or(sizes.tied);
    LayerShape shape = gemma_layer(config, sizes);
    shape.norms = NormPlace::around;
    shape.attention.query_norm = sizes.head_size;
    shape.attention.key_norm = sizes.head_size;
    const Exact period = config.size_or("sliding_window_pattern", 6);
    return decoder_tower(ends_of(sizes, sizes.hidden),
                         windowed_layers(shape, gemma_windows(config, sizes.layers, period)));
}

Model read_gemma3_text(Config& config) { return decoder_model(config, gemma3_tower(config)); }

}  // namespace flopledger
