// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/missing_ids.hpp"

#include <algorithm>
#include <array>

#include "core/base/ascii.hpp"
#include "core/meter/words/decimal.hpp"

namespace flopledger {

bool is_no_id(std::string_view text) {
    constexpr auto words =
        std::to_array<std::string_view>({"na", "n.a.", "nil", "unknown", "undefined", "unavailable",
                                         "not available", "not supported"});
    // No such word is longer; this is asked for each row of some formats.
    constexpr std::size_t longest = 40;
    if (text.empty() || text.size() > longest) return text.empty();
    return is_missing(text) || std::any_of(words.begin(), words.end(), [&](std::string_view word) {
               return is_same_word(text, word);
           });
}

bool is_no_uuid(std::string_view text) {
    // A made-up `GPU-0` is a name, a UUID of zeros is none.
    constexpr std::size_t zeros_of_uuid = 8;
    std::size_t enough = 1;
    while (text.size() > 4 && text[3] == '-' &&
           (is_same_word(text.substr(0, 3), "gpu") || is_same_word(text.substr(0, 3), "mig"))) {
        text.remove_prefix(4);
        enough = zeros_of_uuid;
    }
    if (is_no_id(text)) return true;
    if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
    if (text.find_first_not_of("0-") != std::string_view::npos) return false;
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '0')) >= enough;
}

bool is_global_id(std::string_view id) {
    constexpr int enough = 8;
    int digits = 0;
    return std::any_of(id.begin(), id.end(), [&](char c) {
        const char letter = lower_case(c);
        digits = is_digit(c) || (letter >= 'a' && letter <= 'f') ? digits + 1 : 0;
        return digits == enough;
    });
}

DeviceWords without_missing_ids(DeviceWords words) {
    if (is_no_uuid(words.uuid)) words.uuid = {};
    if (is_no_id(words.bus)) words.bus = {};
    if (is_no_id(words.index)) words.index = {};
    return words;
}

}  // namespace flopledger
