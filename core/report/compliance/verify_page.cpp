// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/verify_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/page/style.hpp"
#include "core/report/check/check_json.hpp"
#include "core/report/compliance/changed_answers.hpp"

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

Json difference_json(const ReportDifference& difference) {
    return Json::Object{{"kind", word(difference.kind)},
                        {"path", difference.path},
                        {"what", text_or_null(difference.what)},
                        {"was", text_or_null(difference.was)},
                        {"is", text_or_null(difference.is)}};
}

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

std::string verify_json(const VerifyResult& result, const Diagnostics& diagnostics,
                        std::string_view version) {
    Json::Array differences;
    for (const ReportDifference& difference : result.comparison.differences) {
        differences.push_back(difference_json(difference));
    }
    Json::Array changes;
    for (const ChangedAnswer& change : answers_changed_after(result.version)) {
        changes.push_back(Json::Object{{"since", change.since}, {"what", change.what}});
    }
    const bool done = !diagnostics.has_errors();
    Json::Object document = document_head("flopledger/verify/1", version);
    document.emplace_back("report", result.report);
    document.emplace_back("ledger", text_or_null(result.ledger));
    document.emplace_back("written_by", text_or_null(result.version));
    document.emplace_back("same", done ? Json(differences.empty()) : Json());
    document.emplace_back("figures", static_cast<int>(result.comparison.figures));
    document.emplace_back("inputs", static_cast<int>(result.comparison.inputs));
    document.emplace_back("differences", std::move(differences));
    document.emplace_back("changed_answers", std::move(changes));
    document.emplace_back("diagnostics", diagnostics_json(diagnostics));
    return json_text(document);
}

}  // namespace flopledger
