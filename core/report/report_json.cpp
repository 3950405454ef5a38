// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_json.hpp"

#include <utility>

#include "core/report/check_json.hpp"

namespace flopledger {

namespace {

// A text, or a figure in full with what unfolds it.
Json value_json(const ReportValue& value, bool is_figure) {
    if (!is_figure && !value.exact) return value.text;
    const bool known = value.exact.has_value();
    return Json::Object{{"text", value.text},
                        {"unit", text_or_null(value.unit)},
                        {"value", known ? range_json(*value.exact) : Json()},
                        {"exact", known ? exact_json(*value.exact) : Json()},
                        {"derivation", text_or_null(value.derivation)}};
}

Json field_json(const ReportField& field) {
    Json::Array values;
    for (const ReportValue& value : field.values) values.push_back(value_json(value, true));
    return Json::Object{{"id", field.id}, {"title", field.title}, {"values", std::move(values)}};
}

Json fields_json(const std::vector<ReportField>& fields) {
    Json::Array array;
    for (const ReportField& field : fields) array.push_back(field_json(field));
    return array;
}

Json step_json(const ReportStep& step) {
    Json::Array inputs;
    for (const ReportStep& input : step.inputs) inputs.push_back(step_json(input));
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

// One kind of block after another; pictures are drawn from tables and are not told again.
struct BlockWriter {
    Json operator()(const ReportParagraph& block) const {
        return Json::Object{{"kind", "paragraph"}, {"text", block.text}};
    }

    Json operator()(const ReportFields& block) const {
        return Json::Object{
            {"kind", "fields"}, {"id", block.id}, {"fields", fields_json(block.fields)}};
    }

    Json operator()(const ReportEntries& block) const {
        Json::Array entries;
        for (const ReportEntry& entry : block.entries) {
            entries.push_back(Json::Object{{"id", entry.id},
                                           {"title", entry.title},
                                           {"status", text_or_null(entry.badge.text)},
                                           {"fields", fields_json(entry.fields)}});
        }
        return Json::Object{{"kind", "entries"}, {"id", block.id}, {"entries", std::move(entries)}};
    }

    Json operator()(const ReportTable& block) const {
        Json::Array rows;
        for (const std::vector<ReportValue>& row : block.rows) {
            Json::Object cells;
            for (std::size_t index = 0; index < block.columns.size(); ++index) {
                const ReportColumn& column = block.columns[index];
                cells.emplace_back(column.id, value_json(row[index], column.is_figure));
            }
            rows.emplace_back(std::move(cells));
        }
        return Json::Object{{"kind", "table"},
                            {"id", block.id},
                            {"caption", block.caption},
                            {"rows", std::move(rows)}};
    }

    Json operator()(const ReportFigures& block) const {
        Json::Array figures;
        for (const ReportFigure& figure : block.figures) {
            Json json = step_json(figure.step);
            json.fields.insert(json.fields.begin(), {"id", figure.id});
            figures.push_back(std::move(json));
        }
        return Json::Object{{"kind", "figures"}, {"figures", std::move(figures)}};
    }

    Json operator()(const ReportPicture& /*block*/) const { return {}; }
};

Json section_json(const ReportSection& section) {
    Json::Array blocks;
    for (const ReportBlock& block : section.blocks) {
        if (std::holds_alternative<ReportPicture>(block)) continue;
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

}  // namespace

std::string report_json(const Report& report, const ReportRequest& request,
                        std::string_view version) {
    Json::Array sections;
    for (const ReportSection& section : report.sections) sections.push_back(section_json(section));
    Json::Object document = document_head("flopledger/report/1", version);
    document.emplace_back("call", call_json(request));
    document.emplace_back("law_data", report.head.law_data);
    document.emplace_back("title", report.head.title);
    document.emplace_back("model", report.head.model);
    document.emplace_back("developer", text_or_null(report.head.developer));
    document.emplace_back("sha256", report.head.sha256);
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
