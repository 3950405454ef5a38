// SPDX-License-Identifier: Apache-2.0
#include "core/page/table.hpp"

#include <algorithm>
#include <numeric>

#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// The table without the columns that no row has something in.
Table without_empty_columns(const Table& table) {
    Table kept{.columns = {}, .rows = {}, .indent = table.indent, .gap = table.gap};
    for (const Row& row : table.rows) kept.rows.push_back({.cells = {}, .note = row.note});
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool filled = std::any_of(table.rows.begin(), table.rows.end(), [i](const Row& row) {
            return i < row.cells.size() && !row.cells[i].text.empty();
        });
        if (!filled) continue;
        kept.columns.push_back(table.columns[i]);
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const std::vector<Cell>& cells = table.rows[row].cells;
            kept.rows[row].cells.push_back(i < cells.size() ? cells[i] : Cell{});
        }
    }
    return kept;
}

// The width every column would like.
std::vector<int> natural_widths(const Table& table) {
    std::vector<int> widths;
    for (const TableColumn& column : table.columns) widths.push_back(columns(column.title));
    for (const Row& row : table.rows) {
        for (std::size_t i = 0; i < row.cells.size() && i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], columns(safe_text(row.cells[i].text)));
        }
    }
    return widths;
}

// Takes columns from the widest wrapping column until the table fits, or none can give more.
std::vector<int> fitted_widths(const Table& table, const Style& style) {
    std::vector<int> widths = natural_widths(table);
    const int between = table.gap * (static_cast<int>(widths.size()) - 1);
    const int room = style.width - table.indent - between;
    int excess = std::accumulate(widths.begin(), widths.end(), 0) - room;
    while (excess > 0) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const bool gives = table.columns[i].wraps && widths[i] > narrowest_column;
            if (gives && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
        }
        if (widest == widths.size()) break;
        --widths[widest];
        --excess;
    }
    return widths;
}

std::string aligned(const TableColumn& column, const std::string& text, int width) {
    const auto blanks = static_cast<std::size_t>(std::max(width - columns(text), 0));
    return column.right ? std::string(blanks, ' ') + text : text + std::string(blanks, ' ');
}

// A text in lines, behind the blanks that it begins with.
std::vector<std::string> wrapped_cell(const std::string& text, int width) {
    const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
    std::vector<std::string> lines =
        wrapped(std::string_view(text).substr(blanks), width - static_cast<int>(blanks));
    for (std::string& line : lines) line.insert(0, blanks, ' ');
    return lines;
}

// One row, of as many lines as its longest cell needs.
std::string row_text(const Table& table, const Row& row, const std::vector<int>& widths,
                     const Style& style) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::string text = i < row.cells.size() ? safe_text(row.cells[i].text) : "";
        cells.push_back(table.columns[i].wraps ? wrapped_cell(text, widths[i])
                                               : std::vector<std::string>{text});
        height = std::max(height, cells.back().size());
    }
    std::string page;
    for (std::size_t line = 0; line < height; ++line) {
        std::string text(static_cast<std::size_t>(table.indent), ' ');
        int blanks = 0;  // that nobody sees unless something follows
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string piece = line < cells[i].size() ? cells[i][line] : "";
            const std::string cell = aligned(table.columns[i], piece, widths[i]);
            const std::size_t end = cell.find_last_not_of(' ') + 1;
            if (end > 0) {
                const std::size_t begin = cell.find_first_not_of(' ');
                text += std::string(static_cast<std::size_t>(blanks) + begin, ' ');
                const Ink ink = i < row.cells.size() ? row.cells[i].ink : Ink::plain;
                text += inked(style, ink, cell.substr(begin, end - begin));
                blanks = 0;
            }
            blanks += columns(cell.substr(end)) + table.gap;
        }
        page += text + "\n";
    }
    return page + row.note;
}

}  // namespace

std::string table_text(const Table& given, const Style& style) {
    const Table table = without_empty_columns(given);
    const std::vector<int> widths = fitted_widths(table, style);
    std::string page;
    Row titles;
    for (const TableColumn& column : table.columns)
        titles.cells.push_back({column.title, Ink::faint});
    const bool titled =
        std::any_of(table.columns.begin(), table.columns.end(),
                    [](const TableColumn& column) { return !column.title.empty(); });
    if (titled) page += row_text(table, titles, widths, style);
    for (const Row& row : table.rows) page += row_text(table, row, widths, style);
    return page;
}

}  // namespace flopledger
