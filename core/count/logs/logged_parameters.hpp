// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// Holds the parameters that the logs of an activity state against those of its `operations`. Where
// they differ that is told; where the logs have more, the high end of what goes by the ledger's
// model is as many times more, for the ledger may be about another one.
void hold_against_logged_parameters(const Activity& activity, std::vector<MethodCount>& methods,
                                    std::vector<Finding>& findings);

}  // namespace flopledger
