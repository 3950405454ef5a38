// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/model.hpp"
#include "core/read/models/config.hpp"

namespace flopledger {

// Readers of models with state-space and linear-attention mixers; each file says which fields it
// reads.

// Nothing but mixers: state_space_pure.cpp.
Model read_mamba(Config& config);
Model read_falcon_mamba(Config& config);
Model read_mamba2(Config& config);

// Mixers, attention and feed-forwards in turn: state_space_hybrid.cpp.
Model read_jamba(Config& config);
Model read_nemotron_h(Config& config);

}  // namespace flopledger
