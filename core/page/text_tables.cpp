// SPDX-License-Identifier: Apache-2.0
#include "core/page/text_tables.hpp"

#include <algorithm>

#include "core/page/table.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

Ink ink_of(Tone tone) {
    switch (tone) {
        case Tone::plain:
            break;
        case Tone::strong:
            return Ink::bold;
        case Tone::faint:
            return Ink::faint;
        case Tone::reached:
            return Ink::red;
        case Tone::undetermined:
        case Tone::missing:
            return Ink::yellow;
        case Tone::not_reached:
            return Ink::green;
    }
    return Ink::plain;
}

std::string blanks(int columns) { return std::string(static_cast<std::size_t>(columns), ' '); }

// Each line of finished text in an ink, its indent left out.
std::string inked_lines(const Style& style, Ink ink, const std::string& text) {
    if (!style.color || ink == Ink::plain) return text;
    std::string page;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::size_t begin = std::min(text.find_first_not_of(' ', at), end);
        page += text.substr(at, begin - at) + inked(style, ink, text.substr(begin, end - begin));
        page += "\n";
        at = end + 1;
    }
    return page;
}

std::string note_text(const PageNote& note, int depth, const Style& style) {
    const int indent = depth + note.level * level_columns;
    const std::string text =
        note.label.empty()
            ? indented(style, indent, note.text)
            : paragraph(style, blanks(indent) + safe_text(note.label) + ": ", note.text);
    return inked_lines(style, ink_of(note.tone), text);
}

namespace {

constexpr int note_depth = 6;  // of the notes below a row
constexpr int bar_columns = 10;

// A title in pieces short enough to stand above a narrow column, broken behind hyphens.
std::vector<std::string> title_pieces(const std::string& title) {
    constexpr std::size_t width = 10;
    std::vector<std::string> lines{""};
    for (std::size_t begin = 0; begin < title.size();) {
        const std::size_t hyphen = title.find('-', begin);
        std::size_t end = hyphen == std::string::npos ? title.size() : hyphen + 1;
        end = std::min(end, begin + width);
        const std::string piece = title.substr(begin, end - begin);
        if (!lines.back().empty() && lines.back().size() + piece.size() > width) {
            lines.emplace_back();
        }
        lines.back() += piece;
        begin = end;
    }
    return lines;
}

int column_width(const PageTable& table, std::size_t column) {
    int width = 0;
    for (const std::string& piece : title_pieces(table.columns[column].title)) {
        width = std::max(width, columns(piece));
    }
    for (const PageRow& row : table.rows) {
        width = std::max(width, columns(safe_text(cell(row, column).text)));
    }
    return width;
}

// As many columns as fit beside the first one, in order; one at least.
std::vector<std::vector<std::size_t>> column_blocks(const PageTable& table, const Style& style) {
    constexpr int first_width = 22;  // columns that the first one is given at least
    constexpr int gap = 2;
    std::vector<std::vector<std::size_t>> blocks;
    int room = 0;
    for (std::size_t column = 1; column < table.columns.size(); ++column) {
        const int width = column_width(table, column) + gap;
        if (blocks.empty() || width > room) {
            blocks.emplace_back();
            room = style.width - table.depth - first_width;
        }
        blocks.back().push_back(column);
        room -= width;
    }
    return blocks;
}

void add_titles(const PageTable& given, const std::vector<std::size_t>& block, Table& table) {
    std::size_t height = 1;
    for (const std::size_t column : block) {
        height = std::max(height, title_pieces(given.columns[column].title).size());
    }
    for (std::size_t line = 0; line < height; ++line) {
        Row row{{{line + 1 == height ? given.columns.front().title : "", Ink::faint}}, ""};
        for (const std::size_t column : block) {
            const std::vector<std::string> pieces = title_pieces(given.columns[column].title);
            const std::size_t blank = height - pieces.size();
            row.cells.push_back({line < blank ? "" : pieces[line - blank], Ink::faint});
        }
        table.rows.push_back(std::move(row));
    }
}

// A table in rows of columns, with a blank line between them.
std::string split_table(const PageTable& given, const Style& style) {
    std::string text;
    for (const std::vector<std::size_t>& block : column_blocks(given, style)) {
        Table table{.columns = {{.title = "", .wraps = true}}, .rows = {}, .indent = given.depth};
        for (std::size_t i = 0; i < block.size(); ++i) {
            table.columns.push_back({.title = "", .right = true});
        }
        add_titles(given, block, table);
        for (const PageRow& row : given.rows) {
            Row made{{{cell(row, 0).text, ink_of(cell(row, 0).tone)}}, ""};
            for (const std::size_t column : block) {
                const PageValue& value = cell(row, column);
                made.cells.push_back({value.text, ink_of(value.tone)});
            }
            table.rows.push_back(std::move(made));
        }
        text += (text.empty() ? "" : "\n") + table_text(table, style);
    }
    return text;
}

// Whether a column gives way where the page is too narrow.
bool gives_way(const PageTable& table, std::size_t column) {
    const bool some_wrap = std::any_of(table.columns.begin(), table.columns.end(),
                                       [](const PageColumn& one) { return one.wraps; });
    return some_wrap ? table.columns[column].wraps : !table.columns[column].is_figure;
}

// The columns of the page that a table would take.
struct TableWidth {
    int full = 0;    // as it is
    int narrow = 0;  // with each text that gives way at its narrowest
};

TableWidth width_of(const PageTable& table, int gap) {
    TableWidth width{table.depth - gap, table.depth - gap};
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (!is_filled(table, column)) continue;
        int widest = columns(table.columns[column].title);
        for (const PageRow& row : table.rows) {
            widest = std::max(widest, columns(safe_text(cell(row, column).text)));
        }
        width.full += widest + gap;
        width.narrow +=
            (gives_way(table, column) ? std::min(widest, narrowest_column) : widest) + gap;
    }
    return width;
}

