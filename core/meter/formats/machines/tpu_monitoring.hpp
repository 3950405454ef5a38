// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// Time series of TPUs from Google Cloud Monitoring, as JSON: a list of series, or the answers of
// the API with `timeSeries`, one behind the other. tensorcore_utilization is our tensor_active,
// duty_cycle our gpu_utilization. A series says its unit, or its file must have a value that only
// one unit allows: per cent and ratios look alike on idle chips.
extern const LogFormat tpu_monitoring_format;

}  // namespace flopledger
