// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace flopledger {

// The word at an enumerator's place in its table, or nothing beyond the last: the tables stand in
// the order of the enumerators.
template <typename Enumeration, std::size_t count>
std::string_view word_at(const std::array<std::string_view, count>& table, Enumeration value) {
    const auto index = static_cast<std::size_t>(value);
    return index < count ? table[index] : std::string_view();
}

// All words of an enumeration that has a function `word`, in order; made once.
template <typename Enumeration>
const std::vector<std::string_view>& words_of() {
    static const std::vector<std::string_view> words = [] {
        std::vector<std::string_view> all;
        for (int index = 0; !word(static_cast<Enumeration>(index)).empty(); ++index) {
            all.push_back(word(static_cast<Enumeration>(index)));
        }
        return all;
    }();
    return words;
}

// The enumerator that a word stands for, or nothing.
template <typename Enumeration>
std::optional<Enumeration> from_word(std::string_view text) {
    for (int index = 0; !word(static_cast<Enumeration>(index)).empty(); ++index) {
        if (word(static_cast<Enumeration>(index)) == text) {
            return static_cast<Enumeration>(index);
        }
    }
    return std::nullopt;
}

}  // namespace flopledger
