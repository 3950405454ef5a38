// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/facts/ledger/survey.hpp"
#include "core/read/audit/note_words.hpp"

namespace flopledger {

// What a number of the notes is the amount of, by the words right beside it: FLOP called those of
// all training (`total compute was 1.17e24`) or of a further one (`2.1e23 additional
// pre-training`), days, or some other amount that is large. A factor of a calculation is none.
void read_amount(const NoteWords& words, std::size_t at, NoteClaims& claims);

}  // namespace flopledger
