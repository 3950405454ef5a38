// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/settlement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/call_names.hpp"
#include "core/base/date.hpp"
#include "core/base/enum_words.hpp"
#include "core/base/joined.hpp"
#include "core/base/value_names.hpp"

namespace flopledger {

namespace {

constexpr std::string_view recomputation_word = "recomputation";
constexpr std::size_t most_quoted = 3;  // standards that one error quotes

// The rows of a standard that may decide on a question, and whether what they say hangs on facts
// that a ledger may leave out.
struct Rows {
    std::vector<const SourcedRule*> rules;
    bool hangs_on_facts = false;
};

Rows activity_rows(const Standard& standard, const Question& question) {
    Rows found;
    for (const ActivityRow& row : standard.activities) {
        const bool fits = row.kind == *question.kind &&
                          (!row.outcome || (question.outcome && row.outcome == question.outcome));
        if (!fits) continue;
        found.rules.push_back(&row.rule);
        found.hangs_on_facts = found.hangs_on_facts || row.released_within_months.has_value();
        if (!row.is_public && !row.released_within_months) break;
    }
    return found;
}

Rows base_rows(const Standard& standard, Relation relation, Provider provider) {
    Rows found;
    for (const BaseRow& row : standard.base_models) {
        const bool fits = (!row.relation || row.relation == relation) &&
                          (!row.provider || row.provider == provider);
        if (!fits) continue;
        found.rules.push_back(&row.rule);
        const bool asks = row.is_public || row.released_within_months;
        found.hangs_on_facts = found.hangs_on_facts || asks;
        if (!asks) break;
    }
    return found;
}

// The rows on a question, for each provider apart.
std::vector<Rows> rows_on(const Standard& standard, const Question& question) {
    if (question.kind) return {activity_rows(standard, question)};
    if (!question.relation) return {{{&standard.recomputation}, false}};
    std::vector<Rows> found;
    for (const Provider provider : {Provider::own, Provider::third_party}) {
        if (question.provider && question.provider != provider) continue;
        found.push_back(base_rows(standard, *question.relation, provider));
    }
    return found;
}

// What a standard says where its text leaves a question open or to a reading, else nothing.
std::string openness(const Standard& standard, const Question& question) {
    for (const Rows& rows : rows_on(standard, question)) {
        bool differ = false;
        for (const SourcedRule* rule : rows.rules) {
            if (rule->rule == Rule::unsettled) return rule_source(*rule);
            if (rule->basis == Basis::reading) {
                return fmt::format("{} ({})", rule->rule == Rule::count ? "counts" : "left out",
                                   rule_source(*rule));
            }
            differ = differ || rule->rule != rows.rules.front()->rule;
        }
        if (differ && rows.hangs_on_facts) return "undetermined where ledgers lack the facts";
    }
    return "";
}

// `counts it (text: Annex A.1)`, by the last row on a question, which is the general one.
std::string what_it_says(const Standard& standard, const Question& question) {
    const SourcedRule& rule = *rows_on(standard, question).back().rules.back();
    return fmt::format("{} ({})", rule.rule == Rule::count ? "counts it" : "leaves it out",
                       rule_source(rule));
}

// The question that a word stands for.
std::optional<Question> question_of(std::string_view what) {
    if (what == recomputation_word) return Question{};
    const std::size_t slash = what.find('/');
    const std::string_view head = what.substr(0, slash);
    const bool narrow = slash != std::string_view::npos;
    const std::string_view rest = narrow ? what.substr(slash + 1) : "";
    Question question;
    question.kind = from_word<ActivityKind>(head);
    if (!question.kind) question.relation = from_word<Relation>(head);
    if (!question.kind && !question.relation) return std::nullopt;
    if (!narrow) return question;
    if (question.kind) question.outcome = from_word<Outcome>(rest);
    if (question.relation) question.provider = from_word<Provider>(rest);
    if (!question.outcome && !question.provider) return std::nullopt;
    return question;
}

void add_fault(Diagnostics& diagnostics, const std::optional<Place>& place, Name name,
               std::string message, std::string hint) {
    diagnostics.add({.name = name,
                     .place = place.value_or(Place{}),
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

// An answer as its giver wrote it.
std::string told(const Settlement& settlement) {
    return settlement.by.empty()
               ? fmt::format("--settle {}", settlement.text())
               : fmt::format("reading {} by {}", settlement.text(), settlement.by);
}

// The words that a standard leaves open.
std::string open_words(const Standard& standard) {
    std::vector<std::string_view> open;
    for (const std::string_view word : settlement_words()) {
        if (!openness(standard, *question_of(word)).empty()) open.push_back(word);
    }
    return open.empty() ? "nothing" : joined(open);
}

using Standards = std::vector<std::shared_ptr<const Standard>>;

// The error of answering what no standard of the call leaves open: it quotes what they say.
void tell_not_open(const Settlement& settlement, const Standards& asked, Diagnostics& diagnostics) {
    std::vector<std::string> says;
    for (const auto& standard : asked) {
        if (says.size() == most_quoted) break;
        says.push_back(
            fmt::format("{} {}", standard->id, what_it_says(*standard, settlement.question)));
    }
    std::string message = fmt::format("{}: {} is not open: {}", told(settlement), settlement.what,
                                      fmt::join(says, "; "));
    if (asked.size() > says.size()) {
        message += fmt::format("; {} more settle it too", asked.size() - says.size());
    }
    const std::string hint =
        settlement.standard.empty()
            ? "`flopledger standards ID` shows what a standard leaves unsettled"
            : fmt::format("it leaves open: {}; a standard file of your own may say otherwise",
                          open_words(*asked.front()));
    add_fault(diagnostics, settlement.place, name::not_open, std::move(message), hint);
}

// The first settlement of each answer, by standard and question: readings may repeat one another.
using FirstAnswers =
    std::map<std::pair<std::string, std::string>, std::map<Rule, const Settlement*>>;

// Whether an answer is given twice, and differently.
bool contradicts(const Settlement& settlement, const FirstAnswers& answers,
                 Diagnostics& diagnostics) {
    for (const auto& [answer, other] : answers.at({settlement.standard, settlement.what})) {
        if (answer == settlement.answer) continue;
        add_fault(diagnostics, settlement.place, name::usage,
                  fmt::format("{} and {} contradict each other", told(settlement), told(*other)),
                  "keep one of the two");
        return true;
    }
    return false;
}

// How narrow an answer is: narrower ones stand first.
int narrowness(const Settlement& settlement) {
    const bool narrow = settlement.question.outcome || settlement.question.provider;
    return (settlement.standard.empty() ? 0 : 2) + (narrow ? 1 : 0);
}

// Answers one question in a standard that leaves it open.
void answer(Standard& standard, const Settlement& settlement, const std::string& otherwise) {
    const SourcedRule rule{settlement.answer, Basis::settled,
                           fmt::format("{}; the standard itself: {}", told(settlement), otherwise)};
    if (settlement.question.kind || settlement.question.relation) {
        standard.settled.push_back({settlement.question, rule});
    } else {
        standard.recomputation = rule;
    }
}

}  // namespace

std::string Settlement::text() const {
    const std::string scope = standard.empty() ? "" : standard + ":";
    return fmt::format("{}{}={}", scope, what, word(answer));
}

std::vector<std::string_view> settlement_words() {
    std::vector<std::string_view> words{recomputation_word};
    for (const std::string_view kind : words_of<ActivityKind>()) words.push_back(kind);
    for (const std::string_view relation : words_of<Relation>()) words.push_back(relation);
    return words;
}

std::variant<Settlement, std::string> parse_settlement(std::string_view text) {
    const std::size_t sign = text.rfind('=');
    const auto rule = from_word<Rule>(sign == text.npos ? "" : text.substr(sign + 1));
    if (!rule || *rule == Rule::unsettled) {
        return fmt::format("--settle takes WHAT=count or WHAT=leave-out, not '{}'", text);
    }
    Settlement settlement;
    settlement.answer = *rule;
    std::string_view what = text.substr(0, sign);
    if (const std::size_t colon = what.find(':'); colon != what.npos) {
        settlement.standard = what.substr(0, colon);
        what.remove_prefix(colon + 1);
        if (settlement.standard.empty()) return "--settle names no standard before the colon";
    }
    const auto question = question_of(what);
    if (!question) return fmt::format("--settle knows no '{}'", what);
    settlement.what = what;
    settlement.question = *question;
    return settlement;
}

std::optional<Settlement> settlement_of(const LegalReading& reading, Diagnostics& diagnostics) {
    const Rule answer = reading.counts ? Rule::count : Rule::leave_out;
    const auto parsed = parse_settlement(fmt::format("{}={}", reading.what, word(answer)));
    if (const auto* settlement = std::get_if<Settlement>(&parsed)) {
        Settlement found = *settlement;
        found.by = fmt::format("{}, {}", reading.by, to_text(reading.date));
        found.place = reading.place;
        return found;
    }
    add_fault(diagnostics, reading.place, name::unknown_word,
              fmt::format("'what' knows no question '{}'", reading.what),
              fmt::format("one of {}, with `STANDARD:` before it for one standard",
                          fmt::join(settlement_words(), ", ")));
    return std::nullopt;
}

std::vector<SettledRule> settle(const std::vector<Settlement>& settlements, Standards& standards,
                                Diagnostics& diagnostics) {
    std::vector<Settlement> ordered = settlements;
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& left, const auto& right) {
        return narrowness(left) > narrowness(right);
    });
    FirstAnswers answers;
    for (const Settlement& one : settlements) {
        answers[{one.standard, one.what}].emplace(one.answer, &one);
    }
    const Standards as_written = standards;
    std::map<std::string, Standard> changed;
    std::vector<SettledRule> record;
    for (const Settlement& settlement : ordered) {
        if (contradicts(settlement, answers, diagnostics)) break;
        Standards asked;
        bool open = false;
        for (const auto& standard : as_written) {
            if (!settlement.standard.empty() && settlement.standard != standard->id) continue;
            asked.push_back(standard);
            const std::string otherwise = openness(*standard, settlement.question);
            if (otherwise.empty()) continue;
            open = true;
            Standard& copy = changed.try_emplace(standard->id, *standard).first->second;
            const bool answered =
                std::any_of(record.begin(), record.end(), [&](const SettledRule& before) {
                    return before.standard == standard->id && before.what == settlement.what;
                });
            if (answered) continue;
            answer(copy, settlement, otherwise);
            record.push_back(
                {standard->id, settlement.what, settlement.answer, otherwise, settlement.by});
        }
        if (asked.empty()) {
            if (settlement.place) continue;
            add_fault(
                diagnostics, std::nullopt, name::usage,
                fmt::format("--settle {}: this call counts nothing by {}", settlement.text(),
                            settlement.standard.empty() ? "any standard" : settlement.standard),
                "`--standard ID` adds a total");
        } else if (!open && (!settlement.place || !settlement.standard.empty())) {
            tell_not_open(settlement, asked, diagnostics);
        }
    }
    for (auto& standard : standards) {
        const auto found = changed.find(standard->id);
        if (found != changed.end()) standard = std::make_shared<const Standard>(found->second);
    }
    return record;
}

}  // namespace flopledger
