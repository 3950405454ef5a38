// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/audit_json.hpp"

#include <algorithm>

#include "core/judge/results/law_day.hpp"
#include "core/report/check/check_json.hpp"
#include "core/report/json/json_output.hpp"
#include "core/text/words/odd_bytes.hpp"

namespace flopledger {

namespace {

Json text_json(const std::string& text) { return text_or_null(text_of_bytes(text)); }

Json exact_or_null(const std::optional<Exact>& value) {
    return value ? Json(value->text()) : Json();
}

Json counts_json(const std::map<std::string, std::size_t>& counts) {
    Json::Object object;
    for (const auto& [name, count] : counts) object.emplace_back(name, static_cast<int>(count));
    return object;
}

Json causes_json(const std::vector<Cause>& causes) {
    Json::Array array;
    for (const Cause& cause : causes) {
        array.push_back(Json::Object{{"name", cause.name.text},
                                     {"expected_ratio", cause.expected_ratio.nearest_double()},
                                     {"message", text_of_bytes(cause.message)}});
    }
    return array;
}

Json contradiction_json(const Contradiction& one) {
    return Json::Object{{"certainty", word(one.certainty)},      {"kind", one.kind.text},
                        {"ratio", one.ratio.nearest_double()},   {"exact_ratio", one.ratio.text()},
                        {"message", text_of_bytes(one.message)}, {"line", one.place.line},
                        {"causes", causes_json(one.causes)}};
}

Json method_json(const RowMethod& method) {
    return Json::Object{{"method", method.name},
                        {"flop", range_json(method.flop)},
                        {"exact", exact_json(method.flop)},
                        {"bound", method.bound},
                        {"firm", method.firm},
                        {"how", text_json(method.how)}};
}

Json row_json(const RecomputedRow& row) {
    Json::Array methods;
    for (const RowMethod& method : row.methods) methods.push_back(method_json(method));
    Json::Array contradictions;
    for (const Contradiction& one : row.contradictions) {
        contradictions.push_back(contradiction_json(one));
    }
    return Json::Object{{"model", text_of_bytes(row.row->model)},
                        {"organization", text_json(row.row->organization)},
                        {"file", text_of_bytes(row.row->place.file)},
                        {"line", row.row->place.line},
                        {"stated_flop", exact_or_null(row.row->training_flop)},
                        {"methods", std::move(methods)},
                        {"contradictions", std::move(contradictions)},
                        {"left_out", texts_json(row.left_out)}};
}

Json places_json(const std::vector<const RecomputedRow*>& rows) {
    Json::Array array;
    for (const RecomputedRow* row : rows) {
        array.push_back(Json::Object{{"model", text_of_bytes(row->row->model)},
                                     {"file", text_of_bytes(row->row->place.file)},
                                     {"line", row->row->place.line}});
    }
    return array;
}

Json thresholds_json(const AuditResult& result) {
    Json::Array array;
    for (const ThresholdRows& held : result.thresholds) {
        const Threshold& threshold = *held.threshold;
        array.push_back(Json::Object{{"threshold", threshold.id},
                                     {"amount", threshold.amount.nearest_double()},
                                     {"exact", threshold.amount.text()},
                                     {"comparison", word(threshold.comparison)},
                                     {"over", places_json(held.over)},
                                     {"open", places_json(held.open)},
                                     {"near", places_json(held.near)}});
    }
    return array;
}

Json surveys_json(const AuditResult& result) {
    Json::Array array;
    for (const Survey& survey : result.surveys) {
        Json::Array findings;
        for (const SurveyFinding& one : survey.findings) {
            findings.push_back(Json::Object{{"name", one.finding.name.text},
                                            {"count", static_cast<int>(one.count)},
                                            {"line", one.first.line},
                                            {"message", text_of_bytes(one.finding.message)}});
        }
        array.push_back(Json::Object{{"file", text_of_bytes(survey.file)},
                                     {"sha256", text_or_null(survey.sha256)},
                                     {"rows", static_cast<int>(survey.row_count)},
                                     {"findings", std::move(findings)}});
    }
    return array;
}

}  // namespace

std::string audit_json(const AuditResult& result, std::size_t most_rows, bool every_row,
                       std::string_view version) {
    Json::Array rows;
    const std::size_t shown = std::min(result.contradicted.size(), most_rows);
    for (std::size_t index = 0; index < shown; ++index) {
        rows.push_back(row_json(*result.contradicted[index]));
    }
    for (const RecomputedRow& row : result.rows) {
        if (every_row && row.contradictions.empty()) rows.push_back(row_json(row));
    }
    const AuditTally& tally = result.tally;
    Json::Object counts{{"rows", static_cast<int>(tally.read)},
                        {"with_compute", static_cast<int>(tally.with_compute)},
                        {"recomputed", static_cast<int>(tally.recomputed)},
                        {"contradicted", static_cast<int>(tally.contradicted)},
                        {"by_certainty", counts_json(tally.by_certainty)},
                        {"by_kind", counts_json(tally.by_kind)},
                        {"left_out", counts_json(tally.left_out)}};
    Json::Object document = document_head("flopledger/audit/1", version);
    document.emplace_back("as_of", to_text(result.as_of));
    document.emplace_back("law_data", to_text(law_data_day));
    document.emplace_back("catalogues", surveys_json(result));
    document.emplace_back("summary", std::move(counts));
    document.emplace_back("rows", std::move(rows));
    document.emplace_back("thresholds", thresholds_json(result));
    document.emplace_back("diagnostics", diagnostics_json(result.diagnostics));
    return json_text(document);
}

}  // namespace flopledger
