// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What `rocm-smi --csv` writes: a header, then a row a card; again and again where a script calls
// it. It has no times: those come from the user.
extern const LogFormat rocm_smi_csv_format;

// What `rocm-smi --json` writes: an object that holds one for each card.
extern const LogFormat rocm_smi_json_format;

}  // namespace flopledger
