// SPDX-License-Identifier: Apache-2.0
#include "core/report/verify_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/report/changed_answers.hpp"
#include "core/report/check_json.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

constexpr std::size_t most_told = 10;  // of each kind; JSON has all

std::string name_of(const std::string& file) {
    return file == "-" ? "standard input" : safe_text(file);
}

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
std::string differences_text(const ReportComparison& comparison, DifferenceKind kind,
                             const std::string& title, const Style& style) {
    const std::vector<const ReportDifference*> list = of_kind(comparison, kind);
    if (list.empty()) return "";
    std::string text = "\n" + inked(style, Ink::bold, title) + "\n";
    for (std::size_t index = 0; index < std::min(list.size(), most_told); ++index) {
        const ReportDifference& difference = *list[index];
        const std::string head =
            kind == DifferenceKind::input
                ? difference.what
                : fmt::format("{}{}", difference.path,
                              difference.what.empty() ? "" : " (" + difference.what + ")");
        text += indented(style, 2, head) + indented(style, 4, change_text(difference));
    }
    if (list.size() > most_told) {
        text += indented(
            style, 2, fmt::format("and {} more (--format json has all)", list.size() - most_told));
    }
    return text;
}

Json difference_json(const ReportDifference& difference) {
    return Json::Object{{"kind", word(difference.kind)},
                        {"path", difference.path},
                        {"what", text_or_null(difference.what)},
                        {"was", text_or_null(difference.was)},
                        {"is", text_or_null(difference.is)}};
}

}  // namespace

std::string verify_text(const VerifyResult& result, std::string_view version, const Style& style) {
    const ReportComparison& comparison = result.comparison;
    std::string text;
    if (comparison.differences.empty()) {
        text = indented(style, 0, fmt::format("{}: the same", name_of(result.report)));
        text += indented(style, 2,
                         fmt::format("{} and {}, recomputed from {}",
                                     counted(comparison.figures, "figure", "figures"),
                                     counted(comparison.inputs, "input file", "input files"),
                                     name_of(result.ledger)));
    } else {
        text = indented(style, 0, fmt::format("{}: not the same", name_of(result.report)));
        text += indented(style, 2, fmt::format("recomputed from {}", name_of(result.ledger)));
        text += differences_text(comparison, DifferenceKind::input, "Inputs that changed", style);
        text += differences_text(comparison, DifferenceKind::figure, "Figures that differ", style);
        text += differences_text(comparison, DifferenceKind::other, "Other differences", style);
    }
    if (result.version != version) {
        text += indented(style, 0,
                         fmt::format("note: the report was written by flopledger {}, "
                                     "this is {}",
                                     safe_text(result.version), version));
    }
    for (const ChangedAnswer& change : answers_changed_after(result.version)) {
        text += indented(style, 0, fmt::format("note: since {} {}", change.since, change.what));
    }
    return text;
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
