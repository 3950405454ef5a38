// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// The trainer_state.json that Hugging Face's Trainer leaves in its checkpoints.
extern const LogFormat trainer_state_format;

}  // namespace flopledger
