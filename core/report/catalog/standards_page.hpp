// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/facts/data/standard.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// All standards as a table.
Page standards_page(const std::vector<std::shared_ptr<const Standard>>& standards);

// One standard in full: every row in the order it is tried, with its source and how well founded it
// is.
Page standard_page(const Standard& standard);

}  // namespace flopledger
