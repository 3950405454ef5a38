// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/machines/usage.hpp"

namespace flopledger {

// Puts the jobs of a usage in order, each allocation once: rows of the same job, start, chips and
// type are one, whichever exports they came from; so is one that names no chips, or no type. The
// row that knows most stays: one of a job that ended before one of a job that ran, then the
// longest, then the first. Each other row is counted under the finding `job-repeated`, at its
// place. Joined in parts or all at once, the result is the same.
void join_jobs(Usage& usage);

}  // namespace flopledger
