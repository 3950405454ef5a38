// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"

namespace flopledger {

// The text half of Llama 4, which a configuration with a vision tower nests as `text_config`: give
// the mapping that holds hidden_size. Whether embedding and output head are tied is written beside
// that mapping, so the caller says what an absent tie_word_embeddings stands for.
Tower read_llama4_decoder(Config& text, bool tied_if_absent);

// A configuration of the type llama4_text.
Model read_llama4_text(Config& config);

// A configuration of the type llama4 without vision_config: its text_config alone. One with a
// vision tower is an error here.
Model read_llama4(Config& config);

}  // namespace flopledger
