// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/multimodal/multimodal.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "core/read/models/bricks/families.hpp"

namespace flopledger {

namespace {

constexpr std::array families{
    Family{"llava", read_llava},
    Family{"gemma3", read_gemma3_images},
    Family{"gemma4", read_gemma4},
    Family{"qwen2_vl", read_qwen2_vl},
    Family{"qwen2_5_vl", read_qwen2_5_vl},
    Family{"qwen3_vl", read_qwen3_vl},
    Family{"qwen3_vl_moe", read_qwen3_vl_moe},
    Family{"qwen3_5", read_qwen3_5_images},
    Family{"qwen3_5_moe", read_qwen3_5_images},
    Family{"glm4v_moe", read_glm4v_moe},
    Family{"llama4", read_llama4_images},
};

}  // namespace

std::span<const Family> multimodal_families() { return families; }

Model image_model(std::string_view type, std::vector<Tower> images, Tower decoder) {
    Model model;
    model.type = type;
    model.towers = std::move(images);
    decoder.reads_towers = true;
    model.towers.push_back(std::move(decoder));
    return model;
}

Tower image_projector(std::vector<Part> parts) {
    Block block = outside_layers("projector", std::move(parts));
    place_at(block, Positions::image_tokens);
    return {TowerRole::projector, "image projector", true, {std::move(block)}};
}

Config text_mapping(Config& config) {
    return config.has("text_config") && !config.is_null("text_config")
               ? config.inside("text_config")
               : config;
}

bool outer_tie(Config& config, Config& text, bool absent) {
    constexpr std::string_view key = "tie_word_embeddings";
    const bool tied = config.flag_or(key, absent);
    if (text.flag_or(key, tied) != tied) {
        text.conflict(key,
                      fmt::format("the head is {} here, and {} in the mapping around this one",
                                  tied ? "its own" : "tied", tied ? "tied" : "its own"),
                      "correct the configuration: write the same in both");
    }
    return tied;
}

void note_merging(Model& model, const Exact& merged) {
    model.patches_per_image_token = merged;
    model.notes.push_back(
        fmt::format("{} patches make one image token; every patch of an example meets every other, "
                    "as in one image",
                    merged.text()));
}

}  // namespace flopledger
