// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "core/base/value_names.hpp"
#include "core/read/models/bricks/model_head.hpp"
#include "core/read/models/multimodal/encoders.hpp"

namespace flopledger {

namespace {

// Layers whose output nothing reads: stored, not run.
Block unused_layers(const Block& layers, const Exact& count) {
    Block block{"layer, not used", count, false, {}};
    for (const Part& part : layers.parts) {
        if (part.parameters.is_zero()) continue;
        Part idle = stored(part.name, part.parameters);
        idle.sublayer = part.sublayer;
        idle.fixed = true;
        add(block, std::move(idle));
    }
    return block;
}

// The patches of an image in several colours, at the positions of a tower with a class token.
Part patches_beside_class(const Exact& inputs, const Exact& hidden, bool bias,
                          const Exact& patches) {
    Part part = first_product("patches", inputs, hidden, bias, Positions::patches);
    part.positions_factor = patches / (patches + 1);
    return part;
}

// Attention within one image of so many positions, however many images an example has.
TransformerLayer vision_layer(Config& config, const Exact& hidden, const Exact& heads,
                              const Exact& inner, const Exact& positions) {
    TransformerLayer shape;
    shape.attention = biased_attention(config, hidden, heads, "num_attention_heads");
    shape.attention.positions = Positions::patches;
    shape.attention.chunk = positions;
    shape.inner = inner;
    shape.norm = 2 * hidden;
    return shape;
}

}  // namespace

// vit: hidden_size, num_hidden_layers, num_attention_heads, intermediate_size must be there;
// image_size (absent: 224), patch_size (absent: 16), num_channels (absent: 3), qkv_bias (absent:
// true), id2label, whose length is the number of classes, else num_labels (both absent: 2).
Model read_vit(Config& config) {
    const Exact hidden = config.size("hidden_size");
    const PatchGrid grid = read_patch_grid(config, 224, 16);
    const Exact positions = grid.patches + 1;
    TransformerLayer shape = vision_layer(config, hidden, config.size("num_attention_heads"),
                                          config.size("intermediate_size"), positions);
    shape.attention.query_bias = config.flag_or("qkv_bias", true);
    Tower tower{TowerRole::vision, "vision tower", false, {}};
    tower.blocks = {
        outside_layers("embedding",
                       {patches_beside_class(config.size_or("num_channels", 3) * grid.patch_area,
                                             hidden, true, grid.patches),
                        stored("class token", hidden), stored("positions", positions * hidden)}),
        transformer_layers(shape, config.size("num_hidden_layers")),
        outside_layers("classifier", {stored("norm", 2 * hidden),
                                      pooled_product("classifier", hidden, label_count(config),
                                                     true, Positions::patches, positions)})};
    Model model;
    model.type = "vit";
    model.towers.push_back(std::move(tower));
    model.fixed_patches = positions;
    return model;
}

Exact clip_vision_layers(Config& config) { return config.size_or("num_hidden_layers", 12); }

ClipVision read_clip_vision(Config& config, const std::optional<Exact>& used) {
    ClipVision vision;
    vision.hidden = config.size_or("hidden_size", 768);
    const Exact& hidden = vision.hidden;
    const PatchGrid grid = read_patch_grid(config, 224, 32);
    vision.patches = grid.patches;
    vision.positions = grid.patches + 1;
    const TransformerLayer shape =
        vision_layer(config, hidden, config.size_or("num_attention_heads", 12),
                     config.size_or("intermediate_size", 3072), vision.positions);
    const Exact layers = clip_vision_layers(config);
    vision.tower = {TowerRole::vision, "vision tower", false, {}};
    vision.tower.blocks = {
        outside_layers(
            "embedding",
            {patches_beside_class(config.size_or("num_channels", 3) * grid.patch_area, hidden,
                                  false, grid.patches),
             stored("class token", hidden), stored("positions", vision.positions * hidden),
             stored("norm", 2 * hidden)}),
        transformer_layers(shape, used.value_or(layers))};
    if (used && *used < layers) {
        vision.tower.blocks.push_back(unused_layers(vision.tower.blocks.back(), layers - *used));
    }
    Part norm = stored("norm", 2 * hidden);
    norm.fixed = used.has_value();
    vision.tower.blocks.push_back(outside_layers("norm", {std::move(norm)}));
    return vision;
}

namespace {

// The text tower of CLIP reads causally; the last token stands for the text.
Tower clip_text(Config& config, const Exact& projection) {
    const Exact hidden = config.size_or("hidden_size", 512);
    const Exact heads = config.size_or("num_attention_heads", 8);
    TransformerLayer shape;
    shape.attention = biased_attention(config, hidden, heads, "num_attention_heads");
    shape.attention.pattern = Pattern::causal;
    shape.inner = config.size_or("intermediate_size", 2048);
    shape.norm = 2 * hidden;
    Part projected =
        linear("projection", hidden, projection, false, Sublayer::other, {from_stream});
    projected.positions = Positions::sequence;
    Tower tower{TowerRole::encoder, "text tower", false, {}};
    tower.blocks = {outside_layers("embedding",
                                   {lookup("tokens", config.size_or("vocab_size", 49408), hidden),
                                    lookup("positions",
                                           config.size_or("max_position_embeddings", 77), hidden)}),
                    transformer_layers(shape, config.size_or("num_hidden_layers", 12)),
                    outside_layers("norm and projection", {stored("norm", 2 * hidden), projected})};
    return tower;
}

}  // namespace

namespace {

// Parameters of a tower.
Exact stored_in(const Tower& tower) {
    Exact sum;
    for (const Block& block : tower.blocks) {
        for (const Part& part : block.parts) sum = sum + block.count * part.parameters;
    }
    return sum;
}

// transformers writes a second copy of each half, which goes before the first where they differ.
template <typename ReadTower>
void check_copy(Config& config, std::string_view key, const Tower& tower, const ReadTower& read) {
    if (!config.has(key) || config.is_null(key)) return;
    Config copy = config.inside(key);
    const Tower other = read(copy);
    if (stored_in(other) == stored_in(tower)) return;
    config.conflict(key, fmt::format("'{}' is another half than the one without '_dict'", key),
                    "correct the configuration: keep the one that holds");
}

}  // namespace

// clip: text_config with hidden_size (absent: 512), intermediate_size (2048), num_hidden_layers
// (12), num_attention_heads (8), max_position_embeddings (77), vocab_size (49408); vision_config as
// read_clip_vision says; text_config_dict and vision_config_dict say the same or are absent;
// projection_dim (absent: 512) of the outer mapping.
Model read_clip(Config& config) {
    const Exact projection = config.size_or("projection_dim", 512);
    Config text = config.inside("text_config");
    Config image = config.inside("vision_config");
    ClipVision vision = read_clip_vision(image);
    const Tower words = clip_text(text, projection);
    check_copy(config, "text_config_dict", words,
               [&](Config& copy) { return clip_text(copy, projection); });
    check_copy(config, "vision_config_dict", vision.tower,
               [&](Config& copy) { return read_clip_vision(copy).tower; });
    vision.tower.blocks.push_back(
        outside_layers("projection", {pooled_product("projection", vision.hidden, projection, false,
                                                     Positions::patches, vision.positions),
                                      stored("scale of the logits", 1)}));
    Model model;
    model.type = "clip";
    model.longest_text = text.size_or("max_position_embeddings", 77);
    model.towers.push_back(words);
    model.towers.push_back(std::move(vision.tower));
    model.fixed_patches = vision.positions;
    model.notes.emplace_back(
        "products of texts with images across a batch are not counted: they are no part of one "
        "example");
    return model;
}

}  // namespace flopledger
