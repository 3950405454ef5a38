// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/exact.hpp"

namespace flopledger {

// A figure with its uncertainty: low <= best <= high. All figures of the field are non-negative,
// so sums and products combine low with low and high with high (interval arithmetic).
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

// A figure without uncertainty.
Range point(const Exact& value);

// A figure between two bounds; the best guess is the midpoint.
Range between(const Exact& low, const Exact& high);

// A pure upper bound: {0, high/2, high}.
Range at_most(const Exact& high);

// Interval sum.
Range operator+(const Range& left, const Range& right);

// Interval product of non-negative ranges.
Range operator*(const Range& left, const Range& right);

// Interval quotient of non-negative ranges; the divisor's low must not be zero.
Range operator/(const Range& dividend, const Range& divisor);

// The smallest whole number not below a figure, at each end and of the best.
Range ceiling(const Range& range);

// Whether the two ranges share a number.
bool meet(const Range& left, const Range& right);

}  // namespace flopledger
