// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/count/method_count.hpp"
#include "core/facts/activity.hpp"

namespace flopledger {

// The known reasons that close the gap between two methods of an activity, the closest first: those
// whose exact ratio lies within 5 % of the ratio of the best figures, then those that make any
// ratio up to a bound. Never empty: where nothing fits, the cause is unknown.
std::vector<Cause> likely_causes(const Activity& activity, const MethodCount& larger,
                                 const MethodCount& smaller);

// The ratio that counted attention scores make: all of a count over the count without them; 1 where
// there are none.
Exact attention_ratio(const MethodCount& count);

// Whether two figures may be called one: published totals are rounded to one to three digits, and
// 6PD leaves out some per cent of attention. Of 81 published runs all that are not in conflict lie
// within 7 per cent of one another, and all that are lie 20 per cent apart or more.
bool within_ten_percent(const Exact& left, const Exact& right);

}  // namespace flopledger
