// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// The `:::MLLOG` lines of an MLPerf training run of a language model, among any other output.
extern const LogFormat mlperf_log_format;

}  // namespace flopledger
