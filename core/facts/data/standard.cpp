// SPDX-License-Identifier: Apache-2.0
#include "core/facts/data/standard.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/enum_words.hpp"
#include "core/base/joined.hpp"

namespace flopledger {

namespace {

// Whether a condition holds, and what is missing where that cannot be said.
struct Fit {
    std::optional<bool> holds;
    std::string missing;
};

// An empty condition fits everything; a stated one needs the same value stated.
template <typename Value>
bool fits(const std::optional<Value>& condition, const std::optional<Value>& stated) {
    return !condition || condition == stated;
}

// Whether something was released less than so many months before it was used: on every day of the
// work, or on none.
Fit released_within(int months, const std::optional<Date>& released, const Ledger& ledger) {
    if (!released) return {std::nullopt, "no ledger says when it was released"};
    const WorkDays work = work_days(ledger);
    const Date edge = months_later(*released, months);
    if (work.last && *work.last < edge) return {true, ""};
    if (work.first && *work.first >= edge) return {false, ""};
    const std::string model = ledger.model_name;
    if (!work.last) return {std::nullopt, fmt::format("no ledger says when {} was made", model)};
    if (!work.first) {
        return {std::nullopt, fmt::format("no ledger says when the work on {} began", model)};
    }
    return {std::nullopt, fmt::format("{} months from its release end on {}, within the work on {}",
                                      months, to_text(edge), model)};
}

// A row that may decide.
struct Candidate {
    const SourcedRule* rule = nullptr;
    Fit fit;
    bool by_outcome = false;  // whether it asks for an outcome
};

// A pointer that does not own what a standard owns.
RulePointer row_pointer(const SourcedRule& rule) { return {RulePointer(), &rule}; }

// The first candidate that fits decides; those before it that may fit must say the same.
RulePointer first_fitting(const std::vector<Candidate>& candidates) {
    std::vector<const SourcedRule*> possible;
    std::vector<std::string> missing;
    for (const Candidate& candidate : candidates) {
        if (candidate.fit.holds == false) continue;
        possible.push_back(candidate.rule);
        if (candidate.fit.holds == true) break;
        if (std::find(missing.begin(), missing.end(), candidate.fit.missing) == missing.end()) {
            missing.push_back(candidate.fit.missing);
        }
    }
    if (possible.empty()) {
        // The reader refuses standards without general rows, so this is a net under made ones.
        static const SourcedRule silence{Rule::unsettled, Basis::silent,
                                         "no row of the standard fits"};
        return row_pointer(silence);
    }
    const SourcedRule& first = *possible.front();
    const bool agree = std::all_of(possible.begin(), possible.end(), [&](const SourcedRule* other) {
        return other->rule == first.rule;
    });
    if (agree) return row_pointer(*possible.back());
    return std::make_shared<const SourcedRule>(
        SourcedRule{Rule::unsettled, Basis::undetermined, joined(missing, "; ")});
}

// The caller's answer, where the rows leave it open and the caller gave one to a question that
// `asks` recognises.
template <typename Asks>
RulePointer decided(const Standard& standard, const std::vector<Candidate>& candidates,
                    const Asks& asks) {
    RulePointer rule = first_fitting(candidates);
    if (rule->rule != Rule::unsettled && rule->basis != Basis::reading) return rule;
    for (const SettledQuestion& settled : standard.settled) {
        if (asks(settled.question)) return row_pointer(settled.answer);
    }
    return rule;
}

}  // namespace

std::string citation_text(const Citation& citation) {
    return citation.article.empty() ? citation.text : citation.text + ", " + citation.article;
}

RulePointer rule_for(const Standard& standard, const Activity& activity, const Ledger& ledger) {
    std::vector<Candidate> candidates;
    for (const ActivityRow& row : standard.activities) {
        const bool may_fit = row.kind == activity.kind && fits(row.is_public, activity.is_public) &&
                             fits(row.outcome, activity.outcome);
        if (!may_fit) continue;
        Fit fit{true, ""};
        if (row.released_within_months) {
            fit = activity.is_public == true
                      ? released_within(*row.released_within_months, activity.public_since, ledger)
                      : Fit{false, ""};
        }
        candidates.push_back({&row.rule, fit, row.outcome.has_value()});
        if (fit.holds == true) break;
    }
    const bool by_outcome = !candidates.empty() && candidates.back().by_outcome;
    return decided(standard, candidates, [&](const Question& question) {
        return question.kind == activity.kind &&
               (question.outcome ? question.outcome == activity.outcome : !by_outcome);
    });
}

RulePointer rule_for(const Standard& standard, const BaseModel& base, const Ledger& ledger) {
    std::vector<Candidate> candidates;
    for (const BaseRow& row : standard.base_models) {
        const bool may_fit = fits(row.relation, std::optional(base.relation)) &&
                             fits(row.provider, std::optional(base.provider));
        if (!may_fit) continue;
        Fit fit{true, ""};
        if (row.is_public) {
            const auto available = base.available();
            fit = available ? Fit{*available == *row.is_public, ""}
                            : Fit{std::nullopt, "no ledger says whether it is public"};
        }
        if (row.released_within_months && fit.holds != false) {
            const Fit day =
                released_within(*row.released_within_months, base.release_day(), ledger);
            if (day.holds != true) fit = day;
        }
        candidates.push_back({&row.rule, fit});
        if (fit.holds == true) break;
    }
    return decided(standard, candidates, [&](const Question& question) {
        return question.relation == base.relation &&
               (!question.provider || question.provider == base.provider);
    });
}

std::string rule_source(const SourcedRule& rule) {
    return rule.source.empty() ? std::string(word(rule.basis))
                               : fmt::format("{}: {}", word(rule.basis), rule.source);
}

std::string_view word(Rule rule) {
    constexpr auto table = std::to_array<std::string_view>({"count", "leave-out", "unsettled"});
    return word_at(table, rule);
}

std::string_view word(Basis basis) {
    constexpr auto table = std::to_array<std::string_view>(
        {"text", "reading", "silent", "memory", "undetermined", "settled"});
    return word_at(table, basis);
}

std::vector<std::string_view> row_bases() {
    return {word(Basis::text), word(Basis::reading), word(Basis::silent), word(Basis::memory)};
}

}  // namespace flopledger
