// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace flopledger {

// What a figure measures; the base unit of each is named in the list.
enum class Dimension {
    ratio,              // 1
    flop,               // FLOP
    flop_per_second,    // FLOP/s
    seconds,            // s
    chip_seconds,       // chip x s
    joules,             // J
    tokens,             // tokens
    parameters,         // parameters
    chips,              // chips
    dollars,            // US dollars
    bytes_per_second,   // B/s
    tokens_per_second,  // tokens/s
};

// The base unit's name, for people: `FLOP`, `chip-seconds`.
std::string_view unit_name(Dimension dimension);

// Examples of units that a dimension takes, for remedies: `chip-hours, GPU-days`.
std::string_view unit_examples(Dimension dimension);

}  // namespace flopledger
