// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/judge/results/capacity_result.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// The page of `capacity`; with `explain` every figure unfolded instead.
Page capacity_page(const CapacityResult& result, bool explain);

}  // namespace flopledger
