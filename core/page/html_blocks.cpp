// SPDX-License-Identifier: Apache-2.0
#include "core/page/html_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/page/html_text.hpp"
#include "core/page/picture_svg.hpp"

namespace flopledger {

namespace {

// The widths that pictures are drawn for: a page, and a phone.
constexpr int wide = 920;
constexpr int narrow = 340;

// A share as a bar. Readers that do not see it have the figure beside it.
std::string share_html(const Exact& share) {
    return fmt::format(
        "<svg class=\"share\" viewBox=\"0 0 100 10\" aria-hidden=\"true\">"
        "<rect class=\"track\" width=\"100\" height=\"10\"></rect>"
        "<rect class=\"bar\" width=\"{}\" height=\"10\"></rect></svg>",
        (smaller(share, Exact(1)) * 100).fixed(1));
}

}  // namespace

std::string value_html(const PageValue& value) {
    const PageDetail& behind = value.behind();
    std::string text = html_text(value.text);
    if (const std::string link = html_link(behind.link); !link.empty()) {
        text = fmt::format("<a href=\"{}\">{}</a>", link, text);
    } else if (!behind.derivation.empty()) {
        text = fmt::format("<a class=\"figure\" href=\"#{}\">{}</a>", behind.derivation, text);
    }
    if (behind.share) text = share_html(*behind.share) + text;
    switch (value.tone) {
        case Tone::plain:
            return text;
        case Tone::strong:
            return "<strong>" + text + "</strong>";
        case Tone::reached:
        case Tone::undetermined:
        case Tone::not_reached:
            return fmt::format("<span class=\"badge {}\">{}</span>", word(value.tone), text);
        case Tone::faint:
        case Tone::missing:
            break;
    }
    return fmt::format("<span class=\"{}\">{}</span>", word(value.tone), text);
}

namespace {

std::string fields_html(const std::vector<PageField>& fields) {
    std::string text = "<dl class=\"fields\">\n";
    for (const PageField& field : fields) {
        text += fmt::format("<div>\n<dt>{}</dt>\n", html_text(field.title));
        for (const PageValue& value : field.values) {
            text += fmt::format("<dd>{}</dd>\n", value_html(value));
        }
        text += "</div>\n";
    }
    return text + "</dl>\n";
}

// The label of a step with its value and where it comes from, and below it its inputs.
std::string step_html(const PageStep& step, UnfoldedSteps& unfolded) {
    std::string text =
        fmt::format("<span class=\"label\">{}</span> <span class=\"value\">= {}</span>",
                    html_text(step.label), html_text(step.value ? step.text : "left out"));
    if (!step.see.empty()) {
        text += fmt::format(" <a class=\"see\" href=\"#{0}\">see {0}</a>", step.see);
    }
    if (!step.place.empty()) {
        text += fmt::format(" <span class=\"place\">{}</span>", html_text(step.place));
    }
    text += "\n";
    if (!step.formula.empty()) {
        text += fmt::format("<span class=\"formula\">= {}</span>\n", html_text(step.formula));
    }
    if (!step.source.empty()) {
        text += fmt::format("<span class=\"source\">from {}</span>\n", html_text(step.source));
    }
    for (const std::string& field : step.left_out) {
        text += fmt::format("<span class=\"missing\">inputs left out for {}</span>\n",
                            html_text(field));
    }
    for (const PageNote& finding : step.findings) {
        text += fmt::format("<span class=\"source\">{}: {}</span>\n", html_text(finding.label),
                            html_text(finding.text));
    }
    if (step.inputs.empty()) return text;
    if (unfolded.seen(step)) return text + "<span class=\"formula\">unfolded above</span>\n";
    text += "<ul>\n";
    for (const PageStep& input : step.inputs) {
        text += "<li>" + step_html(input, unfolded) + "</li>\n";
    }
    return text + "</ul>\n";
}

std::string cell_html(const PageTable& table, std::size_t column, const PageValue& value) {
    const PageColumn& about = table.columns[column];
    const std::size_t blanks = value.text.find_first_not_of(' ');
    const bool is_below = blanks != std::string::npos && blanks > 0;
    const std::string words = about.is_figure        ? " class=\"figure\""
                              : about.id == "sha256" ? " class=\"digest\""
                              : is_below ? fmt::format(" class=\"below-{}\"", blanks / 2)
                                         : "";
    if (column == 0 && !value.text.empty())
        return fmt::format("<th scope=\"row\"{}>{}</th>\n", words, value_html(value));
    return fmt::format("<td{}>{}</td>\n", words, value_html(value));
}

// The title of a column; one that needs none for those who see it has its id for those who do not.
std::string head_html(const PageColumn& column) {
    if (!column.title.empty()) return html_text(capital(column.title));
    std::string id = column.id;
    std::replace(id.begin(), id.end(), '-', ' ');
    return fmt::format("<span class=\"unseen\">{}</span>", html_text(id));
}

// What a note says, which may be too long for a mark: its color says no more than its words.
std::string note_html(const PageNote& note) {
    const bool is_toned = note.tone == Tone::reached || note.tone == Tone::undetermined ||
                          note.tone == Tone::not_reached;
    if (!is_toned) return value_html({note.text, note.tone});
    return fmt::format("<span class=\"toned {}\">{}</span>", word(note.tone), html_text(note.text));
}

std::string notes_html(const std::vector<PageNote>& notes) {
    if (notes.empty()) return "";
    std::string text = "<ul class=\"notes\">\n";
    for (const PageNote& note : notes) {
        const std::string said = note_html(note);
        text += fmt::format("<li class=\"level-{}\">", note.level);
        if (!note.label.empty()) {
            text += fmt::format("<span class=\"about\">{}:</span> ", html_text(note.label));
        }
        text += said + "</li>\n";
    }
    return text + "</ul>\n";
}

// A caption, where there is one, and what names the table to readers that do not see it.
struct TableName {
    explicit TableName(const PageTable& table, const std::string& prefix)
        : id(prefix + html_id(table.id)),
          caption(table.caption.empty()
                      ? ""
                      : fmt::format("<p class=\"caption\" id=\"caption-{}\">{}</p>\n", id,
                                    html_text(table.caption))),
          label(table.caption.empty() ? fmt::format("aria-label=\"{}\"", html_text(table.id))
                                      : fmt::format("aria-labelledby=\"caption-{}\"", id)) {}

