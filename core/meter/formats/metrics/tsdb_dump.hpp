// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What `promtool tsdb dump` prints: labels with the name among them, a value, milliseconds.
extern const LogFormat tsdb_dump_format;

}  // namespace flopledger
