// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What llm.c and the speed runs of nanoGPT write into their logs.
extern const LogFormat llmc_log_format;

}  // namespace flopledger