    std::string id;
    std::string caption;
    std::string label;
};

// A cell of a map in one of eleven shades, with its figure.
std::string shade_html(const std::optional<Exact>& share) {
    if (!share) return "<td class=\"shade none\"><span class=\"unseen\">not known</span></td>\n";
    const Exact tenths = smaller(larger(*share, Exact(0)), Exact(1)) * 10;
    const std::int64_t shade = (tenths + Exact::ratio(1, 2)).floor().to_int64();
    return fmt::format("<td class=\"shade shade-{}\">{}</td>\n", shade, (*share * 100).fixed(0));
}

std::string heat_html(const PageHeatMap& block, const std::string& prefix) {
    const std::string id = prefix + block.id;
    std::string text = fmt::format(
        "<p class=\"caption\" id=\"caption-{0}\">{1}</p>\n<div class=\"scroll\" role=\"group\" "
        "tabindex=\"0\" aria-labelledby=\"caption-{0}\">\n<table class=\"heat\" "
        "aria-labelledby=\"caption-{0}\">\n<thead>\n<tr>\n<th scope=\"col\"><span "
        "class=\"unseen\">what</span></th>\n",
        id, html_text(block.title));
    for (const std::string& day : block.days) {
        text += fmt::format("<th scope=\"col\">{}</th>\n", html_text(day));
    }
    text += "</tr>\n</thead>\n<tbody>\n";
    for (const HeatRow& row : block.rows) {
        text += fmt::format("<tr>\n<th scope=\"row\">{}</th>\n", html_text(row.label));
        for (const std::optional<Exact>& share : row.shares) text += shade_html(share);
        text += "</tr>\n";
    }
    return text + "</tbody>\n</table>\n</div>\n";
}

std::string branch_html(const PageBranch& branch) {
    std::string text = "<li>" + html_text(branch.text) + "\n";
    for (const std::string& line : branch.lines) {
        text += fmt::format("<span class=\"source\">{}</span>\n", html_text(line));
    }
    if (!branch.branches.empty()) {
        text += "<ul>\n";
        for (const PageBranch& below : branch.branches) text += branch_html(below);
        text += "</ul>\n";
    }
    return text + "</li>\n";
}

struct BlockWriter {
    UnfoldedSteps& unfolded;
    std::string prefix;  // of ids, where a page has several subjects

