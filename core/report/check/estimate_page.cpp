// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/estimate_page.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/words/totals_page.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

PageValue flop_cell(const KnownRange& flop, Tone tone) {
    return exact_value(best_figure(flop), flop, "FLOP", tone);
}

// Every method with its figures; the one that stands is marked.
PageTable methods_table(const ActivityCount& activity, std::size_t number) {
    PageTable table{fmt::format("methods-{}", number),
                    "",
                    {{"method", "method"},
                     {"flop", "model FLOP", true},
                     {"range", "range"},
                     {"hardware-flop", "hardware FLOP", true},
                     {"stands", ""}},
                    {}};
    table.depth = 4;
    for (const MethodCount& method : activity.methods) {
        const KnownRange flop{method.model_flop.value};
        const bool stands = activity.used == method.method;
        std::string mark = stands ? "stands" : "";
        if (method.bound) mark += stands ? ", a bound" : "a bound";
        const auto& hardware = method.hardware_flop;
        table.rows.push_back({{name_of(method.method)},
                              flop_cell(flop, stands ? Tone::strong : Tone::plain),
                              {range_beside(flop)},
                              hardware ? flop_cell({hardware->value}, Tone::plain) : PageValue(),
                              {std::move(mark)}});
    }
    return table;
}

PageSection activity_section(const ActivityCount& activity, std::size_t number) {
    const Activity& stated = *activity.activity;
    std::string title = stated.name;
    if (stated.name != word(stated.kind)) title += fmt::format(" ({})", word(stated.kind));
    if (stated.outcome) title += fmt::format(", {}", word(*stated.outcome));
    const std::string flop = activity.methods.empty()
                                 ? std::string("amount not stated")
                                 : fmt::format("{} FLOP", figure(activity.flop.value));
    PageSection section{"activity", "", {}};
    section.blocks.emplace_back(PageEntries{"activity", {{stated.name, title, {flop}, {}}}});
    if (!activity.methods.empty()) section.blocks.emplace_back(methods_table(activity, number));
    section.blocks.emplace_back(notes_of(activity.findings, 4));
    return section;
}

}  // namespace

Page estimate_page(const CheckResult& result) {
    Page page;
    page.head.title = "Training compute";
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count == nullptr) continue;
        PageSubject subject = ledger_subject(*ledger.count->ledger);
        for (const ActivityCount& activity : ledger.count->activities) {
            subject.sections.push_back(activity_section(activity, subject.sections.size() + 1));
        }
        if (subject.sections.empty()) {
            subject.sections.push_back({"activities", "", {PageParagraph{"none", Tone::plain, 2}}});
        }
        subject.sections.front().id = "activities";
        subject.sections.front().title = "Activities";
        if (!ledger.judgement.totals.empty()) {
            PageTable totals =
                totals_table(ledger.judgement.totals, result.settled, ledger.settled);
            totals.is_answer = true;
            subject.sections.push_back({"totals", "Totals by standard", {std::move(totals)}});
        }
        tell_call_data(ledger, subject);
        page.subjects.push_back(std::move(subject));
    }
    tell_left_out(result, page);
    return page;
}

}  // namespace flopledger
