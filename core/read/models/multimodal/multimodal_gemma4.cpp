// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "core/read/models/language/llama.hpp"
#include "core/read/models/multimodal/multimodal.hpp"

namespace flopledger {

namespace {

// The sizes of the decoder. Layers of one kind look back a window, the others over everything with
// heads of another size, where one product may make keys and values.
struct Gemma4Sizes {
    Exact hidden;
    Exact inner;
    AttentionShape sliding;
    AttentionShape full;
    std::optional<ExpertShape> experts;
};

AttentionShape gemma4_attention(const Exact& hidden, const Exact& heads,
                                const Exact& key_value_heads, const Exact& head_size, bool bias) {
    AttentionShape shape;
    shape.hidden = hidden;
    shape.heads = heads;
    shape.key_value_heads = key_value_heads;
    shape.head_size = head_size;
    shape.query_bias = bias;
    shape.output_bias = bias;
    shape.query_norm = head_size;
    shape.key_norm = head_size;
    return shape;
}

std::optional<ExpertShape> gemma4_experts(Config& config, const Exact& hidden) {
    if (!config.flag_or("enable_moe_block", false)) return std::nullopt;
    ExpertShape shape;
    shape.hidden = hidden;
    shape.inner = config.size("moe_intermediate_size");
    shape.experts = config.size("num_experts");
    shape.chosen = config.size("top_k_experts");
    if (shape.experts < shape.chosen) {
        config.out_of_bounds("top_k_experts", "more experts are chosen for a token than there are",
                             "correct the configuration");
    }
    return shape;
}

// Features of smaller models of the family that change what is multiplied.
void check_gemma4(Config& config) {
    if (!config.count_or("hidden_size_per_layer_input", 256).is_zero()) {
        report_uncounted(config, "hidden_size_per_layer_input", "an embedding for each layer");
    }
    if (!config.count_or("num_kv_shared_layers", 0).is_zero()) {
        report_uncounted(config, "num_kv_shared_layers", "layers that share keys and values");
    }
    if (config.has("per_layer_config") && !config.is_null("per_layer_config")) {
        report_uncounted(config, "per_layer_config", "sizes stated for each layer");
    }
    if (config.text("use_bidirectional_attention") == "all") {
        report_uncounted(config, "use_bidirectional_attention", "a decoder that is not causal");
    }
    check_activation(config, "hidden_activation");
}

Gemma4Sizes read_gemma4_sizes(Config& config) {
    check_gemma4(config);
    Gemma4Sizes sizes;
    sizes.hidden = config.size("hidden_size");
    sizes.inner = config.size("intermediate_size");
    const Exact heads = config.size("num_attention_heads");
    const Exact shared = config.size("num_key_value_heads");
    const bool bias = config.flag_or("attention_bias", false);
    const bool one_product = config.flag_or("attention_k_eq_v", false);
    sizes.sliding =
        gemma4_attention(sizes.hidden, heads, shared, config.size_or("head_dim", 256), bias);
    sizes.sliding.window = config.size_or("sliding_window", 512);
    const Exact full_heads =
        one_product ? config.size_or("num_global_key_value_heads", shared) : shared;
    sizes.full = gemma4_attention(sizes.hidden, heads, full_heads,
                                  config.size_or("global_head_dim", 512), bias);
    sizes.full.value_is_key = one_product;
    for (const Exact& key_heads : {shared, full_heads}) {
        if (!(heads / key_heads).is_whole()) {
            config.conflict("num_key_value_heads", "key-value heads do not divide heads",
                            "correct the configuration");
        }
    }
    sizes.experts = gemma4_experts(config, sizes.hidden);
    return sizes;
}

// How many layers look back a window: those layer_types names so (absent: five of each six), the
// last layer never.
Exact sliding_layers(Config& config, const Exact& layers) {
    const std::vector<std::string> words = config.texts("layer_types");
    if (words.empty()) return layers - (layers / 6).floor() - ((layers / 6).is_whole() ? 0 : 1);
    if (Exact(static_cast<std::int64_t>(words.size())) != layers) {
        config.conflict(
            "layer_types",
            fmt::format("'layer_types' has {} entries for {} layers", words.size(), layers.text()),
            "correct the configuration");
        return 0;
    }
    Exact sliding;
    for (const std::string& word : words) {
        if (word == "sliding_attention") sliding = sliding + 1;
        if (word == "sliding_attention" || word == "full_attention") continue;
        report_uncounted(config, "layer_types", fmt::format("the layer '{}'", shown(word)));
    }
    return words.back() == "sliding_attention" ? sliding - 1 : sliding;
}

// The feed-forward half: a dense one, and experts beside it that read the stream through a norm of
// their own; each has a norm behind it before they are added.
void add_gemma4_half(Block& block, const Gemma4Sizes& sizes, int attended) {
    const auto half = Sublayer::feed_forward;
    const auto norm = [&](const char* name, int input) {
        return add_norm(block, name, sizes.hidden, half, input);
    };
    const int dense = add_gated_feed_forward(block, sizes.hidden, sizes.inner, false,
                                             norm("feed-forward norm", attended));
    if (!sizes.experts) {
        norm("norm behind feed-forward", dense);
        return;
    }
    norm("norm behind the dense part", dense);
    add_norm(block, "expert scales", sizes.experts->experts, half, attended);
    norm("router scale", attended);
    add_experts(block, *sizes.experts, norm("experts norm", attended));
    const int routed = static_cast<int>(block.parts.size()) - 1;
    norm("norm behind feed-forward", norm("norm behind experts", routed));
}

Block gemma4_layers(const Gemma4Sizes& sizes, const AttentionShape& attention, const char* name,
                    const Exact& count) {
    Block block{name, count, true, {}};
    const int normed =
        add_norm(block, "attention norm", sizes.hidden, Sublayer::attention, from_stream);
    const int attended = add_norm(block, "norm behind attention", sizes.hidden, Sublayer::attention,
                                  add_attention(block, attention, normed));
    add_gemma4_half(block, sizes, attended);
    return block;
}

Tower gemma4_tower(Config& config, bool tied) {
    const Gemma4Sizes sizes = read_gemma4_sizes(config);
    const Exact layers = config.size("num_hidden_layers");
    const Exact sliding = sliding_layers(config, layers);
    std::vector<Block> blocks;
    if (!sliding.is_zero()) {
        blocks.push_back(gemma4_layers(sizes, sizes.sliding, "layer with window", sliding));
    }
    blocks.push_back(gemma4_layers(sizes, sizes.full, "layer", layers - sliding));
    DecoderSizes ends;
    ends.hidden = sizes.hidden;
    ends.vocabulary = config.size("vocab_size");
    ends.tied = tied;
    return decoder_tower(ends_of(ends, sizes.hidden), std::move(blocks));
}

// gemma4_vision: hidden_size, intermediate_size, num_hidden_layers, num_attention_heads,
// num_key_value_heads, head_dim, patch_size must be there; position_embedding_size (absent: 10240),
// once for rows and once for columns.
Tower gemma4_vision(Config& config) {
    check_flag(config, "attention_bias", false);
    const Exact hidden = config.size("hidden_size");
    const Exact heads = config.size("num_attention_heads");
    LayerShape shape;
    shape.attention = gemma4_attention(hidden, heads, config.size("num_key_value_heads"),
                                       config.size("head_dim"), false);
    shape.attention.pattern = Pattern::bidirectional;
    shape.inner = config.size("intermediate_size");
    shape.norm = hidden;
    shape.norms = NormPlace::around;
    Block layers = layers_of(shape, config.size("num_hidden_layers"));
    place_at(layers, Positions::patches);
    const Exact patch = config.size("patch_size");
    Tower tower{TowerRole::vision, "vision tower", false, {}};
    tower.blocks = {
        outside_layers(
            "embedding",
            {first_product("patches", 3 * patch * patch, hidden, false, Positions::patches),
             stored("positions", 2 * config.size_or("position_embedding_size", 10240) * hidden)}),
        std::move(layers)};
    return tower;
}

}  // namespace

// gemma4: text_config with hidden_size, intermediate_size, num_hidden_layers, num_attention_heads,
// num_key_value_heads, vocab_size; head_dim (absent: 256), global_head_dim (absent: 512),
// num_global_key_value_heads (absent or null: num_key_value_heads) and attention_k_eq_v (absent:
// false) of layers without a window, sliding_window (absent: 512), layer_types, attention_bias
// (absent: false), enable_moe_block (absent: false) with moe_intermediate_size, num_experts and
// top_k_experts. hidden_size_per_layer_input (absent: 256), num_kv_shared_layers and audio_config
// are not counted where they are not none. Sources: modular_gemma4.py and configuration_gemma4.py
// of transformers, 2026.
Model read_gemma4(Config& config) {
    if (config.has("audio_config") && !config.is_null("audio_config")) {
        report_uncounted(config, "audio_config", "the audio tower of Gemma 4");
    }
    Config text = config.inside("text_config");
    Tower decoder = gemma4_tower(text, outer_tie(config, text, true));
    if (!config.has("vision_config") || config.is_null("vision_config")) {
        return image_model("gemma4", {}, std::move(decoder));
    }
    Config vision = config.inside("vision_config");
    const Exact side = vision.size_or("pooling_kernel_size", 3);
    Tower projector =
        image_projector({linear("projector", vision.size("hidden_size"), text.size("hidden_size"),
                                false, Sublayer::other, {from_stream})});
    Model model =
        image_model("gemma4", {gemma4_vision(vision), std::move(projector)}, std::move(decoder));
    note_merging(model, side * side);
    model.notes.emplace_back(
        "attention in the decoder is counted as causal for image tokens too; those of one image "
        "may meet each other in both directions");
    return model;
}

}  // namespace flopledger
