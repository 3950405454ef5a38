// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/facts/standard.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// All standards as a table.
std::string standards_text(const std::vector<std::shared_ptr<const Standard>>& standards,
                           const Style& style);

// One standard in full: every row in the order it is tried, with its source and how well founded it
// is.
std::string standard_text(const Standard& standard, const Style& style);

}  // namespace flopledger
