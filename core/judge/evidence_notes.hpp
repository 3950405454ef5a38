// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/judge/total.hpp"

namespace flopledger {

// What a figure owes to the logs it hangs on: `extent-not-stated` where nothing says whether they
// are all there is, `logs-selected` where somebody took only some of them, and what says that they
// hold more than was read. `total` is the sum measured, or nullptr where it is cost or rate, which
// hang on all activities.
std::vector<Finding> evidence_notes(const LedgerCount& count, const Total* total);

}  // namespace flopledger
