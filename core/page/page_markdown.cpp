// SPDX-License-Identifier: Apache-2.0
#include "core/page/page_markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/page/markdown.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// A link that Markdown takes for one, and nothing else; what has other letters stays unlinked.
bool is_plain_link(std::string_view link) {
    if (!link.starts_with("https://") && !link.starts_with("http://")) return false;
    return link.find_first_of(" <>()[]\\\"'`|") == std::string_view::npos &&
           safe_text(link) == link;
}

std::string value_markdown(const PageValue& value) {
    if (value.text.empty()) return "";
    std::string text = markdown_text(value.text);
    if (is_plain_link(value.behind().link))
        text = fmt::format("[{}]({})", text, value.behind().link);
    if (value.tone == Tone::reached || value.tone == Tone::strong) return "**" + text + "**";
    if (value.tone == Tone::undetermined || value.tone == Tone::missing) return "*" + text + "*";
    return text;
}

std::string place_and_source(const PageStep& step) {
    std::string text;
    if (!step.place.empty()) text += " " + markdown_text(fmt::format("[{}]", step.place));
    if (!step.source.empty()) text += ", from " + markdown_text(step.source);
    return text;
}

std::string step_markdown(const PageStep& step, int depth, UnfoldedSteps& unfolded) {
    const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
    std::string text = fmt::format("{}- {} = {}", indent, markdown_text(step.label),
                                   markdown_text(step.value ? step.text : "left out"));
    if (!step.formula.empty()) text += fmt::format(", by {}", markdown_text(step.formula));
    text += place_and_source(step);
    if (!step.see.empty()) text += fmt::format(", see [{}](#{})", step.see, step.see);
    for (const std::string& field : step.left_out) {
        text += fmt::format("; inputs left out for {}", markdown_text(field));
    }
    for (const PageNote& finding : step.findings) {
        text += fmt::format("; {}: {}", markdown_code(finding.label), markdown_text(finding.text));
    }
    if (unfolded.seen(step)) return text + ", unfolded above\n";
    text += "\n";
    for (const PageStep& input : step.inputs) text += step_markdown(input, depth + 1, unfolded);
    return text;
}

std::string fields_markdown(const std::vector<PageField>& fields) {
    std::string text;
    for (const PageField& field : fields) {
        if (field.values.size() == 1) {
            text += fmt::format("- {}: {}\n", markdown_text(field.title),
                                value_markdown(field.values.front()));
            continue;
        }
        text += fmt::format("- {}:\n", markdown_text(field.title));
        for (const PageValue& value : field.values) {
            text += fmt::format("  - {}\n", value_markdown(value));
        }
    }
    return text;
}

// A cell of a table, which Markdown strips of the blanks that set it below the one above.
std::string cell_markdown(const PageValue& value) {
    const std::size_t blanks = std::min(value.text.find_first_not_of(' '), value.text.size());
    if (blanks == 0 || blanks == value.text.size()) return value_markdown(value);
    std::string text;
    for (std::size_t i = 0; i < blanks; ++i) text += "&nbsp;";
    PageValue shown = value;
    shown.text.erase(0, blanks);
    return text + value_markdown(shown);
}

std::string note_markdown(const PageNote& note, int level) {
    const std::string indent(static_cast<std::size_t>(level) * 2, ' ');
    const PageValue said(note.text, note.tone);
    if (note.label.empty()) return fmt::format("{}- {}\n", indent, value_markdown(said));
    return fmt::format("{}- {}: {}\n", indent, markdown_text(note.label), value_markdown(said));
}

// A list. An item goes no more than one level below the one before it, or Markdown would not take
// it for an item.
std::string notes_markdown(const std::vector<PageNote>& notes, int base) {
    std::string text;
    int deepest = base;
    for (const PageNote& note : notes) {
        const int level = std::min(base + note.level, deepest);
        text += note_markdown(note, level);
        deepest = level + 1;
    }
    return text;
}

// What stands below the rows of a table, each under the row's name.
std::string row_notes(const PageTable& table) {
    std::string text;
    for (const PageRow& row : table.rows) {
        if (row.notes.empty()) continue;
        text += fmt::format("- {}\n", value_markdown(cell(row, 0)));
        text += notes_markdown(row.notes, 1);
    }
    return text.empty() ? "" : "\n" + text;
}

bool has_words(const PageTable& table, std::size_t column) {
    return std::any_of(table.rows.begin(), table.rows.end(),
                       [column](const PageRow& row) { return !cell(row, column).text.empty(); });
}

std::string branch_markdown(const PageBranch& branch, std::size_t level) {
    const std::string indent(level * 2, ' ');
    std::string text = fmt::format("{}- {}\n", indent, markdown_text(branch.text));
    for (const std::string& line : branch.lines) {
        text += fmt::format("{}  - {}\n", indent, markdown_text(line));
    }
    for (const PageBranch& below : branch.branches) text += branch_markdown(below, level + 1);
    return text;
}

