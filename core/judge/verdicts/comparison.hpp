// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/base/quantity.hpp"
#include "core/facts/data/threshold.hpp"

namespace flopledger {

// True, false, or nothing where it is not known.
using Truth = std::optional<bool>;

// Three-valued AND: one false decides, whatever is unknown. Of nothing it is true.
Truth all_hold(const std::vector<Truth>& truths);

// Three-valued OR: one true decides, whatever is unknown. Of nothing it is false.
Truth any_holds(const std::vector<Truth>& truths);

// A figure that may lack its upper end: something of unknown size may add to it.
struct Figure {
    Range value;
    bool high_known = true;
};

// The figure from (1 - margin) times its low to (1 + margin) times its high; never below zero.
Figure widened(const Figure& figure, const Exact& margin);

// How many times a figure is as large as an amount, whose low is above zero; both are in the unit
// of what the threshold measures.
Range ratio_of(const Figure& measured, const Figure& amount);

// Whether a figure reaches an amount. `greater`: yes if low > amount's high, no if high <= amount's
// low. `at_least`: yes if low >= amount's high, no if high < amount's low. Else unknown.
Truth reaches(const Figure& measured, Comparison comparison, const Figure& amount);

}  // namespace flopledger
