// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/page/page.hpp"

namespace flopledger {

// A value with its verdict's mark, its bar, its link, or the way to what unfolds it.
std::string value_html(const PageValue& value);

// One block of a page. `prefix` keeps the ids of several subjects apart; what was unfolded above is
// not unfolded again.
std::string block_html(const PageBlock& block, const std::string& prefix, UnfoldedSteps& unfolded);

}  // namespace flopledger
