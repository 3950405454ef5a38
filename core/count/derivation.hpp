// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/base/range.hpp"

namespace flopledger {

// How a figure was reached: what it is, by which formula, from which inputs, with where each comes
// from. The count builds the tree as it goes; `explain` prints it.
struct Derivation {
    std::string label;           // "model FLOP by operation counting"
    std::string formula;         // "6 x parameters x tokens"; empty for a stated input
    Range value;                 // in the unit below
    std::string unit;            // "FLOP", "tokens", "chip-seconds"; empty for a ratio
    std::string source;          // a citation, or empty
    std::optional<Place> place;  // the line of the ledger that states it
    std::vector<Derivation> inputs;
    std::vector<Finding> findings{};  // what must be known about this figure
};

// A figure that the ledger states.
Derivation stated(std::string label, const Range& value, std::string unit, const Place& place);

// A figure that a cited source gives.
Derivation cited(std::string label, const Range& value, std::string unit, std::string source);

// A figure computed from inputs.
Derivation computed(std::string label, std::string formula, const Range& value, std::string unit,
                    std::vector<Derivation> inputs);

// The sum of figures of one unit; a single figure stands for itself.
Derivation sum_of(std::string label, std::vector<Derivation> parts);

}  // namespace flopledger
