// SPDX-License-Identifier: Apache-2.0
#include "core/page/page_text.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "core/page/table.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

constexpr int level_columns = 2;    // that a level is indented
constexpr int deepest_indent = 24;  // beyond it the page would be too narrow to read
constexpr int note_depth = 6;       // of the notes below a row
constexpr int bar_columns = 10;

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

// A title across the page.
std::string title_text(const std::string& title, Ink ink, const Style& style) {
    std::string text;
    for (const std::string& line : wrapped(safe_text(title), style.width)) {
        text += inked(style, ink, line) + "\n";
    }
    return text;
}

std::string note_text(const PageNote& note, int depth, const Style& style) {
    const int indent = depth + note.level * level_columns;
    const std::string text =
        note.label.empty()
            ? indented(style, indent, note.text)
            : paragraph(style, blanks(indent) + safe_text(note.label) + ": ", note.text);
    return inked_lines(style, ink_of(note.tone), text);
}

std::string fields_text(const std::vector<PageField>& fields, int depth, const Style& style) {
    std::string text;
    for (const PageField& field : fields) {
        std::string first = blanks(depth) + safe_text(field.title) + ": ";
        for (const PageValue& value : field.values) {
            text += inked_lines(style, ink_of(value.tone), paragraph(style, first, value.text));
            first = blanks(columns(first));
        }
    }
    return text;
}

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

