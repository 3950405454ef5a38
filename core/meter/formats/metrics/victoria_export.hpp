// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What VictoriaMetrics exports at /api/v1/export: a stretch of one series a line, as JSON with its
// labels, its values, and its times in milliseconds.
extern const LogFormat victoria_export_format;

}  // namespace flopledger
