// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/note_context.hpp"

#include <algorithm>

namespace flopledger {

using Kind = NoteWord::Kind;

const Exact& least_flop() {
    static const Exact least = Exact::power_of_ten(19);
    return least;
}

bool ends_clause(const NoteWord& word) {
    return word.kind == Kind::line_end ||
           (word.kind == Kind::sign && (word.sign == '.' || word.sign == ';'));
}

void add_distinct(std::vector<Exact>& list, const Exact& value) {
    constexpr std::size_t most = 64;
    if (list.size() < most && std::find(list.begin(), list.end(), value) == list.end()) {
        list.push_back(value);
    }
}

bool is_quoted(const NoteWords& words, std::size_t at) {
    std::size_t quotes = 0;
    for (std::size_t back = 0; back < at; ++back) {
        if (words[back].kind == Kind::sign && words[back].sign == '"') ++quotes;
    }
    return quotes % 2 == 1;
}

bool is_factor(const NoteWords& words, std::size_t at) {
    const auto times = [](const NoteWord& word) {
        return word.kind == Kind::sign && (word.sign == '*' || word.sign == '/');
    };
    if (at > 0 && times(words[at - 1])) return true;
    if (at > 1 && words[at - 1].sign == '(' && times(words[at - 2])) return true;
    std::size_t on = at + 1;
    while (on < words.size() && words[on].kind == Kind::word) ++on;
    if (on < words.size() && words[on].sign == ')') ++on;
    return on < words.size() && times(words[on]);
}

}  // namespace flopledger
