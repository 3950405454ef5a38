// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/read/models/language/llama.hpp"
#include "core/read/models/language/mixture.hpp"
#include "core/read/models/language/qwen3_5_text.hpp"
#include "core/read/models/multimodal/multimodal.hpp"

namespace flopledger {

namespace {

// How patches of pictures in several colours and frames are cut and merged.
struct PatchMerging {
    Exact volume;  // numbers of one patch
    Exact patch;   // pixels along its side
    Exact side;    // so many patches along the side of what becomes one token
    Exact merged;  // and so many in all
};

// patch_size, temporal_patch_size (absent: 2), spatial_merge_size (absent: 2), in_channels (absent:
// 3). in_chans is what releases call the same, and no code reads: another number there is told.
PatchMerging read_patch_merging(Config& config) {
    const Exact colours = config.size_or("in_channels", 3);
    if (config.size_or("in_chans", colours) != colours) {
        config.conflict("in_chans", "'in_chans' is not read, and is not what 'in_channels' says",
                        "correct the configuration: write 'in_channels'");
    }
    PatchMerging merging;
    merging.patch = config.size("patch_size");
    merging.side = config.size_or("spatial_merge_size", 2);
    merging.volume =
        colours * config.size_or("temporal_patch_size", 2) * merging.patch * merging.patch;
    merging.merged = merging.side * merging.side;
    return merging;
}

// A layer over patches with biases everywhere; `norm` parameters in each of its norms.
TransformerLayer patch_layer(Config& config, const Exact& hidden, const Exact& inner,
                             const Exact& norm) {
    TransformerLayer shape;
    shape.attention = biased_attention(config, hidden, config.size("num_heads"), "num_heads");
    shape.attention.positions = Positions::patches;
    shape.inner = inner;
    shape.norm = norm;
    return shape;
}

// A norm and two products from merged patches to the decoder's width, one of which keeps the width.
void add_merger(std::vector<Part>& parts, const std::string& name, const Exact& norm,
                const Exact& merged, const Exact& output) {
    const auto last = [&] { return static_cast<int>(parts.size()) - 1; };
    parts.push_back(stored(name + " norm", norm));
    parts.push_back(linear(name + " 1", merged, merged, true, Sublayer::other, {last()}));
    parts.push_back(linear(name + " 2", merged, output, true, Sublayer::other, {last()}));
}

Tower patch_tower(std::vector<Part> embedding, std::vector<Block> layers) {
    Tower tower{TowerRole::vision, "vision tower", false, {}};
    tower.blocks.push_back(outside_layers("embedding", std::move(embedding)));
    for (Block& block : layers) tower.blocks.push_back(std::move(block));
    return tower;
}

// Text stands in the outer mapping, or in one inside, where either may say whether the head is
// tied.
std::optional<bool> stated_tie(Config& config, Config& text) {
    if (!config.has("tie_word_embeddings")) return std::nullopt;
    return outer_tie(config, text, false);
}

// The tower hands on what the decoder reads, so both must say the same width.
void check_width(Config& vision, std::string_view key, const Exact& output, Config& text) {
    if (output == text.size("hidden_size")) return;
    vision.conflict(key,
                    fmt::format("the vision tower makes a width of {}, the decoder reads {}",
                                output.text(), text.size("hidden_size").text()),
                    "correct the configuration");
}

}  // namespace

// qwen2_vl: text as of qwen2, in the outer mapping or in text_config; vision_config with depth,
// embed_dim, num_heads, hidden_size (the decoder's) and mlp_ratio (absent: 4), and patches as
// above. The head is tied where the outer mapping says so.
Model read_qwen2_vl(Config& config) {
    Config vision = config.inside("vision_config");
    Config text = text_mapping(config);
    const Exact hidden = vision.size("embed_dim");
    const Exact output = vision.size("hidden_size");
    check_width(vision, "hidden_size", output, text);
    const PatchMerging merging = read_patch_merging(vision);
    const TransformerLayer shape =
        patch_layer(vision, hidden, hidden * vision.size_or("mlp_ratio", 4), 2 * hidden);
    Tower tower =
        patch_tower({first_product("patches", merging.volume, hidden, false, Positions::patches)},
                    {transformer_layers(shape, vision.size("depth"))});
    std::vector<Part> merger;
    add_merger(merger, "merger", 2 * hidden, merging.merged * hidden, output);
    Model model = image_model("qwen2_vl", {std::move(tower), image_projector(std::move(merger))},
                              qwen2_tower(text, stated_tie(config, text)));
    note_merging(model, merging.merged);
    return model;
}

namespace {

// Layers that attend within windows of pixels, but for those named in fullatt_block_indexes
// (absent: 7, 15, 23, 31).
std::vector<Block> qwen2_5_layers(Config& config, const TransformerLayer& shape,
                                  const Exact& patch) {
    const Exact depth = config.size("depth");
    std::vector<Exact> full{7, 15, 23, 31};
    if (config.has("fullatt_block_indexes")) full = config.numbers("fullatt_block_indexes");
    std::sort(full.begin(), full.end());
    full.erase(std::unique(full.begin(), full.end()), full.end());
    full.erase(std::remove_if(full.begin(), full.end(),
                              [&](const Exact& index) { return depth <= index; }),
               full.end());
    const Exact whole = static_cast<std::int64_t>(full.size());
    std::vector<Block> blocks;
    TransformerLayer windowed = shape;
    const Exact side = (config.size_or("window_size", 112) / patch).floor();
    windowed.attention.chunk = larger(side * side, 1);
    if (whole < depth) blocks.push_back(transformer_layers(windowed, depth - whole));
    if (!whole.is_zero()) blocks.push_back(transformer_layers(shape, whole));
    if (blocks.size() == 2) blocks.front().name = "layer with windows";
    return blocks;
}

}  // namespace

// qwen2_5_vl: text as of qwen2, in the outer mapping or in text_config; vision_config with depth,
// hidden_size, intermediate_size, num_heads, out_hidden_size (the decoder's), window_size in pixels
// (absent: 112), fullatt_block_indexes, and patches as above.
Model read_qwen2_5_vl(Config& config) {
    Config vision = config.inside("vision_config");
    Config text = text_mapping(config);
    const Exact hidden = vision.size("hidden_size");
    const Exact output = vision.size("out_hidden_size");
    check_width(vision, "out_hidden_size", output, text);
    const PatchMerging merging = read_patch_merging(vision);
    TransformerLayer shape = patch_layer(vision, hidden, vision.size("intermediate_size"), hidden);
    shape.gated = true;
    Tower tower =
        patch_tower({first_product("patches", merging.volume, hidden, false, Positions::patches)},
                    qwen2_5_layers(vision, shape, merging.patch));
    std::vector<Part> merger;
    add_merger(merger, "merger", hidden, merging.merged * hidden, output);
    Model model = image_model("qwen2_5_vl", {std::move(tower), image_projector(std::move(merger))},
                              qwen2_tower(text, stated_tie(config, text)));
    note_merging(model, merging.merged);
    model.notes.emplace_back(
        "windows of the vision tower are counted whole; at the border of an image they may be "
        "smaller");
    return model;
}

namespace {

// The towers of qwen3_vl: depth, hidden_size, intermediate_size, num_heads, out_hidden_size,
// num_position_embeddings (absent: 2304), deepstack_visual_indexes (absent: as many as the caller
// says), one merger each, whose norm stands behind the merging; and patches as above.
std::vector<Tower> qwen3_vision(Config& vision, Config& text, const Exact& mergers_if_absent,
                                Exact& merged) {
    const Exact hidden = vision.size("hidden_size");
    const Exact output = vision.size("out_hidden_size");
    check_width(vision, "out_hidden_size", output, text);
    const PatchMerging merging = read_patch_merging(vision);
    merged = merging.merged;
    const TransformerLayer shape =
        patch_layer(vision, hidden, vision.size("intermediate_size"), 2 * hidden);
    const Exact positions = vision.size_or("num_position_embeddings", 2304);
    Tower tower =
        patch_tower({first_product("patches", merging.volume, hidden, true, Positions::patches),
                     stored("positions", positions * hidden)},
                    {transformer_layers(shape, vision.size("depth"))});
    const Exact width = merging.merged * hidden;
    std::vector<Part> merger;
    add_merger(merger, "merger", 2 * hidden, width, output);
    Tower projector = image_projector(std::move(merger));
    std::vector<Part> deep;
    add_merger(deep, "merger", 2 * width, width, output);
    Block block = outside_layers("merger of an inner layer", std::move(deep));
    place_at(block, Positions::image_tokens);
    block.count =
        vision.has("deepstack_visual_indexes")
            ? Exact(static_cast<std::int64_t>(vision.numbers("deepstack_visual_indexes").size()))
            : mergers_if_absent;
    if (!block.count.is_zero()) projector.blocks.push_back(std::move(block));
    return {std::move(tower), std::move(projector)};
}

}  // namespace

// qwen3_vl: text_config as of qwen3; vision_config as above, deepstack_visual_indexes absent: 8, 16
// and 24; tie_word_embeddings of the outer mapping (absent: false).
Model read_qwen3_vl(Config& config) {
    Config vision = config.inside("vision_config");
    Config text = config.inside("text_config");
    Exact merged;
    std::vector<Tower> towers = qwen3_vision(vision, text, 3, merged);
    Model model = image_model("qwen3_vl", std::move(towers),
                              qwen3_tower(text, outer_tie(config, text, false)));
    note_merging(model, merged);
    return model;
}

// qwen3_vl_moe: text_config as of qwen3_moe, with num_key_value_heads, whose default is another
// here; vision_config as above. A head that the outer mapping alone ties is not counted.
Model read_qwen3_vl_moe(Config& config) {
    Config vision = config.inside("vision_config");
    Config text = config.inside("text_config");
    if (config.flag_or("tie_word_embeddings", false) !=
        text.flag_or("tie_word_embeddings", false)) {
        report_uncounted(config, "tie_word_embeddings", "a tie that text_config does not state");
    }
    if (!text.has("num_key_value_heads")) text.size("num_key_value_heads");
    Exact merged;
    std::vector<Tower> towers = qwen3_vision(vision, text, 3, merged);
    Model decoder = read_qwen3_moe(text);
    Model model = image_model("qwen3_vl_moe", std::move(towers), std::move(decoder.towers.front()));
    model.notes = std::move(decoder.notes);
    note_merging(model, merged);
    return model;
}

// qwen3_5 and qwen3_5_moe: text_config as of qwen3_5_text; vision_config as above, with no mergers
// of inner layers where deepstack_visual_indexes is absent, and no vision tower where all of it is;
// tie_word_embeddings of the outer mapping (absent: false) where text_config has none.
Model read_qwen3_5_images(Config& config) {
    Config text = config.inside("text_config");
    Tower decoder = read_qwen3_5_decoder(text, outer_tie(config, text, false));
    const std::vector<std::string> notes = qwen3_5_notes(text);
    std::vector<Tower> towers;
    Exact merged;
    const bool sees = config.has("vision_config") && !config.is_null("vision_config");
    if (sees) {
        Config vision = config.inside("vision_config");
        towers = qwen3_vision(vision, text, 0, merged);
    }
    Model model = image_model(config.text("model_type"), std::move(towers), std::move(decoder));
    model.notes = notes;
    if (sees) note_merging(model, merged);
    return model;
}

// glm4v_moe: text_config as of glm4_moe, but attention_bias (absent: true) and never norms of query
// and key; vision_config with depth, hidden_size, num_heads,
// intermediate_size, which is the width inside of the merger alone, out_hidden_size, the decoder's
// width and that inside of each layer, image_size (absent: 336), attention_bias (absent: false), of
// query, key and value, and patches as above. Merging is a product over squares of patches.
Model read_glm4v_moe(Config& config) {
    Config vision = config.inside("vision_config");
    Config text = config.inside("text_config");
    const Exact hidden = vision.size("hidden_size");
    const Exact output = vision.size("out_hidden_size");
    check_width(vision, "out_hidden_size", output, text);
    const PatchMerging merging = read_patch_merging(vision);
    const PatchGrid grid = read_patch_grid(vision, 336, 14);
    TransformerLayer shape = patch_layer(vision, hidden, output, hidden);
    shape.attention.query_bias = vision.flag_or("attention_bias", false);
    shape.attention.output_bias = false;
    shape.feed_forward_bias = false;
    shape.gated = true;
    Tower tower =
        patch_tower({first_product("patches", merging.volume, hidden, true, Positions::patches),
                     stored("norm", hidden), stored("positions", grid.patches * hidden)},
                    {transformer_layers(shape, vision.size("depth")),
                     outside_layers("norm", {stored("norm", hidden)})});
    const Exact inner = vision.size("intermediate_size");
    Block merger =
        outside_layers("merger", {linear("downsampling", merging.merged * hidden, output, true,
                                         Sublayer::other, {from_stream}),
                                  linear("projection", output, output, false, Sublayer::other, {0}),
                                  scale("norm", 2 * output, Sublayer::other)});
    merger.parts.back().reads = {1};
    add_gated_feed_forward(merger, output, inner, false, 2);
    for (Part& part : merger.parts) part.sublayer = Sublayer::other;
    if (text.flag_or("use_qk_norm", false)) {
        report_uncounted(text, "use_qk_norm", "norms of query and key in GLM-4.5V");
    }
    Model decoder = glm4_moe_model(text, true);
    Model model =
        image_model("glm4v_moe", {std::move(tower), image_projector(std::move(merger.parts))},
                    std::move(decoder.towers.front()));
    model.notes = std::move(decoder.notes);
    note_merging(model, merging.merged);
    return model;
}

}  // namespace flopledger
