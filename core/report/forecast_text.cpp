// SPDX-License-Identifier: Apache-2.0
#include "core/report/forecast_text.hpp"

#include <fmt/core.h>

#include <array>

#include "core/base/figure_text.hpp"
#include "core/judge/law_day.hpp"
#include "core/report/check_text.hpp"
#include "core/report/explanation.hpp"
#include "core/report/table.hpp"
#include "core/report/totals_text.hpp"
#include "core/report/verdict_words.hpp"
#include "core/text/safe_text.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t day_seconds = 86'400;

// The first and the last day of an activity, and how much it does a day.
std::string plan_text(const Schedule& schedule, const Style& style) {
    Table table{.columns = {{.title = "activity", .wraps = true},
                            {.title = "first day"},
                            {.title = "last day"},
                            {.title = "FLOP/day", .right = true},
                            {.title = "range"},
                            {.title = "by"}},
                .rows = {}};
    for (const Scheduled& entry : schedule.activities) {
        const Range rate = entry.flop_in(day_seconds).value;
        const auto& used = entry.activity->used;
        std::string note;
        if (entry.to < entry.stop) {
            note = indented(style, 6,
                            fmt::format("logged up to {}; it goes on at its mean rate",
                                        to_text(day_ending_at(entry.to))));
        }
        table.rows.push_back({.cells = {{entry.activity->activity->name},
                                        {to_text(day_at(entry.from))},
                                        {to_text(day_ending_at(entry.stop))},
                                        {figure(rate.best), Ink::bold},
                                        {rate.is_point() ? "" : span_text(rate)},
                                        {used ? name_of(*used) : ""}},
                              .note = note});
    }
    std::string text = inked(style, Ink::bold, "Plan") + "\n" + table_text(table, style);
    for (const ActivityCount* count : schedule.undated) {
        text += indented(style, 2,
                         fmt::format("{}: {} FLOP, not dated: taken as done before",
                                     count->activity->name, figure(count->flop.value)));
    }
    return text;
}

// The amount that is crossed: the rule's, or the share of a base that decides it.
std::string crossed_amount_text(const Forecast& forecast) {
    const Verdict& verdict = *forecast.verdict;
    if (!verdict.trigger || verdict.trigger->amount == verdict.amount) return amount_text(verdict);
    return "> " + figure(verdict.trigger->amount.best);
}

// A day, or why there is none.
std::string day_text(const Crossing& crossing) {
    if (!crossing.crosses) return "never";
    return crossing.day ? to_text(*crossing.day) : "before";
}

Ink ink_of(Outlook outlook) {
    switch (outlook) {
        case Outlook::reached:
        case Outlook::will_be_crossed:
            return Ink::red;
        case Outlook::may_be_crossed:
            return Ink::yellow;
        case Outlook::not_crossed:
            break;
    }
    return Ink::green;
}

std::string outlook_text(const Forecast& forecast) {
    if (forecast.conditions == false) return "does not apply";
    switch (forecast.outlook) {
        case Outlook::reached:
            return forecast.conditions ? "reached" : "crossed, if conditions hold";
        case Outlook::will_be_crossed:
            return forecast.conditions ? "will be crossed" : "will be crossed, if conditions hold";
        case Outlook::may_be_crossed:
            return "may be crossed";
        case Outlook::not_crossed:
            break;
    }
    return "not crossed";
}

// What the plan falls short by, where an end of it does.
std::string missing_text(const Forecast& forecast, const Style& style) {
    std::string sentence;
    const auto add = [&sentence](std::string_view end, const Crossing& crossing) {
        if (crossing.crosses || crossing.missing.is_zero()) return;
        sentence += fmt::format("{}{} FLOP at the {} end", sentence.empty() ? "" : ", ",
                                figure(crossing.missing), end);
    };
    add("low", forecast.latest);
    add("best", forecast.best);
    add("high", forecast.earliest);
    return sentence.empty() ? "" : paragraph(style, "      missing: ", sentence);
}

std::string conditions_text(const Verdict& verdict, const Style& style) {
    std::string text;
    for (const ConditionResult& result : verdict.conditions) {
        if (result.holds == true) continue;
        text += paragraph(style, "      if: ",
                          fmt::format("{}, {}", condition_text(*result.condition),
                                      result.holds ? "which is not so" : "which is not known"));
    }
    for (const ConditionResult& result : verdict.alternatives) {
        if (result.holds == false) continue;
        text += paragraph(
            style, "      or: ",
            fmt::format("whatever the compute, {}, which is {}", condition_text(*result.condition),
                        result.holds ? "so" : "not known"));
    }
    return text;
}

// The law's own clock: in force later, or only guidance.
std::string status_text(const Threshold& threshold, const Date& as_of, const Style& style) {
    std::string text;
    const StatusPeriod* now = threshold.status_on(as_of);
    if (now == nullptr || now->status != LegalStatus::in_force) {
        text = now == nullptr ? "none yet"
                              : fmt::format("{} since {}", word(now->status), to_text(now->from));
    }
    for (const StatusPeriod& period : threshold.status) {
        if (period.from <= as_of) continue;
        text += fmt::format(
            "{}{} from {}{}", text.empty() ? "" : "; ", word(period.status), to_text(period.from),
            period.confidence == Verification::unverified ? " (a date from memory)" : "");
    }
    return text.empty() ? "" : paragraph(style, "      status: ", text);
}

