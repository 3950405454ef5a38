// SPDX-License-Identifier: Apache-2.0
#include "core/report/catalog/export_page.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/catalog/chips_page.hpp"
#include "core/report/words/derivation_page.hpp"

namespace flopledger {

namespace {

// The figure, or nullptr where it is not known.
template <typename Amount>
const Derivation* known(const std::optional<Derived<Amount>>& figure) {
    return figure ? &*figure : nullptr;
}

std::string figure_cell(const Derivation* figure, int places) {
    return figure != nullptr ? figure->value.best.fixed(places) : "-";
}

std::string within_cell(const ExportFinding& finding) {
    if (finding.reason == ExportReason::market_not_known) return "market?";
    if (finding.reason == ExportReason::outside_other_rule) return "outside";
    if (!finding.within) return "?";
    const std::string near = finding.is_near ? " ~" : "";
    return (*finding.within ? "yes" : "no") + near;
}

// The same in words, with what it rests on.
std::string within_text(const ExportFinding& finding) {
    switch (finding.reason) {
        case ExportReason::limits:
            break;
        case ExportReason::not_for_data_centres:
            return "no: it was not designed or marketed for data centres";
        case ExportReason::market_not_known:
            return "yes if it was designed or marketed for data centres, else no; hardware-db does "
                   "not say which";
        case ExportReason::outside_other_rule:
            return fmt::format("outside {}, which this rule is about", finding.other->short_title);
        case ExportReason::other_rule_not_known:
            return fmt::format("not known, nor is whether {} covers it",
                               finding.other->short_title);
    }
    std::string answer = finding.within ? (*finding.within ? "yes" : "no") : "not known";
    if (finding.is_near) {
        answer += "; a figure lies within 0.5% of a limit, and published figures are rounded";
    }
    return answer;
}

Tone tone_of(const ExportFinding& finding) {
    if (!finding.within || finding.is_near) return Tone::undetermined;
    return *finding.within ? Tone::strong : Tone::plain;
}

// Where a rule stands on a day and stood before, and how well its dates and limits are known.
std::string status_text(const ExportRule& rule, const Date& day) {
    std::string text;
    for (const StatusPeriod& period : rule.status) {
        if (day < period.from) continue;
        text += fmt::format("{} from {}{}, ", word(period.status), to_text(period.from),
                            period.confidence == Verification::unverified ? " (unverified)" : "");
    }
    return text + fmt::format("as of {}; limits {}", to_text(rule.as_of), word(rule.confidence));
}

// The rules in force on the day of a page, or those that were or would be.
PageNotes rules_notes(const ExportRequest& request, bool in_force) {
    PageNotes notes;
    for (const std::shared_ptr<const ExportRule>& rule : request.rules) {
        const StatusPeriod* status = status_on(rule->status, request.day);
        if (status == nullptr || (status->status == LegalStatus::in_force) != in_force) continue;
        const auto add = [&notes](std::string label, std::string text) {
            notes.notes.push_back({std::move(label), std::move(text), Tone::plain, 2});
        };
        notes.notes.push_back({"", fmt::format("{}: {}", rule->id, rule->title)});
        add("within it", rule->means);
        add("status", status_text(*rule, request.day));
        if (!rule->notes.empty()) add("note", rule->notes);
        for (const Citation& source : rule->sources) {
            add("source",
                source.link.empty() ? source.text : fmt::format("{} {}", source.text, source.link));
        }
    }
    return notes;
}

void add_rules(const ExportRequest& request, std::vector<PageSection>& sections) {
    const std::string day = to_text(request.day);
    PageNotes in_force = rules_notes(request, true);
    if (in_force.notes.empty()) in_force.notes.push_back({"", "none is known on that day"});
    sections.push_back({"rules", "Rules on " + day, {std::move(in_force)}});
    if (!request.explain) return;
    PageNotes others = rules_notes(request, false);
    if (others.notes.empty()) return;
    sections.push_back(
        {"rules-of-other-days", "Rules past or proposed on " + day, {std::move(others)}});
}

// Whether a rule in force limits the rate of links, which else no reader needs.
bool asks_for_links(const ExportStanding& standing) {
    return std::any_of(standing.findings.begin(), standing.findings.end(), [](const auto& finding) {
        return finding.is_in_force() &&
               std::any_of(finding.rule->any.begin(), finding.rule->any.end(),
                           [](const auto& limits) { return limits.link_rate_at_least; });
    });
}

// The finding in force that is answered for this reason, of any chip; or nullptr.
const ExportFinding* find_reason(const std::vector<ExportStanding>& standings,
                                 ExportReason reason) {
    for (const ExportStanding& standing : standings) {
        for (const ExportFinding& finding : standing.findings) {
            if (finding.is_in_force() && finding.reason == reason) return &finding;
        }
    }
    return nullptr;
}

PageSection legend(const std::vector<ExportStanding>& standings) {
    PageSection section{"legend", "", {}};
    const auto add = [&section](std::string text) {
        section.blocks.emplace_back(PageParagraph{std::move(text)});
    };
    add("TPP: total processing performance; density: TPP per mm2 of die; GB/s: of DRAM.");
    add("-, ?: not known. ~: within 0.5% of a limit, and published figures are rounded.");
    if (asks_for_links(standings.front())) add("links: GB/s, both directions together.");
    if (find_reason(standings, ExportReason::market_not_known) != nullptr) {
        add("market?: yes if designed or marketed for data centres, else no; not known which.");
    }
    if (const auto* finding = find_reason(standings, ExportReason::outside_other_rule)) {
        add(fmt::format("outside: outside {}, which the rule is about.",
                        finding->other->short_title));
    }
    return section;
}

PageTable standings_table(const std::vector<ExportStanding>& standings) {
    PageTable table{"chips",
                    "",
                    {{"id", "id", false, true},
                     {"tpp", "TPP", true},
                     {"density", "density", true},
                     {"memory-rate", "GB/s", true}},
                    {}};
    table.depth = 0;
    table.is_answer = true;
    const bool has_links = asks_for_links(standings.front());
    if (has_links) table.columns.push_back({"links", "links", true});
    for (const ExportFinding& finding : standings.front().findings) {
        if (!finding.is_in_force()) continue;
        table.columns.push_back({finding.rule->id, finding.rule->short_title});
    }
    for (const ExportStanding& standing : standings) {
        const ExportMetrics& metrics = standing.metrics;
        PageRow row{{standing.chip->id + mark_of(standing.chip->origin), Tone::strong},
                    {figure_cell(known(metrics.performance), 0)},
                    {figure_cell(known(metrics.density), 2)},
                    {figure_cell(known(metrics.memory_rate), 0)}};
        if (has_links) row.cells.push_back({figure_cell(known(metrics.link_rate), 0)});
        for (const ExportFinding& finding : standing.findings) {
            if (finding.is_in_force()) {
                row.cells.push_back({within_cell(finding), tone_of(finding)});
            }
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

// What rules say that are in force, or those that were or would be.
PageNotes findings_notes(const ExportStanding& standing, bool in_force) {
    PageNotes notes;
    for (const ExportFinding& finding : standing.findings) {
        if (finding.is_in_force() != in_force) continue;
        notes.notes.push_back({finding.rule->id, within_text(finding)});
    }
    return notes;
}

// One chip: its figures, what the rules say of it, and how the figures were reached.
void add_chip(const ExportStanding& standing, const ExportRequest& request, PageSubject& subject) {
    const ExportMetrics& metrics = standing.metrics;
    subject.title = standing.chip->name + mark_of(standing.chip->origin);
    subject.under = standing.chip->id;
    PageNotes facts;
    const auto add = [&](std::string label, const Derivation* figure, int places,
                         std::string_view unit) {
        facts.notes.push_back(
            {std::move(label), figure != nullptr
                                   ? fmt::format("{}{}", figure->value.best.fixed(places), unit)
                                   : "not known"});
    };
    add("total processing performance", known(metrics.performance), 0, "");
    add("performance density", known(metrics.density), 2, " per mm2");
    add("rate of DRAM", known(metrics.memory_rate), 0, " GB/s");
    add("rate of links", known(metrics.link_rate), 0, " GB/s, both directions together");
    const auto& market = standing.chip->market;
    facts.notes.push_back({"market", market ? std::string(market_text(*market)) : "not known"});
    for (const std::string& unknown : metrics.unknown)
        facts.notes.push_back({"not known", unknown});
    for (const std::string& note : metrics.notes) facts.notes.push_back({"note", note});
    subject.sections.push_back({"figures", "", {std::move(facts)}});
    PageNotes within = findings_notes(standing, true);
    PageNotes others = findings_notes(standing, false);
    if (!request.explain && !others.notes.empty()) {
        within.notes.push_back({"", "--explain adds rules past or proposed"});
    }
    subject.sections.push_back({"within", "Within the limits of", {std::move(within)}});
    if (!request.explain) return;
    if (!others.notes.empty()) {
        subject.sections.push_back({"others", "Past or proposed", {std::move(others)}});
    }
    std::vector<Derivation> figures;
    for (const Derivation* figure : {known(metrics.performance), known(metrics.density),
                                     known(metrics.memory_rate), known(metrics.link_rate)}) {
        if (figure != nullptr) figures.push_back(*figure);
    }
    subject.sections.push_back({"how", "", {figures_of(figures)}});
}

}  // namespace

Page export_page(const std::vector<ExportStanding>& standings, const ExportRequest& request) {
    Page page;
    page.head.title = "Chips against the limits of export rules";
    if (standings.empty()) return page;
    PageSubject subject;
    if (request.one) {
        add_chip(standings.front(), request, subject);
        PageTable row = standings_table(standings);
        row.shown = ShownIn::csv;
        subject.sections.push_back({"chips", "", {std::move(row)}});
    } else {
        subject.sections.push_back({"chips", "", {standings_table(standings)}});
        subject.sections.push_back(legend(standings));
    }
    add_rules(request, subject.sections);
    subject.sections.push_back(
        {"note",
         "",
         {PageParagraph{"Figures held against limits; not legal advice.", Tone::faint}}});
    page.subjects.push_back(std::move(subject));
    return page;
}

}  // namespace flopledger
