// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/exact.hpp"
#include "core/read/audit/note_words.hpp"

namespace flopledger {

// What stands around a number of the notes.

// The least that a training run of a model that any survey lists takes.
const Exact& least_flop();

// Whether a sentence or a part of one ends here.
bool ends_clause(const NoteWord& word);

// Whether one of the words next to a place, this many before or behind and within its sentence,
// passes a test.
template <typename Test>
bool is_near(const NoteWords& words, std::size_t at, std::size_t before, std::size_t behind,
             const Test& test) {
    const auto passes = [&](const NoteWord& word) {
        return word.kind == NoteWord::Kind::word && test(word.lower);
    };
    for (std::size_t back = 1; back <= before && back <= at; ++back) {
        if (ends_clause(words[at - back])) break;
        if (passes(words[at - back])) return true;
    }
    for (std::size_t on = 1; on <= behind && at + on < words.size(); ++on) {
        if (ends_clause(words[at + on])) break;
        if (passes(words[at + on])) return true;
    }
    return false;
}

// Adds a figure that is not there yet, up to so many as no row needs.
void add_distinct(std::vector<Exact>& list, const Exact& value);

// Whether a number stands between quotes: an odd number of them before it.
bool is_quoted(const NoteWords& words, std::size_t at);

// Whether a number is multiplied with something: then it belongs to a calculation.
bool is_factor(const NoteWords& words, std::size_t at);

}  // namespace flopledger
