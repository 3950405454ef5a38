// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/judge/capacity_result.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// The page of `capacity`; with `explain` every figure unfolded instead.
std::string capacity_text(const CapacityResult& result, bool explain, const Style& style);

}  // namespace flopledger
