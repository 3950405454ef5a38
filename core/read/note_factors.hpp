// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/facts/survey.hpp"
#include "core/read/note_words.hpp"

namespace flopledger {

// A calculation, which begins at a word, that does not make its result takes a factor from the
// sentence before, where with it the result is right within 2 %. A power of ten is no factor that
// somebody left out but a slip.
void take_factor_before(const NoteWords& words, std::size_t begin, NoteEquation& equation);

}  // namespace flopledger