std::string notice_text(const Forecast& forecast, const Style& style) {
    if (!forecast.notice) return "";
    const Notice& notice = *forecast.notice;
    std::string text;
    if (notice.transition != nullptr) {
        text = fmt::format("placed on the market before {}: until {} ({})",
                           to_text(notice.transition->placed_before),
                           to_text(notice.transition->until), notice.transition->source);
    } else if (notice.due) {
        text = fmt::format(
            "due by {}: {} days from {}, the day from which {}", to_text(*notice.due), notice.days,
            to_text(*notice.counts_from),
            notice.counts_from == notice.known ? "it is known" : "the rule asks for it");
    } else if (notice.inherited) {
        text = "no date: what the model builds on lies beyond the amount by itself";
    } else if (notice.undated) {
        text = "no date: state `period`, and `planned_on` where it was decided earlier";
    } else {
        text = fmt::format("due {} days from the day it is known, {}", notice.days,
                           notice.met_by ? "at the latest when met: " + to_text(*notice.met_by)
                                         : "and what is unknown leaves open when it is met");
    }
    if (!forecast.conditions) text += "; if the conditions hold";
    return paragraph(style, "      notice: ", text);
}

std::string notes_of(const Forecast& forecast, const Date& as_of, const Style& style) {
    const Verdict& verdict = *forecast.verdict;
    const Threshold& threshold = *verdict.threshold;
    std::string text = paragraph(
        style, "      total: ",
        fmt::format("{} FLOP before {}, {} at the end of the plan, by {}", figure(forecast.so_far),
                    to_text(as_of), figure(forecast.planned), verdict.standard));
    if (!forecast.earliest_known) {
        text += paragraph(style, "      unknown: ",
                          "a base model of unknown compute comes on top, and may have crossed it");
    }
    if (!verdict.amount_known) {
        text += paragraph(style, "      unknown: ",
                          "the base model has a part of unknown compute, so the amount is higher");
    }
    if (forecast.may_be_reached) {
        text += paragraph(style, "      note: ", "at the high end it is reached already");
    }
    text += missing_text(forecast, style) + conditions_text(verdict, style);
    text += status_text(threshold, as_of, style);
    if (forecast.outlook == Outlook::not_crossed || forecast.conditions == false) return text;
    text += notice_text(forecast, style);
    for (const VerdictLine& line : consequence_lines(verdict, as_of, false)) {
        text += paragraph(style, fmt::format("      {}: ", line.label), line.text);
    }
    return text + paragraph(style, "      source: ", citation_text(threshold.citation));
}

std::string forecasts_text(const LedgerForecast& ledger, const Date& as_of, const Style& style) {
    Table table{.columns = {{.title = "threshold", .wraps = true},
                            {.title = "amount", .right = true},
                            {.title = "earliest"},
                            {.title = "best"},
                            {.title = "latest"},
                            {.title = "outlook", .wraps = true}},
                .rows = {}};
    for (const Forecast& forecast : ledger.forecasts) {
        const Verdict& verdict = *forecast.verdict;
        std::string title = verdict.threshold->title;
        if (!verdict.base.empty()) title += fmt::format(" (base: {})", verdict.base);
        const std::string earliest =
            forecast.earliest_known ? day_text(forecast.earliest) : "unknown";
        table.rows.push_back(
            {.cells = {{title},
                       {crossed_amount_text(forecast)},
                       {earliest},
                       {verdict.best_known && verdict.measured_known ? day_text(forecast.best)
                                                                     : "unknown"},
                       {day_text(forecast.latest)},
                       {outlook_text(forecast), ink_of(forecast.outlook)}},
             .note = notes_of(forecast, as_of, style) + "\n"});
    }
    return ledger.forecasts.empty() ? "  none applies\n\n" : table_text(table, style);
}

std::string closing_text(const LedgerForecast& ledger, const ForecastPage& page,
                         const Style& style) {
    std::string text;
    const Judgement& judgement = ledger.ledger->judgement;
    for (const Verdict& verdict : judgement.verdicts) {
        if (!verdict.standard.empty()) continue;
        text += indented(
            style, 2,
            fmt::format("{}: measures no training compute; not forecast", verdict.threshold->id));
    }
    if (page.list_not_applicable) {
        for (const NotApplicable& entry : judgement.not_applicable) {
            text += indented(style, 2, fmt::format("{}: {}", entry.threshold->id, entry.reason));
        }
    } else if (!judgement.not_applicable.empty()) {
        text +=
            fmt::format("{} not applicable (--all lists them)\n", judgement.not_applicable.size());
    }
    return text;
}

}  // namespace

std::string forecast_text(const std::vector<LedgerForecast>& ledgers, const ForecastPage& page,
                          const Style& style) {
    std::string text;
    for (const LedgerForecast& ledger : ledgers) {
        if (!text.empty()) text += "\n" + rule(style) + "\n";
        text += ledger_heading(*ledger.ledger->count->ledger, style) + "\n";
        text += plan_text(ledger.schedule, style) + "\n";
        std::string title =
            fmt::format("Forecast on {}, {}", to_text(page.as_of), law_data_words());
        if (page.margin) title += fmt::format(", totals widened by {}", percent(*page.margin));
        text += inked(style, Ink::bold, title) + "\n";
        text += forecasts_text(ledger, page.as_of, style) + closing_text(ledger, page, style);
    }
    if (text.empty()) return text;
    return text +
           inked(style, Ink::faint,
                 "Days are UTC. A forecast follows the plan; it is not a legal "
                 "conclusion.") +
           "\n";
}

}  // namespace flopledger
