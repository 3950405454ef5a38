// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/audit_json.hpp"

#include <algorithm>

#include "core/judge/results/law_day.hpp"
#include "core/report/json/document_description.hpp"
#include "core/text/words/odd_bytes.hpp"

namespace flopledger {

namespace {

using Counts = std::map<std::string, std::size_t>;
using Rows = std::vector<const RecomputedRow*>;

// The place of a row.
struct RowPlace {
    const SurveyRow* row = nullptr;
};

// What may make a contradiction.
struct LikelyCause {
    const Cause* cause = nullptr;
};

struct AuditDocument {
    const AuditResult* result = nullptr;
    Rows rows;
};

ByKey<std::size_t> by_name(const Counts& counts) {
    ByKey<std::size_t> list;
    for (const auto& [name, count] : counts) list.values.emplace_back(name, count);
    return list;
}

std::vector<LikelyCause> likely_causes(const Contradiction& contradiction) {
    std::vector<LikelyCause> list;
    for (const Cause& cause : contradiction.causes) list.push_back({&cause});
    return list;
}

std::vector<RowPlace> places(const Rows& rows) {
    std::vector<RowPlace> list;
    for (const RecomputedRow* row : rows) list.push_back({row->row});
    return list;
}

// A text of a catalogue, or nothing where it is empty.
std::optional<std::string> text_of(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text_of_bytes(text));
}

std::vector<std::reference_wrapper<const Survey>> surveys(const AuditDocument& document) {
    return {document.result->surveys.begin(), document.result->surveys.end()};
}

}  // namespace

template <>
struct Description<SurveyFinding> {
    static constexpr std::string_view name = "survey_finding";
    static constexpr auto keys =
        std::tuple{DescribedKey{"name", "A stable name, as the manual lists them.",
                                path(&SurveyFinding::finding, &Finding::name)},
                   DescribedKey{"count", "How often it was met.", &SurveyFinding::count},
                   DescribedKey{"line", "Where first.", path(&SurveyFinding::first, &Place::line)},
                   DescribedKey{"message", "What is known.",
                                path(&SurveyFinding::finding, &Finding::message, text_of_bytes)}};
};

template <>
struct Description<Survey> {
    static constexpr std::string_view name = "catalogue";
    static constexpr auto keys =
        std::tuple{DescribedKey{"file", "The file.", path(&Survey::file, text_of_bytes)},
                   DescribedKey{"sha256", "Its fingerprint.", as<TextOrNull>(&Survey::sha256)},
                   DescribedKey{"rows", "Rows below its header.", &Survey::row_count},
                   DescribedKey{"findings", "What it is like.", &Survey::findings}};
};

template <>
struct Description<AuditTally> {
    static constexpr std::string_view name = "summary";
    static constexpr auto keys = std::tuple{
        DescribedKey{"rows", "Rows that were read.", &AuditTally::read},
        DescribedKey{"with_compute", "With compute, of those asked for.",
                     &AuditTally::with_compute},
        DescribedKey{"recomputed", "Recomputed by another method.", &AuditTally::recomputed},
        DescribedKey{"contradicted", "Contradicted.", &AuditTally::contradicted},
        DescribedKey{"by_certainty", "Rows by their gravest contradiction.",
                     path(&AuditTally::by_certainty, by_name)},
        DescribedKey{"by_kind", "Contradictions by their kind.",
                     path(&AuditTally::by_kind, by_name)},
        DescribedKey{"left_out", "Rows by what could not be recomputed.",
                     path(&AuditTally::left_out, by_name)}};
};

template <>
struct Description<LikelyCause> {
    static constexpr std::string_view name = "cause";
    static constexpr auto keys =
        std::tuple{DescribedKey{"name", "A stable name, as the manual lists them.",
                                path(&LikelyCause::cause, &Cause::name)},
                   DescribedKey{"expected_ratio", "The ratio it would make.",
                                path(&LikelyCause::cause, &Cause::expected_ratio)},
                   DescribedKey{"message", "The cause in words.",
                                path(&LikelyCause::cause, &Cause::message, text_of_bytes)}};
};

template <>
struct Description<Contradiction> {
    static constexpr std::string_view name = "contradiction";
    static constexpr auto keys = std::tuple{
        DescribedKey{"certainty", "How certain it is.", &Contradiction::certainty},
        DescribedKey{"kind", "What contradicts what, by name.", &Contradiction::kind},
        DescribedKey{"ratio", "The larger over the smaller.", &Contradiction::ratio},
        DescribedKey{"exact_ratio", "The same in full.", as<ExactNumber>(&Contradiction::ratio)},
        DescribedKey{"message", "The same in words.", path(&Contradiction::message, text_of_bytes)},
        DescribedKey{"line", "The line.", path(&Contradiction::place, &Place::line)},
        DescribedKey{"causes", "What may make it; the likeliest first.", likely_causes}};
};

