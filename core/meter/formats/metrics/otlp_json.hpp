// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// Metrics of OpenTelemetry as JSON, as the collector's file exporter and the agent of NVIDIA Fleet
// Intelligence write them: documents one behind the other, mostly one a line. Metrics that are none
// of ours hold no readings. Counters must be cumulative.
extern const LogFormat otlp_json_format;

}  // namespace flopledger
