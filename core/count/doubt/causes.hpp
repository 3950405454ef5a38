// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// The known reasons that close the gap between two of the methods of an activity, ranked as
// core/count/doubt/cause_search.hpp says. `inherited` is the compute of the models it is built on,
// where that is known. Never empty: where nothing fits, the cause is unknown. Neither best figure
// may be zero.
std::vector<Cause> likely_causes(const Activity& activity, const std::vector<MethodCount>& methods,
                                 const MethodCount& larger, const MethodCount& smaller,
                                 const std::optional<Flop>& inherited);

// Whether two figures may be called one: published totals are rounded to one to three digits, and
// 6PD leaves out some per cent of attention. Of the published runs in tests/published all that are
// not in conflict lie within 7 per cent of one another, and all that are lie 10 per cent apart or
// more.
bool within_ten_percent(const Exact& left, const Exact& right);

}  // namespace flopledger
