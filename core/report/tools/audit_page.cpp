// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/audit_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/results/law_day.hpp"
#include "core/page/style.hpp"

namespace flopledger {

namespace {

Tone tone_of(Certainty certainty) {
    if (certainty == Certainty::impossible) return Tone::reached;
    return certainty == Certainty::assumption ? Tone::faint : Tone::undetermined;
}

std::string place_text(const Place& place) { return fmt::format("{}:{}", place.file, place.line); }

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

void add_contradiction(const Contradiction& one, PageNotes& notes) {
    notes.notes.push_back({"",
                           fmt::format("{}, {}, factor {}", word(one.certainty), one.kind.text,
                                       plain_figure(one.ratio)),
                           tone_of(one.certainty), 1});
    notes.notes.push_back({"", one.message, Tone::plain, 2});
    const Cause& cause = one.causes.front();
    notes.notes.push_back(
        {"", fmt::format("{}: {}", cause.name.text, cause.message), Tone::plain, 2});
}

void add_row(const RecomputedRow& row, PageNotes& notes) {
    const std::string& maker = row.row->organization;
    notes.notes.push_back(
        {"", maker.empty() ? row.row->model : fmt::format("{}, {}", row.row->model, maker),
         Tone::strong});
    notes.notes.push_back({"", place_text(row.row->place), Tone::plain, 1});
    notes.notes.push_back({"", methods_line(row), Tone::plain, 1});
    for (const Contradiction& one : row.contradictions) add_contradiction(one, notes);
}

std::string names_text(const std::vector<const RecomputedRow*>& rows, std::size_t most) {
    std::string names;
    const std::size_t shown = std::min(rows.size(), most);
    for (std::size_t index = 0; index < shown; ++index) {
        names += (index == 0 ? "" : ", ") + rows[index]->row->model;
    }
    if (rows.size() > shown) names += fmt::format(" and {} more", rows.size() - shown);
    return names;
}

// Thresholds of one amount and comparison have the same rows: told together.
PageNotes thresholds_notes(const AuditResult& result, std::size_t most) {
    PageNotes notes;
    std::size_t begin = 0;
    const auto& all = result.thresholds;
    if (all.empty()) notes.notes.push_back({"", "none in force or guidance on that day"});
    while (begin < all.size()) {
        std::size_t end = begin;
        std::string ids;
        for (; end < all.size() && all[end].threshold->amount == all[begin].threshold->amount &&
               all[end].threshold->comparison == all[begin].threshold->comparison;
             ++end) {
            ids += (ids.empty() ? "" : ", ") + all[end].threshold->id +
                   mark_of(all[end].threshold->origin);
        }
        const ThresholdRows& held = all[begin];
        notes.notes.push_back(
            {"", fmt::format(
                     "{} {} FLOP: {}",
                     held.threshold->comparison == Comparison::greater ? "more than" : "at least",
                     figure(held.threshold->amount), ids)});
        const auto line = [&](std::string_view what,
                              const std::vector<const RecomputedRow*>& rows) {
            if (rows.empty()) return;
            notes.notes.push_back(
                {"", fmt::format("{} {}: {}", what, rows.size(), names_text(rows, most)),
                 Tone::plain, 1});
        };
        line("over", held.over);
        line("over by some methods", held.open);
        line("not over, but 70% of it or more", held.near);
        begin = end;
    }
    return notes;
}

PageNotes findings_notes(const AuditResult& result) {
    PageNotes notes;
    for (const Survey& survey : result.surveys) {
        for (const SurveyFinding& one : survey.findings) {
            notes.notes.push_back({"", fmt::format("{} {}, from {}", one.finding.name.text,
                                                   one.count, place_text(one.first))});
            notes.notes.push_back({"", one.finding.message, Tone::plain, 1});
        }
    }
    return notes;
}

std::string counts_text(const std::map<std::string, std::size_t>& counts) {
    std::string text;
    for (const auto& [name, count] : counts) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, count);
    }
    return text.empty() ? "none" : text;
}

