// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_markdown.hpp"

#include <fmt/format.h>

#include "core/report/markdown.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

// A link that Markdown takes for one, and nothing else; what has other letters stays unlinked.
bool is_plain_link(std::string_view link) {
    if (!link.starts_with("https://") && !link.starts_with("http://")) return false;
    return link.find_first_of(" <>()[]\\\"'`|") == std::string_view::npos &&
           safe_text(link) == link;
}

std::string value_markdown(const ReportValue& value) {
    std::string text = markdown_text(value.text);
    if (is_plain_link(value.link)) text = fmt::format("[{}]({})", text, value.link);
    if (value.tone == Tone::reached || value.tone == Tone::strong) return "**" + text + "**";
    if (value.tone == Tone::undetermined || value.tone == Tone::missing) return "*" + text + "*";
    return text;
}

std::string place_and_source(const ReportStep& step) {
    std::string text;
    if (!step.place.empty()) text += fmt::format(" [{}]", step.place);
    if (!step.source.empty()) text += fmt::format(", from {}", step.source);
    return markdown_text(text);
}

std::string step_markdown(const ReportStep& step, int depth, UnfoldedSteps& unfolded) {
    const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
    std::string text = fmt::format("{}- {} = {}", indent, markdown_text(step.label),
                                   markdown_text(step.value ? step.text : "left out"));
    if (!step.formula.empty()) text += fmt::format(", by {}", markdown_text(step.formula));
    text += place_and_source(step);
    if (!step.see.empty()) text += fmt::format(", see [{}](#{})", step.see, step.see);
    for (const std::string& field : step.left_out) {
        text += fmt::format("; inputs left out for {}", markdown_text(field));
    }
    if (unfolded.seen(step)) return text + ", unfolded above\n";
    text += "\n";
    for (const ReportStep& input : step.inputs) text += step_markdown(input, depth + 1, unfolded);
    return text;
}

std::string fields_markdown(const std::vector<ReportField>& fields) {
    std::string text;
    for (const ReportField& field : fields) {
        if (field.values.size() == 1) {
            text += fmt::format("- {}: {}\n", markdown_text(field.title),
                                value_markdown(field.values.front()));
            continue;
        }
        text += fmt::format("- {}:\n", markdown_text(field.title));
        for (const ReportValue& value : field.values) {
            text += fmt::format("  - {}\n", value_markdown(value));
        }
    }
    return text;
}

// Columns with nothing in them are left out of pages for people.
bool is_empty(const ReportTable& table, std::size_t column) {
    for (const std::vector<ReportValue>& row : table.rows) {
        if (!row[column].text.empty()) return false;
    }
    return true;
}

struct BlockWriter {
    std::string operator()(const ReportParagraph& block) const {
        return value_markdown({block.text, std::nullopt, "", "", block.tone, ""}) + "\n";
    }

    std::string operator()(const ReportFields& block) const {
        return fields_markdown(block.fields);
    }

    std::string operator()(const ReportEntries& block) const {
        std::string text;
        for (const ReportEntry& entry : block.entries) {
            text +=
                fmt::format("{}### {}\n\n", text.empty() ? "" : "\n", markdown_text(entry.title));
            if (!entry.badge.text.empty()) text += value_markdown(entry.badge) + "\n\n";
            text += fields_markdown(entry.fields);
        }
        return text;
    }

    std::string operator()(const ReportTable& block) const {
        std::string text = markdown_text(block.caption) + ":\n\n|";
        std::string line = "|";
        for (std::size_t index = 0; index < block.columns.size(); ++index) {
            if (is_empty(block, index)) continue;
            text += fmt::format(" {} |", markdown_text(block.columns[index].title));
            line += block.columns[index].is_figure ? "---:|" : "---|";
        }
        text += "\n" + line + "\n";
        for (const std::vector<ReportValue>& row : block.rows) {
            text += "|";
            for (std::size_t index = 0; index < row.size(); ++index) {
                if (!is_empty(block, index))
                    text += fmt::format(" {} |", value_markdown(row[index]));
            }
            text += "\n";
        }
        return text;
    }

    std::string operator()(const ReportFigures& block) const {
        std::string text;
        for (const ReportFigure& figure : block.figures) {
            UnfoldedSteps unfolded;
            text += fmt::format("{}<a id=\"{}\"></a>\n\n{}", text.empty() ? "" : "\n", figure.id,
                                step_markdown(figure.step, 0, unfolded));
        }
        return text;
    }

    std::string operator()(const ReportPicture& /*block*/) const { return ""; }
};

std::string head_markdown(const ReportHead& head) {
    std::string text =
        fmt::format("# {}: {}\n\n", markdown_text(head.title), markdown_text(head.model));
    if (!head.developer.empty())
        text += fmt::format("- Developer: {}\n", markdown_text(head.developer));
    if (!head.ledger.empty()) text += fmt::format("- Ledger: {}\n", markdown_text(head.ledger));
    text += fmt::format(
        "- SHA-256 of the ledger: {}\n- Judged by the law of: {}\n- Law data of: {}\n\n{}\n",
        head.sha256, head.as_of, head.law_data, markdown_text(head.note));
    return text;
}

}  // namespace

std::string report_markdown(const Report& report) {
    std::string text = head_markdown(report.head);
    for (const ReportSection& section : report.sections) {
        text += fmt::format("\n## {}\n", markdown_text(section.title));
        for (const ReportBlock& block : section.blocks) {
            const std::string part = std::visit(BlockWriter{}, block);
            if (!part.empty()) text += "\n" + part;
        }
    }
    return text;
}

}  // namespace flopledger
