// SPDX-License-Identifier: Apache-2.0
#include "core/page/page_text.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "core/page/text_tables.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

constexpr int deepest_indent = 24;  // beyond it the page would be too narrow to read

// A title across the page.
std::string title_text(const std::string& title, Ink ink, const Style& style) {
    std::string text;
    for (const std::string& line : wrapped(safe_text(title), style.width)) {
        text += inked(style, ink, line) + "\n";
    }
    return text;
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
    const bool fits = columns(title) + columns(badge) + 4 <= style.width;
    if (badge.empty() || !fits) {
        std::string text = inked_lines(style, Ink::bold, indented(style, level_columns, title));
        if (badge.empty()) return text;
        text.insert(text.size() - 1, ":");
        return text + blanks(2 * level_columns) + inked(style, ink_of(entry.badge.tone), badge) +
               "\n";
    }
    return fmt::format("{}{}: {}\n", blanks(level_columns), inked(style, Ink::bold, title),
                       inked(style, ink_of(entry.badge.tone), badge));
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
        if (!is_shown(block) || block.shown == ShownIn::all_but_text) return "";
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