PageNotes tally_notes(const AuditTally& tally) {
    PageNotes notes;
    const auto add = [&notes](std::string text) { notes.notes.push_back({"", std::move(text)}); };
    add(
        fmt::format("{} read, {} state training compute, {} recomputed by another method, {} "
                    "contradicted",
                    counted(tally.read, "row", "rows"), tally.with_compute, tally.recomputed,
                    tally.contradicted));
    std::map<std::string, std::size_t> certainties = tally.by_certainty;
    add(fmt::format("rows by gravest: {}", counts_text(certainties)));
    add(fmt::format("contradictions: {}", counts_text(tally.by_kind)));
    if (!tally.left_out.empty()) {
        std::string reasons;
        for (const auto& [reason, count] : tally.left_out) {
            reasons += fmt::format("{}{} ({})", reasons.empty() ? "" : "; ", reason, count);
        }
        add("not recomputed, by method: " + reasons);
    }
    return notes;
}

// The contradictions in one table, to be looked through: the gravest first.
PageTable contradictions_table(const AuditResult& result, std::size_t shown) {
    PageTable table{"contradictions",
                    "At a glance",
                    {{"model", "model", false, true},
                     {"organization", "organization", false, true},
                     {"certainty", "certainty"},
                     {"kind", "kind"},
                     {"factor", "factor", true},
                     {"cause", "likely cause", false, true},
                     {"place", "row"}},
                    {}};
    table.shown = ShownIn::all_but_text;
    for (std::size_t index = 0; index < shown; ++index) {
        const RecomputedRow& row = *result.contradicted[index];
        for (const Contradiction& one : row.contradictions) {
            table.rows.push_back({{row.row->model},
                                  {row.row->organization},
                                  {std::string(word(one.certainty)), tone_of(one.certainty)},
                                  {std::string(one.kind.text)},
                                  {plain_figure(one.ratio)},
                                  {std::string(one.causes.front().name.text)},
                                  {place_text(row.row->place)}});
        }
    }
    return table;
}

PageSection contradictions_section(const AuditResult& result, std::size_t most_rows) {
    PageSection section{"contradictions", "Contradictions", {}};
    const std::size_t shown = std::min(result.contradicted.size(), most_rows);
    PageNotes notes;
    for (std::size_t index = 0; index < shown; ++index) {
        add_row(*result.contradicted[index], notes);
    }
    if (result.contradicted.empty()) notes.notes.push_back({"", "none"});
    if (shown < result.contradicted.size()) {
        notes.notes.push_back({"", fmt::format("{} more; --all shows every row, --limit N so many",
                                               result.contradicted.size() - shown)});
    }
    if (shown > 0) section.blocks.emplace_back(contradictions_table(result, shown));
    section.blocks.emplace_back(std::move(notes));
    return section;
}

}  // namespace

Page audit_page(const AuditResult& result, std::size_t most_rows, bool every_row) {
    Page page;
    page.head.title = "Claims of published models, held against each other";
    if (result.surveys.empty()) return page;
    PageSubject subject;
    std::vector<PageSection>& sections = subject.sections;
    sections.push_back(contradictions_section(result, most_rows));
    if (every_row) {
        PageNotes others;
        for (const RecomputedRow& row : result.rows) {
            if (row.contradictions.empty()) add_row(row, others);
        }
        sections.push_back({"others", "Rows without contradictions", {std::move(others)}});
    }
    sections.push_back({"thresholds",
                        fmt::format("Thresholds on {}, by compute alone, {}", to_text(result.as_of),
                                    law_data_words()),
                        {thresholds_notes(result, every_row ? result.rows.size() : 12)}});
    if (PageNotes findings = findings_notes(result); !findings.notes.empty()) {
        sections.push_back({"catalogue", "The catalogue", {std::move(findings)}});
    }
    sections.push_back({"summary", "Summary", {tally_notes(result.tally)}});
    page.subjects.push_back(std::move(subject));
    return page;
}

}  // namespace flopledger