// The columns of the page that a table would take: in full, or with each text that gives way at its
// narrowest.
int width_of(const PageTable& table, bool is_narrow) {
    constexpr int gap = 2;
    const bool some_wrap = std::any_of(table.columns.begin(), table.columns.end(),
                                       [](const PageColumn& column) { return column.wraps; });
    int width = table.depth - gap;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (!is_filled(table, column)) continue;
        int widest = columns(table.columns[column].title);
        for (const PageRow& row : table.rows) {
            widest = std::max(widest, columns(safe_text(cell(row, column).text)));
        }
        const bool gives =
            some_wrap ? table.columns[column].wraps : !table.columns[column].is_figure;
        if (is_narrow && gives) {
            widest = std::min(widest, narrowest_column);
        }
        width += widest + gap;
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

std::string table_of(const PageTable& given, const Style& style) {
    if (given.splits) return split_table(given, style);
    // A column or two beyond the page are easier to read than a list.
    if (width_of(given, true) > style.width + style.width / 10) return listed(given, style);
    Table table;
    table.indent = given.depth;
    const bool some_wrap = std::any_of(given.columns.begin(), given.columns.end(),
                                       [](const PageColumn& column) { return column.wraps; });
    const bool all_wrap = !some_wrap && width_of(given, false) > style.width;
    for (const PageColumn& column : given.columns) {
        table.columns.push_back({.title = column.title,
                                 .right = column.is_figure,
                                 .wraps = column.wraps || (all_wrap && !column.is_figure)});
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

// A figure with its formula, its source, the line that states it and its findings, and below it
// what it is made of.
std::string step_text(const PageStep& step, int level, UnfoldedSteps& unfolded,
                      const Style& style) {
    const int indent = std::min(level * level_columns, deepest_indent);
    std::string head = fmt::format("{} = {}", step.label, step.value ? step.text : "left out");
    if (!step.place.empty()) head += fmt::format(" [{}]", step.place);
    if (!step.see.empty()) head += fmt::format(", see {}", step.see);
    if (unfolded.seen(step)) return indented(style, indent, head + ", unfolded above");
    std::string text =
        level == 0 ? title_text(head, Ink::bold, style) : indented(style, indent, head);
    const int below = indent + level_columns;
    if (!step.formula.empty()) text += indented(style, below, "= " + step.formula);
    if (!step.source.empty()) text += indented(style, below, "from " + step.source);
    for (const std::string& field : step.left_out) {
        text += indented(style, below, "inputs left out for " + field);
    }
    for (const PageNote& finding : step.findings) {
        text += indented(style, below, fmt::format("{}: {}", finding.label, finding.text));
    }
    for (const PageStep& input : step.inputs) text += step_text(input, level + 1, unfolded, style);
    return text;
}

// One text of an outline behind `first`, its further lines behind `next`.
std::string outline_lines(const std::string& first, const std::string& next,
                          const std::string& text, const Style& style) {
    constexpr int narrowest = 30;  // columns a line has, however deep it stands
    std::string page;
    const int room = std::max(style.width - static_cast<int>(next.size()), narrowest);
    for (const std::string& line : wrapped(safe_text(text), room)) {
        page += (page.empty() ? first : next) + line + "\n";
    }
    return page;
}

std::string branches_text(const std::vector<PageBranch>& branches, const std::string& margin,
                          const Style& style) {
    std::string page;
    for (const PageBranch& branch : branches) {
        const std::string below = margin + (&branch == &branches.back() ? "   " : "|  ");
        page += outline_lines(margin + "+- ", below + "  ", branch.text, style);
        for (const std::string& line : branch.lines) {
            page += outline_lines(below, below + "  ", line, style);
        }
        page += branches_text(branch.branches, below, style);
    }
    return page;
}

// Title and badge, on a line each where one does not hold both.
std::string entry_head(const PageEntry& entry, const Style& style) {
    const std::string title = safe_text(entry.title);
    const std::string badge = safe_text(entry.badge.text);
    std::string text = blanks(level_columns) + inked(style, Ink::bold, title);
    if (badge.empty()) return text + "\n";
    const bool fits = columns(title) + columns(badge) + 4 <= style.width;
    text += fits ? ": " : ":\n" + blanks(2 * level_columns);
    return text + inked(style, ink_of(entry.badge.tone), badge) + "\n";
}

struct BlockWriter {
    const Style& style;
    UnfoldedSteps& unfolded;

    std::string operator()(const PageParagraph& block) const {
        return inked_lines(style, ink_of(block.tone),
                           paragraph(style, blanks(block.depth), block.text));
    }

    std::string operator()(const PageNotes& block) const {
        std::string text;
        for (const PageNote& note : block.notes) text += note_text(note, block.depth, style);
        return text;
    }

    std::string operator()(const PageOutline& block) const {
        const std::string margin = blanks(level_columns);
        std::string text = outline_lines(margin, margin, block.root.text, style);
        for (const std::string& line : block.root.lines) {
            text += outline_lines(margin, margin, line, style);
        }
        return text + branches_text(block.root.branches, margin, style);
    }

    std::string operator()(const PageFields& block) const {
        return fields_text(block.fields, level_columns, style);
    }

    std::string operator()(const PageEntries& block) const {
        std::string text;
        for (const PageEntry& entry : block.entries) {
            text += entry_head(entry, style) + fields_text(entry.fields, 2 * level_columns, style);
        }
        return text;
    }

    std::string operator()(const PageTable& block) const {
        if (block.only_seen || block.only_csv || block.rows.empty()) return "";
        const std::string caption =
            block.caption.empty() ? "" : paragraph(style, blanks(block.depth), block.caption + ":");
        return caption + table_of(block, style);
    }

    std::string operator()(const PageFigures& block) const {
        std::string text;
        for (const PageFigure& figure : block.figures) {
            UnfoldedSteps own;
            if (block.level == 0 && !text.empty()) text += "\n";
            if (block.each_in_full) text += inked(style, Ink::faint, figure.id) + "\n";
            text += step_text(figure.step, block.level, block.each_in_full ? own : unfolded, style);
        }
        return text;
    }

    std::string operator()(const PagePicture& /*block*/) const { return ""; }

    std::string operator()(const PageHeatMap& /*block*/) const { return ""; }
};

// A section without the blank lines that part it from the next one.
std::string section_text(const PageSection& section, UnfoldedSteps& unfolded, const Style& style) {
    std::string text;
    if (section.badge.text.empty()) {
        if (!section.title.empty()) text = title_text(section.title, Ink::bold, style);
    } else {
        text = fmt::format("{}: {}\n", inked(style, Ink::bold, safe_text(section.title)),
                           inked(style, ink_of(section.badge.tone), section.badge.text));
    }
    for (const PageBlock& block : section.blocks) {
        text += std::visit(BlockWriter{style, unfolded}, block);
    }
    while (text.ends_with("\n\n")) text.pop_back();
    return text;
}

std::string subject_head(const PageHead& head, const PageSubject& subject, bool is_first,
                         const Style& style) {
    std::string title = subject.title;
    const bool in_full = is_first && !head.facts.empty();
    if (in_full) title = title.empty() ? head.title : fmt::format("{}: {}", head.title, title);
    if (!subject.byline.empty()) title += fmt::format(" ({})", subject.byline);
    std::string text = title.empty() ? "" : title_text(title, Ink::bold, style);
    if (!subject.under.empty()) text += title_text(subject.under, Ink::faint, style);
    if (in_full) text += fields_text(head.facts, level_columns, style);
    return text;
}

}  // namespace

std::string page_text(const Page& page, const Style& style) {
    std::string text;
    UnfoldedSteps unfolded;
    for (const PageSubject& subject : page.subjects) {
        const bool is_first = text.empty();
        std::string part = subject_head(page.head, subject, is_first, style);
        for (const PageSection& section : subject.sections) {
            const std::string more = section_text(section, unfolded, style);
            if (more.empty()) continue;
            part += (part.empty() ? "" : "\n") + more;
        }
        if (part.empty()) continue;
        text += (is_first ? "" : "\n" + rule(style) + "\n") + part;
    }
    if (text.empty() || page.head.note.empty()) return text;
    return text + inked_lines(style, Ink::faint, paragraph(style, "", page.head.note));
}

}  // namespace flopledger
