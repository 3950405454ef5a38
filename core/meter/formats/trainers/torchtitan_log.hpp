// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What torchtitan prints while training.
extern const LogFormat torchtitan_log_format;

}  // namespace flopledger
