// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "core/read/models/language/llama.hpp"
#include "core/read/models/multimodal/multimodal.hpp"

namespace flopledger {

namespace {

// siglip_vision_model: hidden_size, intermediate_size, num_hidden_layers, num_attention_heads must
// be there; image_size (absent: 224), patch_size (absent: 16), num_channels (absent: 3),
// vision_use_head (absent: true; a head is not counted).
Tower siglip_tower(Config& config, Exact& patches) {
    if (config.flag_or("vision_use_head", true)) {
        report_uncounted(config, "vision_use_head", "a pooling head on the vision tower");
    }
    const Exact hidden = config.size("hidden_size");
    const PatchGrid grid = read_patch_grid(config, 224, 16);
    patches = grid.patches;
    TransformerLayer shape;
    shape.attention =
        biased_attention(config, hidden, config.size("num_attention_heads"), "num_attention_heads");
    shape.attention.positions = Positions::patches;
    shape.attention.chunk = patches;
    shape.inner = config.size("intermediate_size");
    shape.norm = 2 * hidden;
    const Exact colours = config.size_or("num_channels", 3);
    Tower tower{TowerRole::vision, "vision tower", false, {}};
    tower.blocks = {outside_layers("embedding", {first_product("patches", colours * grid.patch_area,
                                                               hidden, true, Positions::patches),
                                                 stored("positions", patches * hidden)}),
                    transformer_layers(shape, config.size("num_hidden_layers")),
                    outside_layers("norm", {stored("norm", 2 * hidden)})};
    return tower;
}

}  // namespace

// gemma3: text_config as of gemma3_text; tie_word_embeddings of the outer mapping (absent: true);
// mm_tokens_per_image (absent: 256), into which the patches are averaged; vision_config as above.
// Without a vision_config it is the decoder alone.
Model read_gemma3_images(Config& config) {
    Config text = config.inside("text_config");
    Tower decoder = gemma3_tower(text, outer_tie(config, text, true));
    if (!config.has("vision_config") || config.is_null("vision_config")) {
        Model model = image_model("gemma3", {}, std::move(decoder));
        model.notes.emplace_back("the configuration has no vision tower; the decoder is counted");
        return model;
    }
    Config vision = config.inside("vision_config");
    Exact patches;
    Tower tower = siglip_tower(vision, patches);
    const Exact hidden = vision.size("hidden_size");
    Tower projector = image_projector(
        {stored("norm", hidden),
         linear("projector", hidden, text.size("hidden_size"), false, Sublayer::other, {0})});
    Model model =
        image_model("gemma3", {std::move(tower), std::move(projector)}, std::move(decoder));
    model.fixed_patches = patches;
    model.fixed_image_tokens = config.size_or("mm_tokens_per_image", 256);
    model.notes.emplace_back(
        "attention in the decoder is counted as causal for image tokens too; those of one image "
        "meet each other in both directions");
    return model;
}

}  // namespace flopledger
