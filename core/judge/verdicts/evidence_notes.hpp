// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/judge/totals/total.hpp"

namespace flopledger {

// What a figure owes to the logs and configurations it hangs on: `extent-not-stated` where nothing
// says whether logs are all there is, `logs-selected` where somebody took only some of them, what
// says that they hold more than was read; and `keys-ignored`, `keys-unknown` and `class-chosen` of
// models. `total` is the sum measured, or nullptr where it is cost or rate, which hang on all
// activities and on no model.
std::vector<Finding> evidence_notes(const LedgerCount& count, const Total* total);

}  // namespace flopledger
