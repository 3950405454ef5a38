// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What exporters print at /metrics, OpenMetrics, and files of either, with times or without.
extern const LogFormat prometheus_text_format;

}  // namespace flopledger
