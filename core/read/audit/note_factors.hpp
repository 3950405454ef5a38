// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/facts/ledger/survey.hpp"
#include "core/read/audit/note_words.hpp"

namespace flopledger {

// A calculation, which begins at a word, that does not make its result in any of its readings takes
// a factor from the sentence before, where with it the result is right within 2 %. Ten or a hundred
// is no factor that somebody left out but a slip.
void take_factor_before(const NoteWords& words, std::size_t begin,
                        const std::vector<Exact>& readings, NoteEquation& equation);

}  // namespace flopledger