template <>
struct Description<RowMethod> {
    static constexpr std::string_view name = "method";
    static constexpr auto keys = std::tuple{
        DescribedKey{"method", "The method.", &RowMethod::name},
        DescribedKey{"flop", "What it makes.", as<NumberRange>(&RowMethod::flop)},
        DescribedKey{"exact", "The same in full.", as<ExactRange>(&RowMethod::flop)},
        DescribedKey{"bound", "Whether it only bounds the figure from above.", &RowMethod::bound},
        DescribedKey{"firm", "Whether its figures are of this training as a whole.",
                     &RowMethod::firm},
        DescribedKey{"how", "The figures it rests on.", path(&RowMethod::how, text_of)}};
};

template <>
struct Description<RecomputedRow> {
    static constexpr std::string_view name = "row";
    static constexpr auto keys = std::tuple{
        DescribedKey{"model", "The model.",
                     path(&RecomputedRow::row, &SurveyRow::model, text_of_bytes)},
        DescribedKey{"organization", "Whose it is.",
                     path(&RecomputedRow::row, &SurveyRow::organization, text_of)},
        DescribedKey{"file", "The catalogue.",
                     path(&RecomputedRow::row, &SurveyRow::place, &Place::file, text_of_bytes)},
        DescribedKey{"line", "The line in it.",
                     path(&RecomputedRow::row, &SurveyRow::place, &Place::line)},
        DescribedKey{"stated_flop", "The training compute it states, in full.",
                     [](const RecomputedRow& one) {
                         const auto& flop = one.row->training_flop;
                         return flop ? std::optional(ExactNumber{*flop}) : std::nullopt;
                     }},
        DescribedKey{"methods", "What each method makes of it.", &RecomputedRow::methods},
        DescribedKey{"contradictions", "The most certain first.", &RecomputedRow::contradictions},
        DescribedKey{"left_out", "What could not be recomputed, and why.",
                     &RecomputedRow::left_out}};
};

template <>
struct Description<RowPlace> {
    static constexpr std::string_view name = "row_place";
    static constexpr auto keys = std::tuple{
        DescribedKey{"model", "The model.", path(&RowPlace::row, &SurveyRow::model, text_of_bytes)},
        DescribedKey{"file", "The catalogue.",
                     path(&RowPlace::row, &SurveyRow::place, &Place::file, text_of_bytes)},
        DescribedKey{"line", "The line in it.",
                     path(&RowPlace::row, &SurveyRow::place, &Place::line)}};
};

template <>
struct Description<ThresholdRows> {
    static constexpr std::string_view name = "threshold";
    static constexpr auto keys = std::tuple{
        DescribedKey{"threshold", "The id of the threshold.",
                     path(&ThresholdRows::threshold, &Threshold::id)},
        DescribedKey{"amount", "Its amount in FLOP.",
                     path(&ThresholdRows::threshold, &Threshold::amount)},
        DescribedKey{"exact", "The same in full.",
                     as<ExactNumber>(&ThresholdRows::threshold, &Threshold::amount)},
        DescribedKey{"comparison", "How rows are held against it.",
                     path(&ThresholdRows::threshold, &Threshold::comparison)},
        DescribedKey{"over", "Rows over it by every method.", path(&ThresholdRows::over, places)},
        DescribedKey{"open", "Rows over it by some.", path(&ThresholdRows::open, places)},
        DescribedKey{"near", "Rows near it.", path(&ThresholdRows::near, places)}};
};

template <>
struct Description<AuditDocument> {
    static constexpr std::string_view name = "audit";
    static constexpr std::string_view sentence = "Claims of published models held together.";
    static constexpr auto keys = std::tuple{
        DescribedKey{"as_of", "The day of the law that was asked for.",
                     path(&AuditDocument::result, &AuditResult::as_of)},
        DescribedKey{"law_data", "The day of the law data.",
                     [](const AuditDocument&) { return law_data_day; }},
        DescribedKey{"catalogues", "What was read.", surveys},
        DescribedKey{"summary", "The counts.", path(&AuditDocument::result, &AuditResult::tally)},
        DescribedKey{"rows", "Contradicted rows, the gravest first, or every row.",
                     &AuditDocument::rows},
        DescribedKey{"thresholds", "Rows over or near thresholds.",
                     path(&AuditDocument::result, &AuditResult::thresholds)},
        DescribedPart{
            [](const AuditDocument& one) { return DocumentFoot{&one.result->diagnostics}; }}};
};

constinit const DocumentSchema audit_document = document_schema<AuditDocument>();

std::string audit_json(const AuditResult& result, std::size_t most_rows, bool every_row,
                       std::string_view version) {
    const Rows& all = result.contradicted;
    const auto shown = static_cast<std::ptrdiff_t>(std::min(all.size(), most_rows));
    AuditDocument document{&result, {all.begin(), all.begin() + shown}};
    for (const RecomputedRow& row : result.rows) {
        if (every_row && row.contradictions.empty()) document.rows.push_back(&row);
    }
    return document_text(document, version);
}

}  // namespace flopledger
