// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What neuron-monitor prints: a JSON object a line, each the report of one period, in which cores
// that run nothing are left out. Its utilization is the time a core was busy, the average of which
// over the cores of a device is our gpu_utilization. It has no times of its own: those stand before
// the object, as `ts` writes them, in a field `timestamp` that a collector added, or come from the
// user.
extern const LogFormat neuron_monitor_format;

}  // namespace flopledger
