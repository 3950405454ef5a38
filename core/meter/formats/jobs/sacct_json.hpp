// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What `sacct --json` prints, by Slurm 21.08 to 23.11 and what came after: numbers are plain or
// say whether they are set, a state is a word or a list of them. Times are UTC.
extern const LogFormat sacct_json_format;

}  // namespace flopledger
