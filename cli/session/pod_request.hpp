// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "cli/session/session.hpp"
#include "core/count/tools/pod_plan.hpp"
#include "core/facts/data/pod_input.hpp"
#include "core/judge/results/amounts.hpp"

namespace flopledger {

// The plan that a call describes: presets first, then the configuration, then options. What is
// missing or not there is told as an error, and there is no plan.
std::optional<PodPlan> pod_plan(Session& session,
                                const std::vector<std::shared_ptr<const Preset>>& presets,
                                Diagnostics& diagnostics);

// The amounts that thresholds and proposals name on a day.
std::vector<AmountLine> amounts_on(Session& session, const std::optional<Date>& day,
                                   Diagnostics& diagnostics);

}  // namespace flopledger
