// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"
#include "core/read/models/bricks/parts.hpp"

namespace flopledger {

// A layer of the original transformer: attention, in a decoder a second one over an encoder's
// output, then a feed-forward; a norm with each.
struct TransformerLayer {
    AttentionShape attention;
    std::optional<Positions> crossed;  // a second attention over keys at these positions
    Exact inner;
    bool gated = false;
    bool feed_forward_bias = true;
    Exact norm;               // parameters of one norm
    bool norm_after = false;  // behind each half and its residual, not before the half
};

// So many equal layers, at the positions of their attention.
Block transformer_layers(const TransformerLayer& shape, const Exact& count);

// Attention with as many key-value heads as heads, biased everywhere. Reports heads that do not
// divide the width at `heads_key`.
AttentionShape biased_attention(Config& config, const Exact& hidden, const Exact& heads,
                                std::string_view heads_key);

// What stands outside of layers: parts that read each other as they say.
Block outside_layers(std::string name, std::vector<Part> parts);

// A table, gain or norm outside of layers that is no token embedding.
Part stored(std::string name, const Exact& parameters);

// A convolution or product over pixels or sound, below which no gradient is needed.
Part first_product(std::string name, const Exact& inputs, const Exact& outputs, bool bias,
                   Positions positions);

// A product on one position of each image or text, such as a classifier on the class token: `of`
// says of how many positions that one is.
Part pooled_product(std::string name, const Exact& inputs, const Exact& outputs, bool bias,
                    Positions positions, const Exact& of);

// Reports `unsupported-model` at a field that would change what is multiplied.
void report_uncounted(Config& config, std::string_view key, std::string_view what);

// A square image cut into square patches: image_size and patch_size, of which whole patches count.
struct PatchGrid {
    Exact patch_area;  // pixels of one patch
    Exact patches;     // of one image
};
// Reads a configuration of the type patch_grid.
PatchGrid read_patch_grid(Config& config, const std::optional<Exact>& absent_image,
                          const std::optional<Exact>& absent_patch);

// The vision tower of CLIP, and what others must know of it.
struct ClipVision {
    Tower tower;
    Exact hidden;
    Exact patches;
    Exact positions;  // patches and the class token
};

// clip_vision_model: hidden_size (absent: 768), intermediate_size (3072), num_hidden_layers (12),
// num_attention_heads (12), num_channels (3), image_size (224), patch_size (32). Layers after the
// first `used` ones are stored, but what they make is not used.
ClipVision read_clip_vision(Config& config, const std::optional<Exact>& used = std::nullopt);

// The number of layers of such a tower, with its default.
Exact clip_vision_layers(Config& config);

// Readers of the families in the other files of this group.
Model read_t5(Config& config);
// Reads a configuration of the type bart.
Model read_bart(Config& config);
// Reads a configuration of the type bert.
Model read_bert(Config& config);
// Reads a configuration of the type whisper.
Model read_whisper(Config& config);
// Reads a configuration of the type vit.
Model read_vit(Config& config);
// Reads a configuration of the type clip.
Model read_clip(Config& config);

}  // namespace flopledger
