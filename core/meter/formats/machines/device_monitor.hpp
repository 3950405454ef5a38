// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What `nvidia-smi dmon` prints: a table in columns or as CSV, two header lines that say its
// columns and their units, with the date and the time of each row if it was asked for them. Its
// `sm` is nvidia-smi's utilization.gpu.
extern const LogFormat device_monitor_format;

}  // namespace flopledger
