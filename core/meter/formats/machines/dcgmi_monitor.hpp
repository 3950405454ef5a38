// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What `dcgmi dmon` prints: a table of fields by their short names, no times. Lines may have a time
// before them, as `ts '%Y-%m-%d %H:%M:%S'` writes it.
extern const LogFormat dcgmi_monitor_format;

}  // namespace flopledger
