// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/enum_words.hpp"
#include "core/facts/ledger/activity.hpp"
#include "core/read/keys/values.hpp"

namespace flopledger {

// Whether a key must be there.
enum class Presence { required, optional };

// A mapping read key by key. Every key asked for is known from then on; finish() reports the keys
// nobody asked for. A key with a fault is told and reads as if it were not there.
class Mapping {
  public:
    // `what` names the mapping in messages. A node that is no mapping is reported.
    Mapping(const Reading& reading, const Node& node, std::string_view what);

    // The value of a key, or nullptr. A required key that is missing is reported, and so is a key
    // without a value.
    const Node* find(std::string_view key, Presence presence);

    // Whether the key is written, whatever its value.
    bool has(std::string_view key) const;

    // Values by their kind; see values.hpp.
    std::optional<std::string> text(std::string_view key, Presence presence);
    std::string text_or_empty(std::string_view key);
    std::vector<std::string> texts(std::string_view key, Presence presence);
    std::optional<bool> truth(std::string_view key, Presence presence);
    std::optional<Exact> exact(std::string_view key, Presence presence);
    std::optional<Exact> positive(std::string_view key, Presence presence);
    std::optional<Date> date(std::string_view key, Presence presence);
    std::optional<Period> period(std::string_view key, Presence presence, LastDay last);
    std::optional<Range> measure(std::string_view key, Presence presence, Dimension dimension,
                                 std::string_view default_unit);

    // The nodes of a list.
    std::vector<const Node*> list(std::string_view key, Presence presence);

    // One of the words of an enumeration.
    template <typename Enumeration>
    std::optional<Enumeration> word(std::string_view key, Presence presence) {
        const Node* node = find(key, presence);
        const auto index = node == nullptr
                               ? std::nullopt
                               : read_word(reading_, *node, key, words_of<Enumeration>());
        return index ? std::optional(static_cast<Enumeration>(*index)) : std::nullopt;
    }

    // The words of an enumeration, written as one word or as a list of them.
    template <typename Enumeration>
    std::vector<Enumeration> words(std::string_view key, Presence presence) {
        std::vector<Enumeration> values;
        const Node* node = find(key, presence);
        if (node == nullptr) return values;
        const auto& allowed = words_of<Enumeration>();
        const bool is_list = node->kind == Node::Kind::sequence;
        for (std::size_t index = 0; index < (is_list ? node->items.size() : 1); ++index) {
            const Node& item = is_list ? node->items[index] : *node;
            if (const auto found = read_word(reading_, item, key, allowed)) {
                values.push_back(static_cast<Enumeration>(*found));
            }
        }
        if (is_list && node->items.empty()) report_empty(key);
        return values;
    }

    // A measure that need not be there, with its place.
    template <typename Measured>
    std::optional<Stated<Measured>> stated(std::string_view key, Dimension dimension,
                                           std::string_view default_unit) {
        const auto range = measure(key, Presence::optional, dimension, default_unit);
        return range ? std::optional(Stated<Measured>{Measured{*range}, place_of(key)})
                     : std::nullopt;
    }

    // Where the value of a key that is written stands.
    Place place_of(std::string_view key) const;

    // The version of a format, which must be 1.
    void version(std::string_view key);

    // Reports the second key as excluded by the first where both are written; whether they are.
    bool exclude(std::string_view first, std::string_view second, std::string_view remedy);

    // Reports an error at a key's value, or at the mapping where the key is not written.
    void report(Name name, std::string_view key, std::string message, std::string hint = {}) const;

    // Reports every key that was not asked for.
    void finish();

    const Node& node() const { return node_; }
    const Reading& reading() const { return reading_; }

  private:
    void report_empty(std::string_view key) const;

    Reading reading_;
    const Node& node_;
    std::string what_;
    std::vector<std::string_view> known_;
};

// A figure written as one word, or as a mapping {low, best, high}.
std::optional<Range> read_measure(const Reading& reading, const Node& node, std::string_view key,
                                  Dimension dimension, std::string_view default_unit);

}  // namespace flopledger
