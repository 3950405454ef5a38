// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace flopledger {

// The words of a text that stand between single blanks: how a row of a table names several things.
inline std::vector<std::string_view> words_in(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        words.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return words;
}

// Whether one of these words is this one.
inline bool has_word(std::string_view text, std::string_view word) {
    for (const std::string_view one : words_in(text)) {
        if (one == word) return true;
    }
    return false;
}

}  // namespace flopledger