struct BlockWriter {
    UnfoldedSteps& unfolded;
    std::string_view entry_mark;  // before the title of an entry

    std::string operator()(const PageParagraph& block) const {
        return value_markdown({block.text, block.tone}) + "\n";
    }

    std::string operator()(const PageNotes& block) const { return notes_markdown(block.notes, 0); }

    std::string operator()(const PageOutline& block) const {
        return branch_markdown(block.root, 0);
    }

    std::string operator()(const PageFields& block) const { return fields_markdown(block.fields); }

    std::string operator()(const PageEntries& block) const {
        std::string text;
        for (const PageEntry& entry : block.entries) {
            text += fmt::format("{}{} {}\n\n", text.empty() ? "" : "\n", entry_mark,
                                markdown_text(entry.title));
            if (!entry.badge.text.empty()) text += value_markdown(entry.badge) + "\n\n";
            text += fields_markdown(entry.fields);
        }
        return text;
    }

    std::string operator()(const PageTable& block) const {
        if (!is_shown(block)) return "";
        std::string text = block.caption.empty() ? "|" : markdown_text(block.caption) + ":\n\n|";
        std::string line = "|";
        // A column of bars has no words; its title goes to the figures behind it.
        std::string drawn;
        for (std::size_t index = 0; index < block.columns.size(); ++index) {
            if (!is_filled(block, index)) continue;
            std::string title = markdown_text(capital(block.columns[index].title));
            if (!has_words(block, index)) {
                drawn = title;
                continue;
            }
            if (title.empty()) title = std::exchange(drawn, "");
            text += title.empty() ? " |" : fmt::format(" {} |", title);
            line += block.columns[index].is_figure ? "---:|" : "---|";
        }
        text += "\n" + line + "\n";
        for (const PageRow& row : block.rows) {
            text += "|";
            for (std::size_t index = 0; index < block.columns.size(); ++index) {
                if (has_words(block, index)) {
                    text += fmt::format(" {} |", cell_markdown(cell(row, index)));
                }
            }
            text += "\n";
        }
        return text + row_notes(block);
    }

    std::string operator()(const PageFigures& block) const {
        std::string text;
        for (const PageFigure& figure : block.figures) {
            UnfoldedSteps own;
            if (!figure.id.empty()) {
                text += fmt::format("{}<a id=\"{}\"></a>\n\n", text.empty() ? "" : "\n", figure.id);
            }
            text += step_markdown(figure.step, 0, block.each_in_full ? own : unfolded);
        }
        return text;
    }

    std::string operator()(const PagePicture& /*block*/) const { return ""; }

    std::string operator()(const PageHeatMap& /*block*/) const { return ""; }
};

std::string head_markdown(const Page& page) {
    const bool alone = page.subjects.size() == 1 && !page.subjects.front().title.empty();
    std::string text = "# " + markdown_text(page.head.title);
    if (alone) text += ": " + markdown_text(page.subjects.front().title);
    text += "\n\n";
    if (alone && !page.subjects.front().byline.empty()) {
        text += fmt::format("- Developer: {}\n", markdown_text(page.subjects.front().byline));
    }
    if (alone && !page.subjects.front().under.empty()) {
        text += fmt::format("- From: {}\n", markdown_text(page.subjects.front().under));
    }
    if (alone) text += fields_markdown(page.subjects.front().facts);
    text += fields_markdown(page.head.facts);
    if (!page.head.note.empty()) {
        text += (text.ends_with("\n\n") ? "" : "\n") + markdown_text(page.head.note) + "\n";
    }
    return text;
}

// The head of one of several subjects.
std::string subject_markdown(const PageSubject& subject) {
    if (subject.title.empty()) return "";
    std::string text = "\n## " + markdown_text(subject.title);
    if (!subject.byline.empty()) text += fmt::format(" ({})", markdown_text(subject.byline));
    text += "\n";
    if (!subject.under.empty()) text += "\n- From: " + markdown_text(subject.under) + "\n";
    return text + fields_markdown(subject.facts);
}

}  // namespace

std::string page_markdown(const Page& page) {
    std::string text = head_markdown(page);
    UnfoldedSteps unfolded;
    const bool alone = page.subjects.size() == 1;
    for (const PageSubject& subject : page.subjects) {
        if (!alone) text += subject_markdown(subject);
        for (const PageSection& section : subject.sections) {
            if (!section.title.empty()) {
                text += fmt::format("\n{} {}", alone ? "##" : "###", markdown_text(section.title));
                if (!section.badge.text.empty()) text += ": " + value_markdown(section.badge);
                text += "\n";
            }
            for (const PageBlock& block : section.blocks) {
                const std::string part =
                    std::visit(BlockWriter{unfolded, alone ? "###" : "####"}, block);
                if (!part.empty()) text += (text.ends_with("\n\n") ? "" : "\n") + part;
            }
        }
    }
    return text;
}

}  // namespace flopledger
