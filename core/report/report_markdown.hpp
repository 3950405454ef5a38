// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/report/report.hpp"

namespace flopledger {

// A text made safe for Markdown: what would be markup, HTML or the end of a table's cell is
// escaped, and so are control characters.
std::string markdown_text(std::string_view text);

// The report as Markdown with tables as GitHub knows them. Pictures are not drawn: their figures
// stand in the tables.
std::string report_markdown(const Report& report);

}  // namespace flopledger
