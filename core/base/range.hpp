// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/base/exact.hpp"

namespace flopledger {

// A figure with its uncertainty: low <= best <= high. It has no unit, so there are no operators on
// it: above core/base figures are added and multiplied as quantities (quantity.hpp).
struct Range {
    Exact low;
    Exact best;
    Exact high;

    friend bool operator==(const Range&, const Range&) = default;

    // Whether low, best and high are one number.
    bool is_point() const;

    // Whether it is a pure upper bound, as at_most makes it and `0..X` states it: from nothing up,
    // the best being no more than the midpoint, which nobody counted.
    bool is_bound() const;
};

// How far the ends of a range lie from its best, as shares of the best.
struct Spread {
    Exact below;
    Exact above;

    // Whether both ends lie within so large a share.
    bool within(const Exact& share) const { return below <= share && above <= share; }
};

// The spread of a range; nothing where its best is zero.
std::optional<Spread> spread_of(const Range& range);

// A figure without uncertainty.
Range point(const Exact& value);

// A figure between two bounds; the best guess is the midpoint.
Range between(const Exact& low, const Exact& high);

// A pure upper bound: {0, high/2, high}.
Range at_most(const Exact& high);

// Whether the two ranges share a number.
bool meet(const Range& left, const Range& right);

// Interval arithmetic of figures that are not negative, as those of the field are: low combines
// with low and high with high. For quantity.hpp alone, which knows the units.
namespace interval {

// left + right.
Range sum(const Range& left, const Range& right);

// left x right.
Range product(const Range& left, const Range& right);

// dividend / divisor, whose low must not be zero.
Range quotient(const Range& dividend, const Range& divisor);

}  // namespace interval

}  // namespace flopledger
