// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What `sacct -P` prints: a line a job and a line a step, columns by the names in the first line,
// parted by `|` or `|#`. A field may hold line ends; lines are joined until the columns are
// complete. Of a job only its own row counts, because each step repeats the allocation.
extern const LogFormat sacct_text_format;

}  // namespace flopledger
