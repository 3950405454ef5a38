// SPDX-License-Identifier: Apache-2.0
#include "core/report/verdict_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/condition.hpp"

namespace flopledger {

namespace {

// Those of whom a rule asks something: in its words, else by the condition.
std::string whom(const DutyAnswer& answer) {
    const Duty& duty = *answer.duty;
    if (!duty.who.empty()) return duty.who;
    return duty.condition ? "where " + asked(*duty.condition) : "everybody";
}

// Whether the maker is among them: "yes", "no", or what is missing to know it.
std::string answer_text(const DutyAnswer& answer) {
    if (!answer.duty->condition) return "";
    const Condition& condition = *answer.duty->condition;
    if (answer.holds) {
        return fmt::format("{}, {} that {}", *answer.holds ? "yes" : "no",
                           *answer.holds ? "it is stated" : "it is not so", asked(condition));
    }
    const std::string key = condition.fact == "free_and_open"
                                ? "`licence` under `model` and `weights`"
                                : fmt::format("`{}`", condition.fact);
    return fmt::format("not known whether {}; write {}", asked(condition), key);
}

// Each group of people that a rule asks something of, with the answer whether this maker is in it.
std::vector<VerdictLine> who_lines(const Verdict& verdict) {
    std::vector<VerdictLine> lines;
    for (const DutyAnswer& answer : verdict.duties) {
        if (!answer.duty->condition) continue;
        VerdictLine line{"who", fmt::format("{}: {}", whom(answer), answer_text(answer))};
        const bool told = std::any_of(lines.begin(), lines.end(), [&](const VerdictLine& known) {
            return known.text == line.text;
        });
        if (!told) lines.push_back(std::move(line));
    }
    return lines;
}

// A duty with for whom and since when it holds; nothing where it does not hold for this maker.
std::string duty_text(const DutyAnswer& answer, const Date& as_of) {
    if (answer.holds == false) return "";
    const Duty& duty = *answer.duty;
    std::string text;
    if (duty.condition || !duty.who.empty()) text = whom(answer) + ": ";
    if (!answer.holds) text = "if " + text;
    text += duty.text;
    if (duty.from && as_of < *duty.from) text += fmt::format(" From {}.", to_text(*duty.from));
    return text;
}

}  // namespace

std::string sum_text(const Range& flop, bool is_open, bool best_known) {
    if (is_open) return flop.low.is_zero() ? "unknown" : ">= " + figure(flop.low);
    return best_known ? figure(flop.best) : "at most " + figure(flop.high);
}

std::string sum_span_text(const Range& flop, bool is_open, bool best_known) {
    if (is_open || (!best_known && flop.low.is_zero())) return "";
    const std::string span = span_text(flop);
    return span == figure(flop.best) ? "" : span;
}

std::string measured_text(const Verdict& verdict) {
    return sum_text(verdict.measured, !verdict.measured_known, verdict.best_known);
}

std::string open_part_text(const OpenPart& part, const std::string& name) {
    switch (part.what) {
        case OpenPart::What::activity:
            return fmt::format("how much compute {} took", name);
        case OpenPart::What::outputs:
            return fmt::format("how much compute made the outputs of {}", name);
        case OpenPart::What::base:
            break;
    }
    return fmt::format("the compute of {}, which this model builds on", name);
}

std::string law_text(const Verdict& verdict, const Date& as_of) {
    const StatusPeriod* period = verdict.threshold->status_on(as_of);
    if (period == nullptr) return fmt::format("none known on {}", to_text(as_of));
    if (period->status == LegalStatus::in_force) return "";
    std::string text =
        fmt::format("{} since {}{}", word(period->status), to_text(period->from),
                    period->confidence == Verification::unverified ? " (a date from memory)" : "");
    if (verdict.in_force_from && as_of < *verdict.in_force_from) {
        text += fmt::format(", in force from {}", to_text(*verdict.in_force_from));
    }
    return text;
}

std::vector<VerdictLine> consequence_lines(const Verdict& verdict, const Date& as_of,
                                           bool in_full) {
    std::vector<VerdictLine> lines;
    if (verdict.status == VerdictStatus::not_reached) return lines;
    const Threshold& threshold = *verdict.threshold;
    const bool is_sure = verdict.status == VerdictStatus::reached;
    if (!threshold.consequence.empty()) {
        lines.push_back({is_sure ? "then" : "if reached", threshold.consequence});
    }
    if (in_full) {
        for (const DutyAnswer& answer : verdict.duties) {
            const std::string text = duty_text(answer, as_of);
            if (!text.empty()) lines.push_back({is_sure ? "duty" : "duty, if reached", text});
        }
    }
    for (VerdictLine& line : who_lines(verdict)) lines.push_back(std::move(line));
    if (verdict.transition != nullptr) {
        lines.push_back(
            {"time", fmt::format("placed on the market before {}: until {} ({})",
                                 to_text(verdict.transition->placed_before),
                                 to_text(verdict.transition->until), verdict.transition->source)});
    }
    if (!threshold.deadline.empty()) {
        lines.push_back({is_sure ? "deadline" : "deadline, if reached", threshold.deadline});
    }
    return lines;
}

}  // namespace flopledger
