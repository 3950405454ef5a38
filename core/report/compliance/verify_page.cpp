// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/verify_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/page/style.hpp"
#include "core/report/compliance/changed_answers.hpp"
#include "core/report/json/document_description.hpp"

namespace flopledger {

namespace {

constexpr std::size_t most_told = 10;  // of each kind; JSON has all

std::string name_of(const std::string& file) { return file == "-" ? "standard input" : file; }

std::vector<const ReportDifference*> of_kind(const ReportComparison& comparison,
                                             DifferenceKind kind) {
    std::vector<const ReportDifference*> list;
    for (const ReportDifference& difference : comparison.differences) {
        if (difference.kind == kind) list.push_back(&difference);
    }
    return list;
}

std::string change_text(const ReportDifference& difference) {
    const auto said = [](const std::string& text) { return text.empty() ? "nothing" : text; };
    return fmt::format("was {}, is {}", said(difference.was), said(difference.is));
}

// One kind of differences under a title, the first few of them.
void add_differences(const ReportComparison& comparison, DifferenceKind kind,
                     const std::string& title, std::vector<PageSection>& sections) {
    const std::vector<const ReportDifference*> list = of_kind(comparison, kind);
    if (list.empty()) return;
    PageNotes notes;
    for (std::size_t index = 0; index < std::min(list.size(), most_told); ++index) {
        const ReportDifference& difference = *list[index];
        const std::string head =
            kind == DifferenceKind::input
                ? difference.what
                : fmt::format("{}{}", difference.path,
                              difference.what.empty() ? "" : " (" + difference.what + ")");
        notes.notes.push_back({"", head});
        notes.notes.push_back({"", change_text(difference), Tone::plain, 1});
    }
    if (list.size() > most_told) {
        notes.notes.push_back(
            {"", fmt::format("and {} more (--format json has all)", list.size() - most_told)});
    }
    sections.push_back({std::string(word(kind)), title, {std::move(notes)}});
}

struct VerifyDocument {
    const VerifyResult* result = nullptr;
    const Diagnostics* diagnostics = nullptr;
};

}  // namespace

Page verify_page(const VerifyResult& result, std::string_view version) {
    const ReportComparison& comparison = result.comparison;
    const bool same = comparison.differences.empty();
    const std::string from = "recomputed from " + name_of(result.ledger);
    PageNotes head{{}, 0};
    head.notes.push_back(
        {"", fmt::format("{}: {}", name_of(result.report), same ? "the same" : "not the same")});
    head.notes.push_back(
        {"",
         same ? fmt::format("{} and {}, {}", counted(comparison.figures, "figure", "figures"),
                            counted(comparison.inputs, "input file", "input files"), from)
              : from,
         Tone::plain, 1});
    Page page;
    page.head.title = "A report recomputed";
    PageSubject subject;
    subject.sections.push_back({"result", "", {std::move(head)}});
    add_differences(comparison, DifferenceKind::input, "Inputs that changed", subject.sections);
    add_differences(comparison, DifferenceKind::figure, "Figures that differ", subject.sections);
    add_differences(comparison, DifferenceKind::other, "Other differences", subject.sections);
    PageNotes notes{{}, 0};
    if (result.version != version) {
        notes.notes.push_back(
            {"note", fmt::format("the report was written by flopledger {}, this is {}",
                                 result.version, version)});
    }
    for (const ChangedAnswer& change : answers_changed_after(result.version)) {
        notes.notes.push_back({"note", fmt::format("since {} {}", change.since, change.what)});
    }
    subject.sections.back().blocks.emplace_back(std::move(notes));
    page.subjects.push_back(std::move(subject));
    return page;
}

template <>
struct Description<ReportDifference> {
    static constexpr std::string_view name = "difference";
    static constexpr auto keys = std::tuple{
        DescribedKey{"kind", "What differs.", &ReportDifference::kind},
        DescribedKey{"path", "Where, as jq writes it.", &ReportDifference::path},
        DescribedKey{"what", "The same in words.", as<TextOrNull>(&ReportDifference::what)},
        DescribedKey{"was", "What the report has there.", as<TextOrNull>(&ReportDifference::was)},
        DescribedKey{"is", "What was recomputed.", as<TextOrNull>(&ReportDifference::is)}};
};

template <>
struct Description<ChangedAnswer> {
    static constexpr std::string_view name = "changed_answer";
    static constexpr auto keys = std::tuple{
        DescribedKey{"since", "The first version with it.", &ChangedAnswer::since},
        DescribedKey{"what", "What changed; goes on from `since VERSION`.", &ChangedAnswer::what}};
};

template <>
struct Description<VerifyDocument> {
    static constexpr std::string_view name = "verify";
    static constexpr std::string_view sentence = "What differs where a report is recomputed.";
    static constexpr auto keys = std::tuple{
        DescribedKey{"report", "The report.", path(&VerifyDocument::result, &VerifyResult::report)},
        DescribedKey{"ledger", "The ledger it was recomputed from.",
                     as<TextOrNull>(&VerifyDocument::result, &VerifyResult::ledger)},
        DescribedKey{"written_by", "The version that wrote it.",
                     as<TextOrNull>(&VerifyDocument::result, &VerifyResult::version)},
        DescribedKey{"same", "Whether nothing differs; null where it could not be recomputed.",
                     [](const VerifyDocument& one) {
                         return one.diagnostics->has_errors()
                                    ? std::nullopt
                                    : std::optional(one.result->comparison.differences.empty());
                     }},
        DescribedKey{
            "figures", "Figures that were compared.",
            path(&VerifyDocument::result, &VerifyResult::comparison, &ReportComparison::figures)},
        DescribedKey{
            "inputs", "Input files that were compared.",
            path(&VerifyDocument::result, &VerifyResult::comparison, &ReportComparison::inputs)},
        DescribedKey{"differences", "Everything that differs.",
                     path(&VerifyDocument::result, &VerifyResult::comparison,
                          &ReportComparison::differences)},
        DescribedKey{
            "changed_answers", "What changed since that version.",
            [](const VerifyDocument& one) { return answers_changed_after(one.result->version); }},
        DescribedPart{as<DocumentFoot>(&VerifyDocument::diagnostics)}};
};

constinit const DocumentSchema verify_document = document_schema<VerifyDocument>();

std::string verify_json(const VerifyResult& result, const Diagnostics& diagnostics,
                        std::string_view version) {
    return document_text(VerifyDocument{&result, &diagnostics}, version);
}

}  // namespace flopledger
