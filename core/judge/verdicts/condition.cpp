// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/condition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "core/judge/verdicts/phrases.hpp"
#include "core/judge/verdicts/reason_names.hpp"

namespace flopledger {

namespace {

constexpr std::size_t longest_question = 110;

// The value of a fact if it is stated and of the wanted kind.
template <typename Value>
const Value* stated(const LedgerCount& count, std::string_view name) {
    const Fact* fact = count.ledger->fact(name);
    return fact == nullptr ? nullptr : std::get_if<Value>(&fact->value);
}

// The amount of a fact; the cost may come from chip-hours x price.
std::optional<Figure> amount_of(const LedgerCount& count, std::string_view name) {
    if (const Range* amount = stated<Range>(count, name)) {
        return Figure{*amount};
    }
    return name == cost_fact ? training_cost(count) : std::nullopt;
}

bool asks_amount(const Condition& condition) { return condition.greater || condition.at_least; }

bool asks_words(const Condition& condition) {
    return condition.is_word || !condition.includes_any.empty();
}

Truth amount_holds(const Condition& condition, const Figure& amount) {
    std::vector<Truth> tests;
    if (condition.greater) {
        tests.push_back(reaches(amount, Comparison::greater, {point(*condition.greater)}));
    }
    if (condition.at_least) {
        tests.push_back(reaches(amount, Comparison::at_least, {point(*condition.at_least)}));
    }
    return all_hold(tests);
}

bool words_hold(const Condition& condition, const std::vector<std::string>& words) {
    const auto listed_word = [&](const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (condition.is_word && !listed_word(*condition.is_word)) {
        return false;
    }
    const auto& wanted = condition.includes_any;
    return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), listed_word);
}

// What is missing to know whether a model is released free and open.
std::vector<std::string> licence_keys(const LedgerCount& count) {
    std::vector<std::string> missing;
    const auto& licence = count.ledger->licence;
    if (!licence) missing.emplace_back("model: licence");
    if (licence && !is_free_and_open(*licence)) {
        missing.emplace_back("model: licence: {name, free_and_open}");
    }
    if (count.ledger->fact("weights") == nullptr) missing.emplace_back("facts: weights");
    return missing;
}

// Whether a test of one fact holds; the fact is missing where there is no answer to give.
ConditionResult hold_single(const Condition& condition, const LedgerCount& count) {
    if (asks_amount(condition)) {
        if (const auto amount = amount_of(count, condition.fact)) {
            return {&condition, amount_holds(condition, *amount), {}};
        }
    } else if (asks_words(condition)) {
        if (const auto* words = stated<std::vector<std::string>>(count, condition.fact)) {
            return {&condition, words_hold(condition, *words), {}};
        }
    } else if (const auto truth = condition.fact == "free_and_open"
                                      ? count.ledger->free_and_open()
                                      : count.ledger->truth(condition.fact)) {
        return {&condition, *truth == condition.is_true.value_or(true), {}};
    }
    if (condition.fact == "free_and_open") return {&condition, std::nullopt, licence_keys(count)};
    return {&condition, std::nullopt, {condition.fact}};
}

std::string asked_of_single(const Condition& condition) {
    if (condition.fact == "free_and_open") {
        return condition.is_true.value_or(true) ? "weights and licence are free and open"
                                                : "weights or licence are not free and open";
    }
    if (condition.greater) {
        return fmt::format("`{}` is greater than {}", condition.fact,
                           condition.greater->scientific(3));
    }
    if (condition.at_least) {
        return fmt::format("`{}` is at least {}", condition.fact,
                           condition.at_least->scientific(3));
    }
    if (condition.is_word) {
        return fmt::format("`{}` is {}", condition.fact, *condition.is_word);
    }
    if (!condition.includes_any.empty()) {
        return fmt::format("`{}` includes {}", condition.fact, listed(condition.includes_any));
    }
    return fmt::format("`{}` is {}", condition.fact, condition.is_true.value_or(true));
}

// The singles of a condition whose answer is unknown.
std::vector<ConditionResult> open_singles(const Condition& condition, const LedgerCount& count) {
    std::vector<ConditionResult> open;
    if (condition.any.empty()) {
        const ConditionResult result = hold_single(condition, count);
        if (!result.holds) {
            open.push_back(result);
        }
        return open;
    }
    for (const Condition& member : condition.any) {
        for (ConditionResult& result : open_singles(member, count)) {
            open.push_back(std::move(result));
        }
    }
    return open;
}

Finding open_reason(const ConditionResult& single, const LedgerCount& count) {
    const Condition& condition = *single.condition;
    const std::string question = asked(condition);
    if (!single.missing_facts.empty()) {
        return {name::fact_missing,
                fmt::format("It is not stated whether {}; write `{}` under `facts`.", question,
                            condition.fact)};
    }
    const auto amount = amount_of(count, condition.fact);
    if (amount && !amount->high_known) {
        return {name::fact_missing,
                fmt::format("The prices stated leave open whether {}; write `{}` under `facts`.",
                            question, condition.fact)};
    }
    return {name::range_straddles,
            fmt::format("It is open whether {}: the ledger states {}.", question,
                        amount ? figure_text(amount->value, 3) : std::string("nothing"))};
}

}  // namespace

ConditionResult hold(const Condition& condition, const LedgerCount& count) {
    if (condition.any.empty()) {
        return hold_single(condition, count);
    }
    std::vector<Truth> truths;
    ConditionResult group{&condition, std::nullopt, {}};
    for (const Condition& member : condition.any) {
        const ConditionResult result = hold(member, count);
        truths.push_back(result.holds);
        group.missing_facts.insert(group.missing_facts.end(), result.missing_facts.begin(),
                                   result.missing_facts.end());
    }
    group.holds = any_holds(truths);
    if (group.holds) {
        group.missing_facts.clear();
    }
    return group;
}

std::vector<ConditionResult> hold_each(const std::vector<Condition>& conditions,
                                       const LedgerCount& count) {
    std::vector<ConditionResult> results;
    for (const Condition& condition : conditions) {
        results.push_back(hold(condition, count));
    }
    return results;
}

std::optional<Figure> training_cost(const LedgerCount& count) {
    if (!count.cost) return std::nullopt;
    return Figure{count.cost->value, !count.cost->is_open};
}

std::string asked(const Condition& condition) {
    if (condition.any.empty()) {
        std::string text = asked_of_single(condition);
        return text.size() <= longest_question
                   ? text
                   : fmt::format("the condition on `{}` holds", short_name(condition.fact));
    }
    std::vector<std::string> members;
    for (const Condition& member : condition.any) {
        members.push_back(asked(member));
    }
    std::string text = listed(members);
    return text.size() <= longest_question
               ? text
               : fmt::format("one of {} conditions holds", members.size());
}

std::vector<Finding> open_reasons(const ConditionResult& result, const LedgerCount& count) {
    std::vector<Finding> reasons;
    if (result.holds) {
        return reasons;
    }
    for (const ConditionResult& single : open_singles(*result.condition, count)) {
        reasons.push_back(open_reason(single, count));
    }
    return reasons;
}

Finding false_reason(const ConditionResult& result) {
    return {name::condition_false,
            fmt::format("The rule asks that {}; the ledger states otherwise.",
                        asked(*result.condition))};
}

Finding alternative_reason(const ConditionResult& result) {
    return {name::alternative_holds,
            fmt::format("It suffices by itself that {}, and the ledger states so.",
                        asked(*result.condition))};
}

}  // namespace flopledger
