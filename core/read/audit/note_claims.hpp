// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/facts/ledger/survey.hpp"

namespace flopledger {

// Reads what the notes of a cell say in figures and adds it: calculations, amounts of FLOP, tokens,
// active parameters, chip-hours, utilizations, and figures taken over from other models. A figure
// belongs to the words beside it; what fits no pattern is not read.
void read_note_claims(std::string_view text, const Place& place, NoteClaims& claims);

}  // namespace flopledger
