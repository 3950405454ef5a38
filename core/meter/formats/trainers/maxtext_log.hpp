// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What MaxText prints while training.
extern const LogFormat maxtext_log_format;

}  // namespace flopledger
