// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/report_json.hpp"

#include <algorithm>
#include <utility>

#include "core/judge/results/law_day.hpp"
#include "core/report/check/check_json.hpp"

namespace flopledger {

namespace {

// A text, or a figure in full with what unfolds it.
Json value_json(const PageValue& value, bool is_figure) {
    const PageDetail& behind = value.behind();
    if (!is_figure && !behind.exact) return value.text;
    const bool known = behind.exact.has_value();
    return Json::Object{{"text", value.text},
                        {"unit", text_or_null(behind.unit)},
                        {"value", known ? range_json(*behind.exact) : Json()},
                        {"exact", known ? exact_json(*behind.exact) : Json()},
                        {"derivation", text_or_null(behind.derivation)}};
}

Json field_json(const PageField& field) {
    Json::Array values;
    for (const PageValue& value : field.values) values.push_back(value_json(value, true));
    return Json::Object{{"id", field.id}, {"title", field.title}, {"values", std::move(values)}};
}

Json fields_json(const std::vector<PageField>& fields) {
    Json::Array array;
    for (const PageField& field : fields) array.push_back(field_json(field));
    return array;
}

Json step_json(const PageStep& step) {
    Json::Array inputs;
    for (const PageStep& input : step.inputs) inputs.push_back(step_json(input));
    const bool known = step.value.has_value();
    return Json::Object{{"label", step.label},
                        {"formula", text_or_null(step.formula)},
                        {"value", known ? range_json(*step.value) : Json()},
                        {"exact", known ? exact_json(*step.value) : Json()},
                        {"unit", text_or_null(step.unit)},
                        {"source", text_or_null(step.source)},
                        {"place", text_or_null(step.place)},
                        {"see", text_or_null(step.see)},
                        {"left_out", texts_json(step.left_out)},
                        {"inputs", std::move(inputs)}};
}

Json branch_json(const PageBranch& branch) {
    Json::Array branches;
    for (const PageBranch& below : branch.branches) branches.push_back(branch_json(below));
    return Json::Object{{"text", branch.text},
                        {"lines", texts_json(branch.lines)},
                        {"branches", std::move(branches)}};
}

// One kind of block after another; pictures are drawn from tables and are not told again.
struct BlockWriter {
    Json operator()(const PageParagraph& block) const {
        return Json::Object{{"kind", "paragraph"}, {"text", block.text}};
    }

    Json operator()(const PageNotes& block) const {
        Json::Array notes;
        for (const PageNote& note : block.notes) {
            notes.push_back(Json::Object{{"label", text_or_null(note.label)}, {"text", note.text}});
        }
        return Json::Object{{"kind", "notes"}, {"notes", std::move(notes)}};
    }

    Json operator()(const PageOutline& block) const {
        return Json::Object{{"kind", "outline"}, {"root", branch_json(block.root)}};
    }

    Json operator()(const PageFields& block) const {
        return Json::Object{
            {"kind", "fields"}, {"id", block.id}, {"fields", fields_json(block.fields)}};
    }

    Json operator()(const PageEntries& block) const {
        Json::Array entries;
        for (const PageEntry& entry : block.entries) {
            entries.push_back(Json::Object{{"id", entry.id},
                                           {"title", entry.title},
                                           {"status", text_or_null(entry.badge.text)},
                                           {"fields", fields_json(entry.fields)}});
        }
        return Json::Object{{"kind", "entries"}, {"id", block.id}, {"entries", std::move(entries)}};
    }

    Json operator()(const PageTable& block) const {
        Json::Array rows;
        for (const PageRow& row : block.rows) {
            Json::Object cells;
            for (std::size_t index = 0; index < block.columns.size(); ++index) {
                const PageColumn& column = block.columns[index];
                cells.emplace_back(column.id, value_json(cell(row, index), column.is_figure));
            }
            rows.emplace_back(std::move(cells));
        }
        return Json::Object{{"kind", "table"},
                            {"id", block.id},
                            {"caption", block.caption},
                            {"rows", std::move(rows)}};
    }

    Json operator()(const PageFigures& block) const {
        Json::Array figures;
        for (const PageFigure& figure : block.figures) {
            Json json = step_json(figure.step);
            json.fields.insert(json.fields.begin(), {"id", figure.id});
            figures.push_back(std::move(json));
        }
        return Json::Object{{"kind", "figures"}, {"figures", std::move(figures)}};
    }

    Json operator()(const PagePicture& /*block*/) const { return {}; }

    Json operator()(const PageHeatMap& /*block*/) const { return {}; }
};

Json section_json(const PageSection& section) {
    Json::Array blocks;
    for (const PageBlock& block : section.blocks) {
        if (std::holds_alternative<PagePicture>(block)) continue;
        if (std::holds_alternative<PageHeatMap>(block)) continue;
        blocks.push_back(std::visit(BlockWriter{}, block));
    }
    return Json::Object{
        {"id", section.id}, {"title", section.title}, {"blocks", std::move(blocks)}};
}

// The call, in the words of the command line. Folders are left out with the sources.
Json call_json(const ReportRequest& request) {
    Json::Array left_out;
    bool no_sources = false;
    for (const SecretField field : request.left_out) {
        left_out.emplace_back(word(field));
        no_sources = no_sources || field == SecretField::sources;
    }
    const auto folders = [no_sources](const std::vector<std::string>& list) {
        return no_sources ? Json(Json::Array{}) : texts_json(list);
    };
    return Json::Object{{"ledger", no_sources ? Json() : Json(request.ledger)},
                        {"template", word(request.form)},
                        {"as_of", to_text(request.as_of)},
                        {"thresholds", texts_json(request.thresholds)},
                        {"jurisdictions", texts_json(request.jurisdictions)},
                        {"all", request.all},
                        {"standards", texts_json(request.standards)},
                        {"margin", request.margin ? Json(request.margin->text()) : Json()},
                        {"left_out", std::move(left_out)},
                        {"chip_folders", folders(request.chip_folders)},
                        {"threshold_folders", folders(request.threshold_folders)},
                        {"standard_folders", folders(request.standard_folders)}};
}

// What the head says of something; it always says it.
std::string fact_of(const PageHead& head, std::string_view id) {
    const auto found = std::find_if(head.facts.begin(), head.facts.end(),
                                    [id](const PageField& fact) { return fact.id == id; });
    return found == head.facts.end() ? "" : found->values.front().text;
}

}  // namespace

std::string report_json(const Page& report, const ReportRequest& request,
                        std::string_view version) {
    Json::Array sections;
    const PageSubject& subject = report.subjects.front();
    for (const PageSection& section : subject.sections) sections.push_back(section_json(section));
    Json::Object document = document_head("flopledger/report/1", version);
    document.emplace_back("call", call_json(request));
    document.emplace_back("law_data", to_text(law_data_day));
    document.emplace_back("title", report.head.title);
    document.emplace_back("model", subject.title);
    document.emplace_back("developer", text_or_null(subject.byline));
    document.emplace_back("sha256", fact_of(report.head, "sha256"));
    document.emplace_back("note", report.head.note);
    document.emplace_back("sections", std::move(sections));
    document.emplace_back("diagnostics", Json::Array{});
    return json_text(document);
}

std::string report_errors_json(const Diagnostics& diagnostics, std::string_view version) {
    Json::Object document = document_head("flopledger/report/1", version);
    document.emplace_back("diagnostics", diagnostics_json(diagnostics));
    return json_text(document);
}

}  // namespace flopledger
