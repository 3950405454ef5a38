// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What DeepSpeed prints while training, by itself or under a trainer without lines of its own.
extern const LogFormat deepspeed_log_format;

}  // namespace flopledger
