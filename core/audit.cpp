// SPDX-License-Identifier: Apache-2.0
#include "core/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/base/joined.hpp"
#include "core/read/audit/catalogue_names.hpp"
#include "core/read/audit/survey_reader.hpp"
#include "core/read/keys/source_reader.hpp"
#include "core/read/keys/values.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

// Keeps the rows of the models asked for; one that no row is about is an error.
void keep_models(std::vector<RecomputedRow>& rows, const std::vector<std::string>& models,
                 Diagnostics& diagnostics) {
    if (models.empty()) return;
    std::vector<std::string> asked;
    for (const std::string& model : models) asked.push_back(lower_case(model));
    std::vector<bool> found(models.size(), false);
    std::vector<std::string_view> names;
    const auto wanted = [&](const RecomputedRow& row) {
        const std::string name = lower_case(row.row->model);
        bool any = false;
        for (std::size_t index = 0; index < asked.size(); ++index) {
            if (name.find(asked[index]) == std::string::npos) continue;
            found[index] = true;
            any = true;
        }
        return any;
    };
    for (const RecomputedRow& row : rows) names.push_back(row.row->model);
    std::erase_if(rows, [&](const RecomputedRow& row) { return !wanted(row); });
    for (std::size_t index = 0; index < models.size(); ++index) {
        if (found[index]) continue;
        const auto near = near_words(models[index], names, 3);
        diagnostics.add({.name = name::unknown_model,
                         .place = {},
                         .excerpt = "",
                         .message = fmt::format("no row is about '{}'", shown(models[index])),
                         .hint = near.empty() ? "--model takes a part of a model's name"
                                              : "near names: " + joined(near)});
    }
}

std::vector<const RecomputedRow*> ranked(const std::vector<RecomputedRow>& rows) {
    std::vector<const RecomputedRow*> found;
    for (const RecomputedRow& row : rows) {
        if (!row.contradictions.empty()) found.push_back(&row);
    }
    std::stable_sort(
        found.begin(), found.end(), [](const RecomputedRow* left, const RecomputedRow* right) {
            const Contradiction& first = left->contradictions.front();
            const Contradiction& second = right->contradictions.front();
            return first.certainty != second.certainty ? first.certainty < second.certainty
                                                       : first.ratio > second.ratio;
        });
    return found;
}

}  // namespace

AuditResult audit(const AuditRequest& request, FileReader& files, Catalog& catalog) {
    AuditResult result;
    result.as_of = request.as_of;
    catalog.leave_out_sources();
    for (const std::string& file : request.surveys) {
        const auto source =
            read_source(files, file, largest_survey_bytes, std::nullopt, result.diagnostics);
        if (source == nullptr) continue;
        auto read = read_survey(source, catalog, request.hashes, result.diagnostics);
        if (read) result.surveys.push_back(std::move(*read));
    }
    for (const Survey& read : result.surveys) {
        for (const SurveyRow& row : read.rows) result.rows.push_back(count_row(row));
    }
    compare_rows(result.rows);
    keep_models(result.rows, request.models, result.diagnostics);
    result.contradicted = ranked(result.rows);
    result.tally = tally_of(result.surveys, result.rows);
    std::vector<std::shared_ptr<const Threshold>> thresholds;
    for (const auto& threshold : catalog.thresholds(result.diagnostics)) {
        if (is_plain_amount(*threshold, request.as_of)) thresholds.push_back(threshold);
    }
    std::stable_sort(thresholds.begin(), thresholds.end(), [](const auto& left, const auto& right) {
        return left->amount > right->amount;
    });
    result.thresholds = rows_by_threshold(result.rows, thresholds);
    return result;
}

}  // namespace flopledger
