// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_html.hpp"

#include <fmt/format.h>

#include "core/base/embedded.hpp"
#include "core/report/html_text.hpp"
#include "core/report/picture_svg.hpp"

namespace flopledger {

namespace {

// The widths that pictures are drawn for: a page, and a phone.
constexpr int wide = 920;
constexpr int narrow = 340;

std::string_view style_sheet() {
    for (const EmbeddedFile& file : embedded_styles()) {
        if (file.path == "core/report/report_style.css") return file.text;
    }
    return {};
}

// A value with its verdict's mark, its link, or the way to what unfolds it.
std::string value_html(const ReportValue& value) {
    std::string text = html_text(value.text);
    if (const std::string link = html_link(value.link); !link.empty()) {
        text = fmt::format("<a href=\"{}\">{}</a>", link, text);
    } else if (!value.derivation.empty()) {
        text = fmt::format("<a class=\"figure\" href=\"#{}\">{}</a>", value.derivation, text);
    }
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

std::string fields_html(const std::vector<ReportField>& fields) {
    std::string text = "<dl class=\"fields\">\n";
    for (const ReportField& field : fields) {
        text += fmt::format("<div>\n<dt>{}</dt>\n", html_text(field.title));
        for (const ReportValue& value : field.values) {
            text += fmt::format("<dd>{}</dd>\n", value_html(value));
        }
        text += "</div>\n";
    }
    return text + "</dl>\n";
}

// The label of a step with its value and where it comes from, and below it its inputs.
std::string step_html(const ReportStep& step, UnfoldedSteps& unfolded) {
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
    if (step.inputs.empty()) return text;
    if (unfolded.seen(step)) return text + "<span class=\"formula\">unfolded above</span>\n";
    text += "<ul>\n";
    for (const ReportStep& input : step.inputs) {
        text += "<li>" + step_html(input, unfolded) + "</li>\n";
    }
    return text + "</ul>\n";
}

// Columns with nothing in them are left out of pages for people.
bool is_empty(const ReportTable& table, std::size_t column) {
    for (const std::vector<ReportValue>& row : table.rows) {
        if (!row[column].text.empty()) return false;
    }
    return true;
}

std::string cell_html(const ReportTable& table, std::size_t column, const ReportValue& value) {
    const ReportColumn& about = table.columns[column];
    const char* words = about.is_figure        ? " class=\"figure\""
                        : about.id == "sha256" ? " class=\"digest\""
                                               : "";
    if (column == 0) return fmt::format("<th scope=\"row\"{}>{}</th>\n", words, value_html(value));
    return fmt::format("<td{}>{}</td>\n", words, value_html(value));
}

struct BlockWriter {
    std::string operator()(const ReportParagraph& block) const {
        ReportValue value;
        value.text = block.text;
        value.tone = block.tone;
        return fmt::format("<p>{}</p>\n", value_html(value));
    }

    std::string operator()(const ReportFields& block) const { return fields_html(block.fields); }

    std::string operator()(const ReportEntries& block) const {
        std::string text;
        for (const ReportEntry& entry : block.entries) {
            text += fmt::format(
                "<article class=\"entry\">\n<h3>{}</h3>\n{}{}</article>\n", html_text(entry.title),
                entry.badge.text.empty() ? "" : fmt::format("<p>{}</p>\n", value_html(entry.badge)),
                fields_html(entry.fields));
        }
        return text;
    }

    std::string operator()(const ReportTable& block) const {
        std::string text = fmt::format(
            "<p class=\"caption\" id=\"caption-{0}\">{1}</p>\n"
            "<section class=\"scroll\" id=\"table-{0}\" tabindex=\"0\" "
            "aria-labelledby=\"caption-{0}\">\n<table aria-labelledby=\"caption-{0}\">\n"
            "<thead>\n<tr>\n",
            block.id, html_text(block.caption));
        for (std::size_t index = 0; index < block.columns.size(); ++index) {
            if (is_empty(block, index)) continue;
            const ReportColumn& column = block.columns[index];
            text +=
                fmt::format("<th scope=\"col\"{}>{}</th>\n",
                            column.is_figure ? " class=\"figure\"" : "", html_text(column.title));
        }
        text += "</tr>\n</thead>\n<tbody>\n";
        for (const std::vector<ReportValue>& row : block.rows) {
            text += "<tr>\n";
            for (std::size_t index = 0; index < row.size(); ++index) {
                if (!is_empty(block, index)) text += cell_html(block, index, row[index]);
            }
            text += "</tr>\n";
        }
        return text + "</tbody>\n</table>\n</section>\n";
    }

    std::string operator()(const ReportFigures& block) const {
        std::string text;
        for (const ReportFigure& figure : block.figures) {
            UnfoldedSteps unfolded;
            text += fmt::format(
                "<div class=\"how\" id=\"{0}\">\n<p class=\"number\">{0}</p>\n"
                "<div class=\"tree\">\n{1}</div>\n</div>\n",
                figure.id, step_html(figure.step, unfolded));
        }
        return text;
    }

    std::string operator()(const ReportPicture& block) const {
        return fmt::format(
            "<figure>\n<div class=\"wide\">\n{}</div>\n<div class=\"narrow\">\n{}</div>\n"
            "<figcaption><strong>{}.</strong> {} The same figures as a table: <a "
            "href=\"#table-{}\">below</a>.</figcaption>\n</figure>\n",
            picture_svg(block, wide, "-wide"), picture_svg(block, narrow, "-narrow"),
            html_text(block.title), html_text(block.description), block.table);
    }
};

std::string head_html(const ReportHead& head, std::string_view version) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"generator\" content=\"flopledger {}\">\n<title>{}</title>\n"
        "<style>\n{}</style>\n</head>\n",
        version, html_text(head.title), style_sheet());
}

std::string header_html(const ReportHead& head) {
    std::string text = fmt::format("<header>\n<p class=\"kicker\">{}</p>\n<h1>{}</h1>\n",
                                   html_text(head.title), html_text(head.model));
    if (!head.developer.empty()) {
        text += fmt::format("<p class=\"developer\">{}</p>\n", html_text(head.developer));
    }
    text += fmt::format(
        "<dl class=\"facts\">\n<div>\n<dt>Judged by the law of</dt>\n<dd>{}</dd>\n"
        "</div>\n<div>\n<dt>Law data of</dt>\n<dd>{}</dd>\n</div>\n",
        head.as_of, head.law_data);
    if (!head.ledger.empty()) {
        text += fmt::format("<div>\n<dt>Ledger</dt>\n<dd>{}</dd>\n</div>\n",
                            html_text(head.ledger == "-" ? "standard input" : head.ledger));
    }
    return text + fmt::format(
                      "<div>\n<dt>SHA-256 of the ledger</dt>\n<dd class=\"digest\">{}</dd>\n"
                      "</div>\n</dl>\n<p class=\"note\">{}</p>\n</header>\n",
                      head.sha256, html_text(head.note));
}

std::string contents_html(const Report& report) {
    std::string text = "<nav aria-label=\"Contents\">\n<ul>\n";
    for (const ReportSection& section : report.sections) {
        text +=
            fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, html_text(section.title));
    }
    return text + "</ul>\n</nav>\n";
}

}  // namespace

std::string report_html(const Report& report, std::string_view version) {
    std::string text = head_html(report.head, version);
    text += "<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n";
    text += header_html(report.head) + contents_html(report) + "<main id=\"main\">\n";
    for (const ReportSection& section : report.sections) {
        text += fmt::format(
            "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n"
            "<h2 id=\"{0}-title\">{1}</h2>\n",
            section.id, html_text(section.title));
        for (const ReportBlock& block : section.blocks) text += std::visit(BlockWriter{}, block);
        text += "</section>\n";
    }
    return text + fmt::format(
                      "</main>\n<footer>\n<p>Written by flopledger {}. The same inputs "
                      "give the same bytes.</p>\n</footer>\n</body>\n</html>\n",
                      version);
}

}  // namespace flopledger
