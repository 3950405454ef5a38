// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/page/page.hpp"

namespace flopledger {

// The table that answers a page's question as CSV (RFC 4180 with LF), one line a row, its columns
// by their ids. Where a page has several subjects, the tables follow each other under one head;
// `subject` and `from` name whose row it is. A figure is the nearest double, as in JSON; a range
// has its best and two more columns, ID_low and ID_high, empty where they are not known. Other
// cells have the text that people read. Empty where the page has no such table.
std::string page_csv(const Page& page);

// Texts as a line: each made safe, a quote before what a spreadsheet would calculate (= + - @), and
// in quotes where it holds a comma, a quote or a line end.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace flopledger
