// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"
#include "core/read/models/multimodal/encoders.hpp"

namespace flopledger {

// The towers of images run first, then what projects them, then the decoder over both kinds of
// token.
Model image_model(std::string_view type, std::vector<Tower> images, Tower decoder);

// A projector over image tokens: `parts` read each other as they say.
Tower image_projector(std::vector<Part> parts);

// The first mapping for text: text_config, or the outer one where there is none.
Config text_mapping(Config& config);

// Whether the head is tied, by the outer mapping: that holds, with what its absence stands for, and
// one inside that says otherwise is told.
bool outer_tie(Config& config, Config& text, bool absent);

// What every reader of patches that are merged tells: how lengths are to be stated.
void note_merging(Model& model, const Exact& merged);

// Readers of the families in the other files of this group.
Model read_llava(Config& config);
// Reads a configuration of the type gemma3_images.
Model read_gemma3_images(Config& config);
// Reads a configuration of the type gemma4.
Model read_gemma4(Config& config);
// Reads a configuration of the type qwen2_vl.
Model read_qwen2_vl(Config& config);
// Reads a configuration of the type qwen2_5_vl.
Model read_qwen2_5_vl(Config& config);
// Reads a configuration of the type qwen3_vl.
Model read_qwen3_vl(Config& config);
// Reads a configuration of the type qwen3_vl_moe.
Model read_qwen3_vl_moe(Config& config);
// Reads a configuration of the type qwen3_5_images.
Model read_qwen3_5_images(Config& config);
// Reads a configuration of the type glm4v_moe.
Model read_glm4v_moe(Config& config);
// Reads a configuration of the type llama4_images.
Model read_llama4_images(Config& config);

}  // namespace flopledger