    std::string operator()(const PageParagraph& block) const {
        return fmt::format("<p>{}</p>\n", value_html({block.text, block.tone}));
    }

    std::string operator()(const PageNotes& block) const { return notes_html(block.notes); }

    std::string operator()(const PageOutline& block) const {
        return "<ul class=\"outline\">\n" + branch_html(block.root) + "</ul>\n";
    }

    std::string operator()(const PageFields& block) const { return fields_html(block.fields); }

    std::string operator()(const PageEntries& block) const {
        std::string text;
        for (const PageEntry& entry : block.entries) {
            text += fmt::format(
                "<article class=\"entry\">\n<h3>{}</h3>\n{}{}</article>\n", html_text(entry.title),
                entry.badge.text.empty() ? "" : fmt::format("<p>{}</p>\n", value_html(entry.badge)),
                fields_html(entry.fields));
        }
        return text;
    }

    std::string operator()(const PageTable& block) const {
        if (!is_shown(block)) return "";
        const TableName name(block, prefix);
        std::string text =
            name.caption +
            fmt::format(
                "<div class=\"scroll\" role=\"group\" id=\"table-{}\" tabindex=\"0\" "
                "{}>\n<table {}>\n<thead>\n<tr>\n",
                name.id, name.label, name.label);
        int filled = 0;
        for (std::size_t index = 0; index < block.columns.size(); ++index) {
            if (!is_filled(block, index)) continue;
            ++filled;
            const PageColumn& column = block.columns[index];
            text += fmt::format("<th scope=\"col\"{}>{}</th>\n",
                                column.is_figure ? " class=\"figure\"" : "", head_html(column));
        }
        text += "</tr>\n</thead>\n<tbody>\n";
        for (const PageRow& row : block.rows) {
            text += row.notes.empty() ? "<tr>\n" : "<tr class=\"with-notes\">\n";
            for (std::size_t index = 0; index < block.columns.size(); ++index) {
                if (is_filled(block, index)) text += cell_html(block, index, cell(row, index));
            }
            text += "</tr>\n";
            if (row.notes.empty()) continue;
            text += fmt::format("<tr class=\"notes\">\n<td colspan=\"{}\">\n{}</td>\n</tr>\n",
                                filled, notes_html(row.notes));
        }
        return text + "</tbody>\n</table>\n</div>\n";
    }

    std::string operator()(const PageFigures& block) const {
        std::string text;
        for (const PageFigure& figure : block.figures) {
            UnfoldedSteps own;
            const std::string tree = step_html(figure.step, block.each_in_full ? own : unfolded);
            const std::string number =
                figure.id.empty() ? "" : fmt::format("<p class=\"number\">{}</p>\n", figure.id);
            const std::string id = figure.id.empty() ? "" : fmt::format(" id=\"{}\"", figure.id);
            text += fmt::format("<div class=\"how\"{}>\n{}<div class=\"tree\">\n{}</div>\n</div>\n",
                                id, number, tree);
        }
        return text;
    }

    std::string operator()(const PagePicture& block) const {
        return fmt::format(
            "<figure>\n<div class=\"wide\">\n{}</div>\n<div class=\"narrow\">\n{}</div>\n"
            "<figcaption><strong>{}.</strong> {} The same figures as a table: <a "
            "href=\"#table-{}\">below</a>.</figcaption>\n</figure>\n",
            picture_svg(block, wide, prefix + "-wide"),
            picture_svg(block, narrow, prefix + "-narrow"), html_text(block.title),
            html_text(block.description), prefix + html_id(block.table));
    }

    std::string operator()(const PageHeatMap& block) const { return heat_html(block, prefix); }
};

}  // namespace

std::string block_html(const PageBlock& block, const std::string& prefix, UnfoldedSteps& unfolded) {
    return std::visit(BlockWriter{unfolded, prefix}, block);
}

}  // namespace flopledger
