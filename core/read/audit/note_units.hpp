// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/base/exact.hpp"

namespace flopledger {

// What a unit in notes may multiply its number by, besides one: times in seconds, rates in FLOP/s.
// nullptr for any other word. The word is in small letters.
const Exact* note_unit_scale(std::string_view lower);

}  // namespace flopledger
