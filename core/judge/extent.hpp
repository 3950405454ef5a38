// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/base/diagnostic.hpp"
#include "core/judge/total.hpp"

namespace flopledger {

// That a figure hangs on logs of which nothing says whether they are all there is, and which these
// are; nothing where it hangs on none. `total` is the sum measured, or nullptr where it is cost or
// rate, which hang on all activities.
std::optional<Finding> unstated_extent(const LedgerCount& count, const Total* total);

}  // namespace flopledger
