// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/page/page.hpp"

namespace flopledger {

// The page as one HTML page that needs nothing else: no script, no other file, no fetch. It reads
// on a phone, prints on A4, and says in words whatever it shows by color or place.
std::string page_html(const Page& page, std::string_view version);

}  // namespace flopledger
