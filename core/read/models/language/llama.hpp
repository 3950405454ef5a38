// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"
#include "core/read/models/bricks/decoder.hpp"

namespace flopledger {

// Decoders that other models carry inside them, under `text_config` or beside a vision tower. Where
// the outer mapping says whether the head is tied, `tied` overrides what the inner one says.
Tower llama_tower(Config& config, std::optional<bool> tied = std::nullopt);
// The decoder of a mistral inside another model.
Tower mistral_tower(Config& config, std::optional<bool> tied = std::nullopt);
// The decoder of a qwen2 inside another model.
Tower qwen2_tower(Config& config, std::optional<bool> tied = std::nullopt);
// The decoder of a qwen3 inside another model.
Tower qwen3_tower(Config& config, std::optional<bool> tied = std::nullopt);
// The decoder of a gemma3 inside another model.
Tower gemma3_tower(Config& config, std::optional<bool> tied = std::nullopt);

// How Qwen configurations state windows: use_sliding_window (absent: false), sliding_window
// (absent: 4096, null: none), layer_types, or else max_window_layers (absent: 28), the layers
// before the windowed ones.
std::vector<WindowedLayers> read_qwen_windows(Config& config, const Exact& layers);

// Readers of the families in the other files of this group.
Model read_qwen2(Config& config);
// Reads a configuration of the type qwen3.
Model read_qwen3(Config& config);
// Reads a configuration of the type mimo.
Model read_mimo(Config& config);
// Reads a configuration of the type gemma.
Model read_gemma(Config& config);
// Reads a configuration of the type gemma2.
Model read_gemma2(Config& config);
// Reads a configuration of the type gemma3_text.
Model read_gemma3_text(Config& config);
// Reads a configuration of the type cohere.
Model read_cohere(Config& config);
// Reads a configuration of the type phi.
Model read_phi(Config& config);
// Reads a configuration of the type starcoder2.
Model read_starcoder2(Config& config);
// Reads a configuration of the type nemotron.
Model read_nemotron(Config& config);
// Reads a configuration of the type stablelm.
Model read_stablelm(Config& config);
// Reads a configuration of the type chatglm.
Model read_chatglm(Config& config);
// Reads a configuration of the type nemotron_nas.
Model read_nemotron_nas(Config& config);

}  // namespace flopledger
