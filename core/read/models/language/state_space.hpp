// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"

namespace flopledger {

// Readers of models with state-space mixers. The fields that each reads, and what an absent one
// stands for, stand beside its definition.

// Mamba: nothing but mixers. In state_space_pure.cpp.
Model read_mamba(Config& config);

// Falcon-Mamba: as Mamba. In state_space_pure.cpp.
Model read_falcon_mamba(Config& config);

// Mamba 2: nothing but mixers. In state_space_pure.cpp.
Model read_mamba2(Config& config);

// Jamba: mixers or attention, then experts or one feed-forward. In state_space_hybrid.cpp.
Model read_jamba(Config& config);

// Nemotron-H and Nemotron 3: each layer is one mixer, one attention, one feed-forward or one set of
// experts. In state_space_hybrid.cpp.
Model read_nemotron_h(Config& config);

}  // namespace flopledger
