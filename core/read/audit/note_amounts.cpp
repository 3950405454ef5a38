// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/note_amounts.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/read/audit/note_context.hpp"

namespace flopledger {

namespace {

using Kind = NoteWord::Kind;

template <std::size_t Count>
bool is_one_of(std::string_view lower, const std::array<std::string_view, Count>& list) {
    return std::find(list.begin(), list.end(), lower) != list.end();
}

// The word this many before a place, or nothing.
std::string_view word_before(const NoteWords& words, std::size_t at, std::size_t back) {
    if (back > at || words[at - back].kind != Kind::word) return {};
    return words[at - back].lower;
}

bool is_further(std::string_view lower) {
    constexpr std::array<std::string_view, 4> list{"additional", "continued", "continual",
                                                   "further"};
    return is_one_of(lower, list);
}

bool is_training(std::string_view lower) {
    return lower == "training" || lower == "pretraining" || lower == "pre-training" ||
           lower == "finetuning" || lower == "fine-tuning";
}

// `total compute was ~1.2e24`, `training compute is 1.2e24`: only words that join the two stand
// between.
bool is_total(const NoteWords& words, std::size_t at) {
    constexpr std::array<std::string_view, 9> joins{
        "was", "is", "of", "about", "around", "approximately", "roughly", "be", "at"};
    // What a sign goes on with is a part of a sum, or of a range.
    std::size_t on = at + 1;
    while (on < words.size() && words[on].kind == Kind::word) ++on;
    constexpr std::string_view goes_on = "+-*/^";
    const bool joined = on < words.size() && words[on].kind == Kind::sign &&
                        goes_on.find(words[on].sign) != std::string_view::npos;
    if (joined) return false;
    std::size_t back = 1;
    while (back <= at && back <= 3) {
        const NoteWord& word = words[at - back];
        const bool sign = word.kind == Kind::sign && (word.sign == '~' || word.sign == ':');
        if (!sign && !is_one_of(word.lower, joins)) break;
        ++back;
    }
    if (back == 1 || word_before(words, at, back) != "compute") return false;
    const std::string_view kind = word_before(words, at, back + 1);
    return kind == "total" || is_training(kind);
}

// `2.1e23 additional pre-training`, `2.1e23 FLOP of continued training`.
bool is_of_further_training(const NoteWords& words, std::size_t at) {
    for (std::size_t on = at + 1; on < words.size() && on <= at + 3; ++on) {
        if (words[on].kind != Kind::word) return false;
        if (!is_further(words[on].lower)) continue;
        return on + 1 < words.size() && is_training(words[on + 1].lower);
    }
    return false;
}

}  // namespace

void read_amount(const NoteWords& words, std::size_t at, NoteClaims& claims) {
    if (is_factor(words, at)) return;
    const Exact& value = words[at].value;
    const bool days = at + 1 < words.size() && words[at + 1].lower == "days";
    if (days) add_distinct(claims.days, value);
    if (value >= Exact::power_of_ten(6)) add_distinct(claims.amounts, value);
    if (value < least_flop()) return;
    if (is_total(words, at)) add_distinct(claims.total_flop, value);
    if (is_of_further_training(words, at)) add_distinct(claims.further_flop, value);
}

}  // namespace flopledger
