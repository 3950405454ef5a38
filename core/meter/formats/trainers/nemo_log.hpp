// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What NeMo prints while training: progress bars of the first, lines of the second generation.
extern const LogFormat nemo_log_format;

}  // namespace flopledger
