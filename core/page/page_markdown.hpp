// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/page/page.hpp"

namespace flopledger {

// The page as Markdown with tables as GitHub knows them. Pictures are not drawn: their figures
// stand in the tables.
std::string page_markdown(const Page& page);

}  // namespace flopledger