// A table as a list, where even its narrowest form is far too wide: each row by its first cell, and
// below it what the others say.
std::string listed(const PageTable& given, const Style& style) {
    std::string text;
    for (const PageRow& row : given.rows) {
        const PageValue& head = cell(row, 0);
        text += note_text({"", head.text, Tone::strong}, given.depth, style);
        for (std::size_t column = 1; column < given.columns.size(); ++column) {
            const PageValue& value = cell(row, column);
            if (value.text.empty()) continue;
            text += note_text({given.columns[column].title, value.text, value.tone, 1}, given.depth,
                              style);
        }
        for (const PageNote& note : row.notes) text += note_text(note, note_depth, style);
    }
    return text;
}

}  // namespace

std::string table_of(const PageTable& given, const Style& style) {
    if (given.splits) return split_table(given, style);
    Table table;
    table.indent = given.depth;
    TableWidth width = width_of(given, table.gap);
    if (width.narrow > style.width) {
        table.gap = 1;
        width = width_of(given, table.gap);
    }
    if (width.narrow > style.width) return listed(given, style);
    for (std::size_t column = 0; column < given.columns.size(); ++column) {
        table.columns.push_back({.title = given.columns[column].title,
                                 .right = given.columns[column].is_figure,
                                 .wraps = width.full > style.width && gives_way(given, column)});
    }
    for (const PageRow& row : given.rows) {
        Row made;
        for (const PageValue& value : row.cells) {
            const std::optional<Exact>& share = value.behind().share;
            made.cells.push_back(
                {share ? bar(style, *share, bar_columns) : value.text, ink_of(value.tone)});
        }
        for (const PageNote& note : row.notes) made.note += note_text(note, note_depth, style);
        if (row.set_off) made.note += "\n";
        table.rows.push_back(std::move(made));
    }
    return table_text(table, style);
}

}  // namespace flopledger
