// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// `nvidia-smi --query-gpu=... --format=csv`, with or without units, with its header at the top, at
// every sample, or given by hand.
extern const LogFormat nvidia_smi_csv_format;

}  // namespace flopledger
