// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"
#include "core/read/models/bricks/decoder.hpp"

namespace flopledger {

// The layer of GPT-2: a bias wherever there can be one, norms included, and no gate.
LayerShape biased_layer(const DecoderSizes& sizes);

// Readers of the families in the other files of this group.
Model read_opt(Config& config);
// Reads a configuration of the type bloom.
Model read_bloom(Config& config);
// Reads a configuration of the type falcon.
Model read_falcon(Config& config);
// Reads a configuration of the type mpt.
Model read_mpt(Config& config);

}  // namespace flopledger
