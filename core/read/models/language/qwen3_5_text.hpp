// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"

namespace flopledger {

// The text half of Qwen 3.5, dense and with experts, which a published configuration nests as
// `text_config`: give the mapping that holds hidden_size. Whether embedding and output head are
// tied is written beside that mapping, so the caller says what an absent tie_word_embeddings stands
// for.
Tower read_qwen3_5_decoder(Config& text, bool tied_if_absent);

// What a reader must know of it: modules for multi-token prediction that are not counted.
std::vector<std::string> qwen3_5_notes(Config& text);

// A configuration of the type qwen3_5_text or qwen3_5_moe_text.
Model read_qwen3_5_text(Config& config);

}  // namespace flopledger
