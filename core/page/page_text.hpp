// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/page/page.hpp"
#include "core/page/style.hpp"

namespace flopledger {

// The page as text for a terminal, everything in it made safe for one. Pictures are not drawn:
// their figures stand in tables.
std::string page_text(const Page& page, const Style& style);

}  // namespace flopledger
