// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/condition_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/value_names.hpp"
#include "core/read/data/data_names.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

constexpr std::array<std::string_view, 4> tests{"is", "includes_any", "greater", "at_least"};

const FactDescription* find_fact(Mapping& mapping) {
    const auto name = mapping.text("fact", Presence::required);
    if (!name) {
        return nullptr;
    }
    std::vector<std::string_view> names;
    for (const FactDescription& fact : known_facts()) {
        if (fact.name == *name) {
            return &fact;
        }
        names.push_back(fact.name);
    }
    mapping.report(name::unknown_word, "fact", fmt::format("no ledger states '{}'", shown(*name)),
                   suggestion(*name, names, "one of"));
    return nullptr;
}

bool takes(const FactDescription& fact, std::string_view test) {
    switch (fact.kind) {
        case FactKind::truth:
            return test == "is";
        case FactKind::amount:
            return test == "greater" || test == "at_least";
        case FactKind::words:
            return test == (fact.several ? "includes_any" : "is");
    }
    return false;
}

// Whether just one test stands there, and one that the fact takes.
bool check_test(const Mapping& mapping, const FactDescription& fact) {
    const auto count = std::count_if(tests.begin(), tests.end(),
                                     [&](std::string_view test) { return mapping.has(test); });
    const bool fits = std::all_of(tests.begin(), tests.end(), [&](std::string_view test) {
        return !mapping.has(test) || takes(fact, test);
    });
    if (count == 1 && fits) {
        return true;
    }
    std::string allowed;
    for (const std::string_view test : tests) {
        if (takes(fact, test)) {
            allowed += fmt::format("{}'{}'", allowed.empty() ? "" : " or ", test);
        }
    }
    mapping.report(name::bad_data_file, "fact",
                   fmt::format("a condition on {} takes one test: {}", fact.name, allowed));
    return false;
}

std::optional<Condition> read_group(Mapping& mapping) {
    Condition group;
    for (const Node* node : mapping.list("any", Presence::required)) {
        if (node->find("any") != nullptr) {
            mapping.reading().report(name::bad_data_file, *node, "groups do not hold groups");
            continue;
        }
        if (auto condition = read_condition(mapping.reading(), *node)) {
            group.any.push_back(std::move(*condition));
        }
    }
    mapping.finish();
    if (group.any.empty()) {
        mapping.report(name::bad_data_file, "any", "a group needs a condition");
        return std::nullopt;
    }
    return group;
}

void read_words(Mapping& mapping, const FactDescription& fact, Condition& condition) {
    if (!fact.several) {
        if (const Node* node = mapping.find("is", Presence::required)) {
            if (const auto index = read_word(mapping.reading(), *node, "is", fact.words)) {
                condition.is_word = std::string(fact.words[*index]);
            }
        }
        return;
    }
    for (const Node* node : mapping.list("includes_any", Presence::required)) {
        if (const auto index = read_word(mapping.reading(), *node, "includes_any", fact.words)) {
            condition.includes_any.emplace_back(fact.words[*index]);
        }
    }
}

}  // namespace

std::optional<Condition> read_condition(const Reading& reading, const Node& node) {
    Mapping mapping(reading, node, "a condition");
    if (mapping.has("any")) {
        return read_group(mapping);
    }
    Condition condition;
    const FactDescription* fact = find_fact(mapping);
    if (fact == nullptr || !check_test(mapping, *fact)) {
        return std::nullopt;
    }
    condition.fact = std::string(fact->name);
    if (fact->kind == FactKind::truth) {
        condition.is_true = mapping.truth("is", Presence::required);
    } else if (fact->kind == FactKind::amount) {
        condition.greater = mapping.exact("greater", Presence::optional);
        condition.at_least = mapping.exact("at_least", Presence::optional);
    } else {
        read_words(mapping, *fact, condition);
    }
    mapping.finish();
    return condition;
}

}  // namespace flopledger
