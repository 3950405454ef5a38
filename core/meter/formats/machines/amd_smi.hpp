// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What `amd-smi metric` and `amd-smi monitor` write with --csv: a header that comes again in watch
// mode, and lists in square brackets that hold commas.
extern const LogFormat amd_smi_csv_format;

// What they write with --json: documents one behind the other in watch mode; values stand alone, or
// with their unit, in a list of devices, with or without `gpu_data` around it.
extern const LogFormat amd_smi_json_format;

}  // namespace flopledger
