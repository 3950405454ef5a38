// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/forecast_page.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/results/law_day.hpp"
#include "core/report/words/explanation.hpp"
#include "core/report/words/totals_page.hpp"
#include "core/report/words/verdict_table.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t day_seconds = 86'400;

// The first and the last day of an activity, and how much it does a day.
PageSection plan_section(const Schedule& schedule) {
    PageTable table{"plan",
                    "",
                    {{"activity", "activity", false, true},
                     {"first-day", "first day"},
                     {"last-day", "last day"},
                     {"flop-per-day", "FLOP/day", true},
                     {"range", "range"},
                     {"by", "by"}},
                    {}};
    for (const Scheduled& entry : schedule.activities) {
        const KnownRange rate{entry.flop_in(day_seconds).value};
        const auto& used = entry.activity->used;
        PageRow row{{entry.activity->activity->name},
                    {to_text(day_at(entry.from))},
                    {to_text(day_ending_at(entry.stop))},
                    {best_figure(rate), Tone::strong},
                    {range_beside(rate)},
                    {used ? name_of(*used) : ""}};
        if (entry.to < entry.stop) {
            row.notes.push_back({"logged", fmt::format("up to {}; it goes on at its mean rate",
                                                       to_text(day_ending_at(entry.to)))});
        }
        table.rows.push_back(std::move(row));
    }
    PageNotes undated;
    for (const ActivityCount* count : schedule.undated) {
        undated.notes.push_back(
            {count->activity->name,
             fmt::format("{} FLOP, not dated: taken as done before", figure(count->flop.value))});
    }
    return {"plan", "Plan", {std::move(table), std::move(undated)}};
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

Tone tone_of(Outlook outlook) {
    switch (outlook) {
        case Outlook::reached:
        case Outlook::will_be_crossed:
            return Tone::reached;
        case Outlook::may_be_crossed:
            return Tone::undetermined;
        case Outlook::not_crossed:
            break;
    }
    return Tone::not_reached;
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
std::string missing_text(const Forecast& forecast) {
    std::string sentence;
    const auto add = [&sentence](std::string_view end, const Crossing& crossing) {
        if (crossing.crosses || !crossing.missing || crossing.missing->is_zero()) return;
        sentence += fmt::format("{}{} FLOP at the {} end", sentence.empty() ? "" : ", ",
                                figure(*crossing.missing), end);
    };
    add("low", forecast.latest);
    if (forecast.best) add("best", *forecast.best);
    add("high", forecast.earliest);
    return sentence;
}

void add_conditions(const Verdict& verdict, std::vector<PageNote>& notes) {
    for (const ConditionResult& result : verdict.conditions) {
        if (result.holds == true) continue;
        notes.push_back(
            {"if", fmt::format("{}, {}", condition_text(*result.condition),
                               result.holds ? "which is not so" : "which is not known")});
    }
    for (const ConditionResult& result : verdict.alternatives) {
        if (result.holds == false) continue;
        notes.push_back({"or", fmt::format("whatever the compute, {}, which is {}",
                                           condition_text(*result.condition),
                                           result.holds ? "so" : "not known")});
    }
}

// The law's own clock: in force later, or only guidance.
std::string status_text(const Threshold& threshold, const Date& as_of) {
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
    return text;
}

std::string notice_text(const Forecast& forecast) {
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
    return text;
}

std::vector<PageNote> notes_of(const Forecast& forecast, const Date& as_of) {
    const Verdict& verdict = *forecast.verdict;
    std::vector<PageNote> notes;
    const auto add = [&notes](std::string label, std::string text) {
        if (!text.empty()) notes.push_back({std::move(label), std::move(text)});
    };
    add("total",
        fmt::format("{} FLOP before {}, {} at the end of the plan, by {}", figure(forecast.so_far),
                    to_text(as_of), figure(forecast.planned), verdict.standard));
    if (!forecast.earliest_known) {
        add("unknown", "a base model of unknown compute comes on top, and may have crossed it");
    }
    if (!verdict.amount_known) {
        add("unknown", "the base model has a part of unknown compute, so the amount is higher");
    }
    if (forecast.may_be_reached) add("note", "at the high end it is reached already");
    add("missing", missing_text(forecast));
    add_conditions(verdict, notes);
    add("status", status_text(*verdict.threshold, as_of));
    if (forecast.outlook == Outlook::not_crossed || forecast.conditions == false) return notes;
    add("notice", notice_text(forecast));
    for (VerdictLine& line : consequence_lines(verdict, as_of, false)) {
        add(std::move(line.label), std::move(line.text));
    }
    add("source", citation_text(verdict.threshold->citation));
    return notes;
}

// From the beginning of the first day to the end of the last, on an axis of days.
Range days_from_to(const Date& first, const Date& last) {
    const Exact end(day_number(last) + 1);
    return {Exact(day_number(first)), end, end};
}

// From the earliest to the latest crossing of each threshold that has both, on an axis of days.
PagePicture crossings_picture(const LedgerForecast& ledger, const Date& as_of) {
    PagePicture picture;
    picture.kind = PagePicture::Kind::periods;
    picture.id = "crossings";
    picture.title = "When thresholds are crossed";
    picture.description =
        "One row a threshold, on an axis of days: from the earliest day it may be crossed to the "
        "latest, and what the plan runs over. The dashed line is the day of the forecast.";
    picture.table = "forecasts";
    picture.today = Exact(day_number(as_of));
    const VerdictTeller teller;
    for (const Scheduled& entry : ledger.schedule.activities) {
        PictureRow row;
        row.label = entry.activity->activity->name;
        const Date first = day_at(entry.from);
        const Date last = day_ending_at(entry.stop);
        row.figure = fmt::format("{} to {}", to_text(first), to_text(last));
        row.span = days_from_to(first, last);
        picture.rows.push_back(std::move(row));
    }
    for (const Forecast& forecast : ledger.forecasts) {
        if (!forecast.earliest_known || !forecast.earliest.day) continue;
        const bool best = forecast.best && forecast.best->day;
        const Date last = forecast.latest.day ? *forecast.latest.day
                          : best              ? *forecast.best->day
                                              : *forecast.earliest.day;
        PictureRow row;
        row.label =
            picture_label(verdict_title(*forecast.verdict, teller), *forecast.verdict->threshold);
        row.figure =
            fmt::format("{}, from {}", outlook_text(forecast), to_text(*forecast.earliest.day));
        row.tone = tone_of(forecast.outlook);
        row.span = days_from_to(*forecast.earliest.day, last);
        picture.rows.push_back(std::move(row));
    }
    return picture;
}

PageTable forecasts_table(const LedgerForecast& ledger, const Date& as_of) {
    PageTable table{"forecasts",
                    "",
                    {{"title", "threshold", false, true},
                     {"amount", "amount", true},
                     {"earliest", "earliest"},
                     {"best", "best"},
                     {"latest", "latest"},
                     {"outlook", "outlook", false, true}},
                    {}};
    table.is_answer = true;
    const VerdictTeller teller;
    for (const Forecast& forecast : ledger.forecasts) {
        const Verdict& verdict = *forecast.verdict;
        PageRow row{{verdict_title(verdict, teller)},
                    {crossed_amount_text(forecast)},
                    {forecast.earliest_known ? day_text(forecast.earliest) : "unknown"},
                    {forecast.best ? day_text(*forecast.best) : "unknown"},
                    {day_text(forecast.latest)},
                    {outlook_text(forecast), tone_of(forecast.outlook)}};
        row.notes = notes_of(forecast, as_of);
        row.set_off = true;
        table.rows.push_back(std::move(row));
    }
    return table;
}

// What is not forecast, and why.
PageSection closing_section(const LedgerForecast& ledger, const ForecastRemarks& remarks) {
    PageNotes notes;
    const Judgement& judgement = ledger.ledger->judgement;
    for (const Verdict& verdict : judgement.verdicts) {
        if (!verdict.standard.empty()) continue;
        notes.notes.push_back({verdict.threshold->id + mark_of(verdict.threshold->origin),
                               "measures no training compute; not forecast"});
    }
    PageSection section{"not-forecast", "", {}};
    if (remarks.list_not_applicable) {
        for (const NotApplicable& entry : judgement.not_applicable) {
            notes.notes.push_back(
                {entry.threshold->id + mark_of(entry.threshold->origin), entry.reason});
        }
    }
    section.blocks.emplace_back(std::move(notes));
    if (!remarks.list_not_applicable && !judgement.not_applicable.empty()) {
        section.blocks.emplace_back(PageParagraph{
            fmt::format("{} not applicable (--all lists them)", judgement.not_applicable.size())});
    }
    return section;
}

}  // namespace

Page forecast_page(const std::vector<LedgerForecast>& ledgers, const ForecastRemarks& remarks) {
    Page page;
    page.head.title = "When training compute crosses thresholds";
    page.head.note = "Days are UTC. A forecast follows the plan; it is not a legal conclusion.";
    for (const LedgerForecast& ledger : ledgers) {
        PageSubject subject = ledger_subject(*ledger.ledger->count->ledger);
        subject.sections.push_back(plan_section(ledger.schedule));
        std::string title =
            fmt::format("Forecast on {}, {}", to_text(remarks.as_of), law_data_words());
        if (remarks.margin) {
            title += fmt::format(", totals widened by {}", percent(*remarks.margin));
        }
        PageSection section{"forecast", std::move(title), {}};
        if (ledger.forecasts.empty()) {
            section.blocks.emplace_back(PageParagraph{"none applies", Tone::plain, 2});
        } else {
            PagePicture picture = crossings_picture(ledger, remarks.as_of);
            if (!picture.rows.empty()) section.blocks.emplace_back(std::move(picture));
            section.blocks.emplace_back(forecasts_table(ledger, remarks.as_of));
        }
        subject.sections.push_back(std::move(section));
        tell_call_data(*ledger.ledger, subject);
        subject.sections.push_back(closing_section(ledger, remarks));
        page.subjects.push_back(std::move(subject));
    }
    return page;
}

}  // namespace flopledger
