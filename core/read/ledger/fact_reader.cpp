// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/fact_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/value_names.hpp"
#include "core/read/keys/mapping.hpp"

namespace flopledger {

namespace {

using Value = std::variant<bool, Range, std::vector<std::string>>;

std::optional<Value> read_words(const Reading& reading, const Node& node,
                                const FactDescription& fact) {
    std::vector<const Node*> nodes{&node};
    if (fact.several) {
        if (read_list(reading, node, fact.name) == nullptr) {
            return std::nullopt;
        }
        nodes = one_or_several(node);
    }
    std::vector<std::string> words;
    for (const Node* word_node : nodes) {
        const auto index = read_word(reading, *word_node, fact.name, fact.words);
        if (!index) {
            continue;
        }
        std::string word(fact.words[*index]);
        if (std::find(words.begin(), words.end(), word) != words.end()) {
            reading.report(name::duplicate_name, *word_node,
                           fmt::format("'{}' stands in this list twice", word), "write it once");
        }
        words.push_back(std::move(word));
    }
    return words;
}

// An amount of dollars where the name says so, else a plain number.
std::optional<Value> read_amount(const Reading& reading, const Node& node,
                                 const FactDescription& fact) {
    const bool dollars = fact.name.find("_usd") != std::string_view::npos;
    const auto amount =
        read_measure(reading, node, fact.name, dollars ? Dimension::dollars : Dimension::ratio,
                     dollars ? "USD" : "");
    return amount ? std::optional<Value>(*amount) : std::nullopt;
}

std::optional<Value> read_value(const Reading& reading, const Node& node,
                                const FactDescription& fact) {
    switch (fact.kind) {
        case FactKind::truth: {
            const auto truth = read_truth(reading, node, fact.name);
            return truth ? std::optional<Value>(*truth) : std::nullopt;
        }
        case FactKind::amount:
            return read_amount(reading, node, fact);
        case FactKind::words:
            return read_words(reading, node, fact);
    }
    return std::nullopt;
}

}  // namespace

std::vector<Fact> read_facts(const Reading& reading, const Node& node) {
    Mapping mapping(reading, node, "'facts'");
    std::vector<Fact> facts;
    for (const FactDescription& description : known_facts()) {
        if (description.derived) continue;
        const Node* value_node = mapping.find(description.name, Presence::optional);
        if (value_node == nullptr) {
            continue;
        }
        if (auto value = read_value(reading, *value_node, description)) {
            facts.push_back(
                {std::string(description.name), reading.place(*value_node), std::move(*value)});
        }
    }
    mapping.finish();
    return facts;
}

}  // namespace flopledger
