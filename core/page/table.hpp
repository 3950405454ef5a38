// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/page/style.hpp"

namespace flopledger {

// What a wrapping column keeps at least.
inline constexpr int narrowest_column = 16;

// How a column stands: texts at the left, figures at the right. A column that wraps gives way where
// the page is too narrow.
struct TableColumn {
    std::string title;
    bool right = false;
    bool wraps = false;
};

// One cell with the ink of its text.
struct Cell {
    std::string text;
    Ink ink = Ink::plain;
};

// A row, and what is told below it across the page (finished lines, each with its newline).
struct Row {
    std::vector<Cell> cells;
    std::string note;
};

// Columns and rows, fitted to a page.
struct Table {
    std::vector<TableColumn> columns;
    std::vector<Row> rows;
    int indent = 2;
    int gap = 2;  // blanks between columns
};

// The table as text, its titles above it unless they are all empty. Columns with nothing in them
// are left out. Cells are made safe for a terminal. Ends with a newline.
std::string table_text(const Table& table, const Style& style);

}  // namespace flopledger
