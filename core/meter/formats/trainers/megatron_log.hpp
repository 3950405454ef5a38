// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What Megatron-LM and its forks (Megatron-DeepSpeed, GPT-NeoX) print while training.
extern const LogFormat megatron_log_format;

}  // namespace flopledger
