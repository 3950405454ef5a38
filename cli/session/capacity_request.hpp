// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "cli/session/session.hpp"
#include "core/count/tools/capacity.hpp"
#include "core/facts/data/pod_input.hpp"

namespace flopledger {

// The chips and the work that a call declares: an inventory or a summary of logs, ledgers, and
// options, which go before what the inventory says of utilization. Nothing where something is
// wrong, which is told.
std::optional<CapacityPlan> capacity_plan(Session& session,
                                          const std::vector<std::shared_ptr<const Preset>>& presets,
                                          Diagnostics& diagnostics);

}  // namespace flopledger
