// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "core/facts/ledger/survey.hpp"
#include "core/read/audit/note_words.hpp"

namespace flopledger {

// The calculations that notes write out with their results, of FLOP (from 1e17) or of tokens (from
// 1e8). One counts only where every word of it is understood: numbers, times, divided, plus, minus,
// powers, brackets, square roots, and words that name units. Days, hours and the like may be meant
// in seconds or as they are, and TFLOP/s with or without its prefix: the reading nearest to the
// stated result is taken. `place` is that of the cell.
std::vector<NoteEquation> note_equations(std::string_view text, const NoteWords& words,
                                         const Place& place);

// Whether a stated result may be called what a calculation makes: within 10 %.
bool equation_holds(const NoteEquation& equation);

}  // namespace flopledger
