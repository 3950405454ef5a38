// SPDX-License-Identifier: Apache-2.0
#include "core/report/audit_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/figure_text.hpp"
#include "core/judge/law_day.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

Ink ink_of(Certainty certainty) {
    if (certainty == Certainty::impossible) return Ink::red;
    return certainty == Certainty::assumption ? Ink::faint : Ink::yellow;
}

std::string place_text(const Place& place) {
    return fmt::format("{}:{}", safe_text(place.file), place.line);
}

// What a method makes: `4.32e24`, `at most 7.06e23`.
std::string figure_of(const RowMethod& method) {
    if (method.bound) return "at most " + figure(method.flop.high);
    return figure(method.flop);
}

// What each method makes of a row, in one line.
std::string methods_line(const RecomputedRow& row) {
    std::string line;
    for (const RowMethod& method : row.methods) {
        if (!line.empty()) line += "; ";
        line += fmt::format("{} {}", method.name, figure_of(method));
        if (!method.how.empty()) line += fmt::format(" ({})", method.how);
    }
    return line.empty() ? "no figures" : line;
}

std::string contradiction_text(const Contradiction& one, const Style& style) {
    const std::string head = fmt::format("{}, {}, factor {}", word(one.certainty), one.kind.text,
                                         plain_figure(one.ratio));
    std::string text = "    " + inked(style, ink_of(one.certainty), head) + "\n";
    text += indented(style, 6, safe_text(one.message));
    const Cause& cause = one.causes.front();
    text += indented(style, 6, safe_text(fmt::format("{}: {}", cause.name.text, cause.message)));
    return text;
}

std::string row_text(const RecomputedRow& row, const Style& style) {
    std::string text = "  " + inked(style, Ink::bold, safe_text(row.row->model));
    if (!row.row->organization.empty()) text += ", " + safe_text(row.row->organization);
    text += fmt::format("\n    {}\n", place_text(row.row->place));
    text += indented(style, 4, safe_text(methods_line(row)));
    for (const Contradiction& one : row.contradictions) text += contradiction_text(one, style);
    return text;
}

std::string names_text(const std::vector<const RecomputedRow*>& rows, std::size_t most) {
    std::string names;
    const std::size_t shown = std::min(rows.size(), most);
    for (std::size_t index = 0; index < shown; ++index) {
        names += (index == 0 ? "" : ", ") + safe_text(rows[index]->row->model);
    }
    if (rows.size() > shown) names += fmt::format(" and {} more", rows.size() - shown);
    return names;
}

// Thresholds of one amount and comparison have the same rows: told together.
std::string thresholds_text(const AuditResult& result, std::size_t most, const Style& style) {
    std::string text;
    std::size_t begin = 0;
    const auto& all = result.thresholds;
    if (all.empty()) text += "  none in force or guidance on that day\n";
    while (begin < all.size()) {
        std::size_t end = begin;
        std::string ids;
        for (; end < all.size() && all[end].threshold->amount == all[begin].threshold->amount &&
               all[end].threshold->comparison == all[begin].threshold->comparison;
             ++end) {
            ids += (ids.empty() ? "" : ", ") + all[end].threshold->id;
        }
        const ThresholdRows& held = all[begin];
        text += indented(style, 2,
                         fmt::format("{} {} FLOP: {}",
                                     held.threshold->comparison == Comparison::greater ? "more than"
                                                                                       : "at least",
                                     figure(held.threshold->amount), ids));
        const auto line = [&](std::string_view what,
                              const std::vector<const RecomputedRow*>& rows) {
            if (rows.empty()) return;
            text += indented(style, 4,
                             fmt::format("{} {}: {}", what, rows.size(), names_text(rows, most)));
        };
        line("over", held.over);
        line("over by some methods", held.open);
        line("not over, but 70% of it or more", held.near);
        begin = end;
    }
    return text;
}

std::string findings_text(const AuditResult& result, const Style& style) {
    std::string text;
    for (const Survey& survey : result.surveys) {
        for (const SurveyFinding& one : survey.findings) {
            text += indented(style, 2,
                             fmt::format("{} {}, from {}", one.finding.name.text, one.count,
                                         place_text(one.first)));
            text += indented(style, 4, one.finding.message);
        }
    }
    return text;
}

std::string counts_text(const std::map<std::string, std::size_t>& counts) {
    std::string text;
    for (const auto& [name, count] : counts) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, count);
    }
    return text.empty() ? "none" : text;
}

std::string tally_text(const AuditTally& tally, const Style& style) {
    std::string text = indented(
        style, 2,
        fmt::format("{} read, {} state training compute, {} recomputed by another method, {} "
                    "contradicted",
                    counted(tally.read, "row", "rows"), tally.with_compute, tally.recomputed,
                    tally.contradicted));
    std::map<std::string, std::size_t> certainties = tally.by_certainty;
    text += indented(style, 2, fmt::format("rows by gravest: {}", counts_text(certainties)));
    text += indented(style, 2, fmt::format("contradictions: {}", counts_text(tally.by_kind)));
    if (!tally.left_out.empty()) {
        std::string reasons;
        for (const auto& [reason, count] : tally.left_out) {
            reasons += fmt::format("{}{} ({})", reasons.empty() ? "" : "; ", reason, count);
        }
        text += indented(style, 2, "not recomputed, by method: " + reasons);
    }
    return text;
}

}  // namespace

std::string audit_text(const AuditResult& result, std::size_t most_rows, bool every_row,
                       const Style& style) {
    if (result.surveys.empty()) return "";
    std::string text;
    const std::size_t shown = std::min(result.contradicted.size(), most_rows);
    text += inked(style, Ink::bold, "Contradictions") + "\n";
    for (std::size_t index = 0; index < shown; ++index) {
        text += row_text(*result.contradicted[index], style);
    }
    if (result.contradicted.empty()) text += "  none\n";
    if (shown < result.contradicted.size()) {
        text += indented(style, 2,
                         fmt::format("{} more; --all shows every row, --limit N so many",
                                     result.contradicted.size() - shown));
    }
    if (every_row) {
        text += "\n" + inked(style, Ink::bold, "Rows without contradictions") + "\n";
        for (const RecomputedRow& row : result.rows) {
            if (row.contradictions.empty()) text += row_text(row, style);
        }
    }
    text += "\n" +
            inked(style, Ink::bold,
                  fmt::format("Thresholds on {}, by compute alone, {}", to_text(result.as_of),
                              law_data_words())) +
            "\n";
    text += thresholds_text(result, every_row ? result.rows.size() : 12, style);
    if (const std::string findings = findings_text(result, style); !findings.empty()) {
        text += "\n" + inked(style, Ink::bold, "The catalogue") + "\n" + findings;
    }
    text += "\n" + inked(style, Ink::bold, "Summary") + "\n";
    return text + tally_text(result.tally, style);
}

}  // namespace flopledger
