// SPDX-License-Identifier: Apache-2.0
#include "core/report/words/verdict_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/verdicts/condition.hpp"
#include "core/report/words/explanation.hpp"

namespace flopledger {

namespace {

// Those of whom a rule asks something; empty for everybody.
std::string whom(const DutyAnswer& answer) {
    const Duty& duty = *answer.duty;
    return duty.condition && duty.who.empty() ? "where " + asked(*duty.condition) : duty.who;
}

// Whether a condition that duties hang on holds: "yes", "no", or what to write to know it.
std::string answer_text(const DutyAnswer& answer) {
    const Condition& condition = *answer.duty->condition;
    const bool is_licence = condition.fact == "free_and_open";
    if (answer.holds) {
        // Of a licence the question is whether both are free, of which duties ask the contrary.
        const bool yes = *answer.holds != (is_licence && !condition.is_true.value_or(true));
        if (is_licence) return yes ? "yes" : "no";
        return fmt::format("{} ({})", yes ? "yes" : "no", condition_text(condition));
    }
    if (answer.missing.empty()) {
        return fmt::format("open: what is stated leaves open whether {}",
                           condition_text(condition));
    }
    return fmt::format("not known; write `{}`", fmt::join(answer.missing, "` and `"));
}

// What duties hang on, each question once, with how many of them fall away or may.
std::vector<VerdictLine> who_lines(const Verdict& verdict) {
    struct DutyQuestion {
        std::string text;
        Truth holds;
        int duties = 0;
    };
    std::vector<DutyQuestion> questions;
    for (const DutyAnswer& answer : verdict.duties) {
        if (!answer.duty->condition) continue;
        const bool is_licence = answer.duty->condition->fact == "free_and_open";
        const std::string text =
            fmt::format("{}: {}", is_licence ? "free and open licence and weights" : whom(answer),
                        answer_text(answer));
        const auto known = std::find_if(
            questions.begin(), questions.end(),
            [&](const DutyQuestion& one) { return one.text == text && one.holds == answer.holds; });
        if (known == questions.end()) {
            questions.push_back({text, answer.holds, 1});
        } else {
            known->duties += 1;
        }
    }
    std::vector<VerdictLine> lines;
    for (const DutyQuestion& question : questions) {
        const std::string_view what = question.duties == 1 ? "duty" : "duties";
        const std::string_view fate = !question.holds   ? " may hold besides"
                                      : *question.holds ? " told above"
                                                        : " less";
        lines.push_back(
            {"who", fmt::format("{}: {} {}{}", question.text, question.duties, what, fate)});
    }
    return lines;
}

// A duty with for whom and since when it holds; nothing where it does not hold for this maker.
std::string duty_text(const DutyAnswer& answer, const Date& as_of) {
    if (answer.holds == false) return "";
    const Duty& duty = *answer.duty;
    std::string text = whom(answer);
    if (!text.empty()) text += answer.holds ? ": " : " (whether so is not known): ";
    text += duty.text;
    if (duty.from && as_of < *duty.from) text += fmt::format(" From {}.", to_text(*duty.from));
    return text;
}

}  // namespace

Tone tone_of(VerdictStatus status) {
    switch (status) {
        case VerdictStatus::reached:
            return Tone::reached;
        case VerdictStatus::not_reached:
            return Tone::not_reached;
        case VerdictStatus::undetermined:
            break;
    }
    return Tone::undetermined;
}

std::string amount_text(const Verdict& verdict) {
    const Threshold& threshold = *verdict.threshold;
    const std::string_view sign = threshold.comparison == Comparison::greater ? ">" : ">=";
    if (threshold.measure == Measure::fraction_of_base && verdict.amount.high.is_zero()) {
        return fmt::format("{} {} of base", sign, threshold.amount.text());
    }
    const std::string_view unit = threshold.measure == Measure::cost           ? " USD"
                                  : threshold.measure == Measure::cluster_rate ? " op/s"
                                                                               : "";
    return fmt::format("{} {}{}", sign, figure(verdict.amount.best), unit);
}

std::string open_part_text(const OpenPart& part, const std::string& name) {
    switch (part.what) {
        case OpenPart::What::activity:
            return part.lacks == OpenPart::Lacks::passes
                       ? fmt::format("how often {} passed over its data", name)
                       : fmt::format("how much compute {} took", name);
        case OpenPart::What::outputs:
            return fmt::format("how much compute made the outputs of {}", name);
        case OpenPart::What::base:
            break;
    }
    const bool taught = part.base != nullptr && !gave_weights(*part.base);
    return taught ? fmt::format("the training compute of {}, from which this model learned", name)
                  : fmt::format("the compute of {}, which this model builds on", name);
}

std::string subject_text(const Verdict& verdict) {
    switch (verdict.applies_to) {
        case AppliesTo::original_provider:
            return " (of the base's original provider)";
        case AppliesTo::other_subject:
            return fmt::format(" (for {}s)", word(verdict.threshold->subject));
        case AppliesTo::provider:
            break;
    }
    return "";
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
    const std::string head = verdict.status == VerdictStatus::reached ? "" : "If reached: ";
    if (!threshold.consequence.empty()) lines.push_back({"then", head + threshold.consequence});
    for (const DutyAnswer& answer : verdict.duties) {
        // In short: what is asked of everybody and of those the maker is known to be among.
        const bool is_theirs =
            answer.duty->condition ? answer.holds == true : answer.duty->who.empty();
        if (!in_full && !is_theirs) continue;
        const std::string text = duty_text(answer, as_of);
        if (!text.empty()) lines.push_back({"duty", head + text});
    }
    for (VerdictLine& line : who_lines(verdict)) lines.push_back(std::move(line));
    if (verdict.transition != nullptr) {
        lines.push_back(
            {"time", fmt::format("placed on the market before {}: until {} ({})",
                                 to_text(verdict.transition->placed_before),
                                 to_text(verdict.transition->until), verdict.transition->source)});
    }
    // A deadline that hangs on the base's risk is told where the base has it.
    const bool is_due = !threshold.notice_days_if_base_systemic || verdict.notice_days;
    if (is_due && !threshold.deadline.empty()) {
        lines.push_back({"deadline", head + threshold.deadline});
    }
    return lines;
}

}  // namespace flopledger
