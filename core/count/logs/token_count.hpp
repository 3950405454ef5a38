// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/count/logs/log_coverage.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// What a trainer's own log makes of an activity: all tokens executed x FLOP per token of the model
// that `operations` describe, or of the parameters in the log. Nothing where there is no such log,
// and nothing but a finding where no model or no number of tokens is known.
std::optional<MethodCount> count_tokens(const Activity& activity,
                                        const std::vector<ExpectedTime>& expected,
                                        std::vector<Finding>& findings);

}  // namespace flopledger
