// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "core/base/value_names.hpp"
#include "core/read/models/language/llama.hpp"
#include "core/read/models/language/llama4_text.hpp"
#include "core/read/models/multimodal/multimodal.hpp"

namespace flopledger {

namespace {

// A whole number that may be below zero and names a layer; a list of layers is not counted.
std::optional<Exact> layer_number(Config& config, std::string_view key, const Exact& absent) {
    const Node* node = config.find(key);
    if (node == nullptr || node->kind == Node::Kind::null) return absent;
    if (node->kind == Node::Kind::sequence) {
        report_uncounted(config, key, "a projector that reads several layers of the vision tower");
        return std::nullopt;
    }
    int number = 0;
    const char* end = node->text.data() + node->text.size();
    const auto read = std::from_chars(node->text.data(), end, number);
    const bool whole = node->kind == Node::Kind::scalar && !node->quoted && read.ptr == end &&
                       read.ec == std::errc();
    if (whole) return number;
    config.report(name::wrong_type, key, fmt::format("'{}' takes the number of a layer", key),
                  "write it without quotes; -1 is the last layer");
    return std::nullopt;
}

// How many layers run before what the projector reads: 0 counts from the embedding, -1 from the
// last layer.
Exact used_layers(Config& config, const Exact& layers) {
    const std::optional<Exact> number = layer_number(config, "vision_feature_layer", -2);
    if (!number) return layers;
    Exact used = number->is_negative() ? layers + 1 + *number : *number;
    if (!used.is_negative() && !used.is_zero() && used <= layers) return used;
    config.out_of_bounds("vision_feature_layer", "the vision tower has no such layer",
                         "correct the configuration");
    return layers;
}

// What an absent key of a nested llama stands for: the sizes of the 7B of the first generation.
Tower llama_with_defaults(Config& config, bool tied) {
    DecoderSizes sizes;
    sizes.hidden = config.size_or("hidden_size", 4096);
    sizes.layers = config.size_or("num_hidden_layers", 32);
    sizes.heads = config.size_or("num_attention_heads", 32);
    sizes.key_value_heads = config.size_or("num_key_value_heads", sizes.heads);
    sizes.head_size = config.has("head_dim") && !config.is_null("head_dim")
                          ? config.size("head_dim")
                          : divided_head_size(config, sizes.hidden, sizes.heads, "hidden_size");
    sizes.inner = config.size_or("intermediate_size", 11008);
    sizes.vocabulary = config.size_or("vocab_size", 32000);
    sizes.tied = tied;
    check_key_value_heads(config, sizes, "num_key_value_heads");
    check_activation(config, "hidden_act");
    LayerShape shape;
    shape.attention = attention_of(sizes);
    shape.attention.query_bias = config.flag_or("attention_bias", false);
    shape.attention.output_bias = shape.attention.query_bias;
    shape.feed_forward_bias = config.flag_or("mlp_bias", false);
    shape.inner = sizes.inner;
    shape.norm = sizes.hidden;
    return decoder_tower(ends_of(sizes, sizes.hidden), {layers_of(shape, sizes.layers)});
}

struct TextTower {
    Tower tower;
    Exact hidden;
};

TextTower llava_text(Config& config, bool tied) {
    const std::string type = config.text("model_type");
    if (type.empty() || type == "llama") {
        return {llama_with_defaults(config, tied), config.size_or("hidden_size", 4096)};
    }
    if (type == "mistral") return {mistral_tower(config, tied), config.size("hidden_size")};
    if (type == "qwen2") return {qwen2_tower(config, tied), config.size("hidden_size")};
    report_uncounted(config, "model_type", fmt::format("LLaVA around '{}'", shown(type)));
    return {};
}

}  // namespace

// llava: text_config of the type llama (the same where model_type is absent; absent sizes are those
// of Llama 7B), mistral or qwen2; vision_config of the type clip_vision_model (the same where
// absent); vision_feature_layer (absent: -2), vision_feature_select_strategy (absent: default,
// which drops the class token; full keeps it), multimodal_projector_bias (absent: true),
// tie_word_embeddings (absent: false). Layers behind the one that is read are stored and not
// counted as run.
Model read_llava(Config& config) {
    Config vision = config.inside("vision_config");
    Config text = config.inside("text_config");
    const std::string type = vision.text("model_type");
    if (!type.empty() && type != "clip_vision_model") {
        report_uncounted(vision, "model_type", fmt::format("the vision tower '{}'", shown(type)));
    }
    const Exact used = used_layers(config, clip_vision_layers(vision));
    ClipVision images = read_clip_vision(vision, used);
    const bool tied = outer_tie(config, text, false);
    TextTower decoder = llava_text(text, tied);
    const bool bias = config.flag_or("multimodal_projector_bias", true);
    const std::string strategy = config.text("vision_feature_select_strategy");
    Tower projector = image_projector(
        {linear("projector 1", images.hidden, decoder.hidden, bias, Sublayer::other, {from_stream}),
         linear("projector 2", decoder.hidden, decoder.hidden, bias, Sublayer::other, {0})});
    Model model = image_model("llava", {std::move(images.tower), std::move(projector)},
                              std::move(decoder.tower));
    model.fixed_patches = images.positions;
    model.fixed_image_tokens = strategy == "full" ? images.positions : images.patches;
    if (used < clip_vision_layers(vision)) {
        model.notes.emplace_back(
            "layers of the vision tower behind the one that is read are stored, but not counted as "
            "run");
    }
    return model;
}

namespace {

// The vision tower of Llama 4 and the product that merges squares of patches.
std::vector<Tower> llama4_vision(Config& config, const Exact& text_hidden, Model& sizes) {
    const Exact hidden = config.size("hidden_size");
    const PatchGrid grid = read_patch_grid(config, std::nullopt, std::nullopt);
    const Exact positions = grid.patches + 1;
    TransformerLayer shape;
    shape.attention =
        biased_attention(config, hidden, config.size("num_attention_heads"), "num_attention_heads");
    shape.attention.positions = Positions::patches;
    shape.attention.chunk = positions;
    shape.inner = config.size("intermediate_size");
    shape.norm = 2 * hidden;
    const Node* ratio = config.find("pixel_shuffle_ratio");
    if (ratio != nullptr && ratio->text != "0.5") {
        report_uncounted(config, "pixel_shuffle_ratio", "merging by another ratio than 0.5");
    }
    if (shape.inner != 4 * hidden) {
        config.conflict("intermediate_size",
                        "four merged patches are not as wide as the layers are inside",
                        "correct the configuration");
    }
    Part patches = first_product("patches", config.size_or("num_channels", 3) * grid.patch_area,
                                 hidden, false, Positions::patches);
    patches.positions_factor = grid.patches / positions;
    Tower tower{TowerRole::vision, "vision tower", false, {}};
    tower.blocks = {outside_layers("embedding", {std::move(patches), stored("class token", hidden),
                                                 stored("positions", positions * hidden),
                                                 stored("norm", 2 * hidden)}),
                    transformer_layers(shape, config.size("num_hidden_layers")),
                    outside_layers("norm", {stored("norm", 2 * hidden)})};
    const Exact middle = config.size("projector_input_dim");
    const Exact output = config.size("projector_output_dim");
    // The projector has no bias whatever this says.
    check_flag(config, "multi_modal_projector_bias", false);
    Tower projector = image_projector(
        {linear("adapter 1", 4 * hidden, middle, false, Sublayer::other, {from_stream}),
         linear("adapter 2", middle, output, false, Sublayer::other, {0}),
         linear("projector", output, text_hidden, false, Sublayer::other, {1})});
    for (const char* key : {"projector_output_dim", "vision_output_dim"}) {
        if (config.size(key) != middle) {
            report_uncounted(config, key, "a projector of changing width");
        }
    }
    sizes.fixed_patches = positions;
    sizes.fixed_image_tokens = grid.patches / 4;
    return {std::move(tower), std::move(projector)};
}

}  // namespace

// llama4: text_config as of llama4_text; tie_word_embeddings of the outer mapping (absent: false).
// Where there is a vision_config: hidden_size, num_hidden_layers, num_attention_heads,
// intermediate_size, image_size, patch_size, projector_input_dim, projector_output_dim and
// vision_output_dim must be there; num_channels (absent: 3), pixel_shuffle_ratio (absent: 0.5; no
// other is counted), multi_modal_projector_bias (false), vision_feature_layer (absent: -1;
// no other is counted).
Model read_llama4_images(Config& config) {
    if (!config.has("vision_config") || config.is_null("vision_config")) return read_llama4(config);
    Config vision = config.inside("vision_config");
    Config text = config.inside("text_config");
    const std::optional<Exact> layer = layer_number(vision, "vision_feature_layer", -1);
    if (layer && *layer != -1) {
        report_uncounted(vision, "vision_feature_layer", "an inner layer of the vision tower");
    }
    Model sizes;
    std::vector<Tower> towers = llama4_vision(vision, text.size("hidden_size"), sizes);
    Model model = image_model("llama4", std::move(towers),
                              read_llama4_decoder(text, outer_tie(config, text, false)));
    model.fixed_patches = sizes.fixed_patches;
    model.fixed_image_tokens = sizes.fixed_image_tokens;
    return model;
}

}  // namespace flopledger
