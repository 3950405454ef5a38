// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/count/logs/log_coverage.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// What logs make of an activity: a count for every kind of evidence in them, the one that counts
// best first, then the lowest bound; and what is odd in the logs themselves.
struct LogCounts {
    std::vector<MethodCount> counts;
    std::vector<Finding> findings;
};

// Counts an activity by its logs, which it must state. Tokens x FLOP per token; matrix units' busy
// time x clock x dense peak; and, as bounds from above, energy, busy time of any unit or kernel,
// and chip-hours. Time for which there is no evidence enters `high` at the dense peak times the
// highest utilization ever measured on the chip, unless the ledger says that the logs are complete.
LogCounts count_logs(const Activity& activity, const LogReading& reading);

}  // namespace flopledger
