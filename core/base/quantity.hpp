// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/range.hpp"

namespace flopledger {

// A range with its unit in the type: products and quotients add and subtract the exponents, so
// `FlopPerChipSecond * ChipSeconds` is `Flop` and nothing meaningless compiles. The value is in the
// base unit: FLOP, seconds, chips, tokens, parameters, joules, US dollars.
template <int flop, int second, int chip, int token, int parameter, int joule, int dollar>
struct Quantity {
    Range value;

    friend bool operator==(const Quantity&, const Quantity&) = default;
};

// A share or any other figure without a unit.
using Ratio = Quantity<0, 0, 0, 0, 0, 0, 0>;
// Operations.
using Flop = Quantity<1, 0, 0, 0, 0, 0, 0>;
// Wall-clock time.
using Seconds = Quantity<0, 1, 0, 0, 0, 0, 0>;
// The rate of several chips together.
using FlopPerSecond = Quantity<1, -1, 0, 0, 0, 0, 0>;
// A number of chips.
using Chips = Quantity<0, 0, 1, 0, 0, 0, 0>;
// Chips times the time they were held.
using ChipSeconds = Quantity<0, 1, 1, 0, 0, 0, 0>;
// The rate of one chip: its peak.
using FlopPerChipSecond = Quantity<1, -1, -1, 0, 0, 0, 0>;
// Tokens processed.
using Tokens = Quantity<0, 0, 0, 1, 0, 0, 0>;
// Numbers that a model stores.
using Parameters = Quantity<0, 0, 0, 0, 1, 0, 0>;
// Energy.
using Joules = Quantity<0, 0, 0, 0, 0, 1, 0>;
// Operations that a joule bought.
using FlopPerJoule = Quantity<1, 0, 0, 0, 0, -1, 0>;
// US dollars.
using Dollars = Quantity<0, 0, 0, 0, 0, 0, 1>;
// The price of holding one chip.
using DollarsPerChipSecond = Quantity<0, -1, -1, 0, 0, 0, 1>;

// Interval sum of two quantities of one unit.
template <int f, int s, int c, int t, int p, int j, int d>
Quantity<f, s, c, t, p, j, d> operator+(const Quantity<f, s, c, t, p, j, d>& left,
                                        const Quantity<f, s, c, t, p, j, d>& right) {
    return {left.value + right.value};
}

// Interval product; the units multiply.
template <int f, int s, int c, int t, int p, int j, int d, int f2, int s2, int c2, int t2, int p2,
          int j2, int d2>
Quantity<f + f2, s + s2, c + c2, t + t2, p + p2, j + j2, d + d2> operator*(
    const Quantity<f, s, c, t, p, j, d>& left, const Quantity<f2, s2, c2, t2, p2, j2, d2>& right) {
    return {left.value * right.value};
}

// Interval quotient; the units divide. The divisor's low must not be zero.
template <int f, int s, int c, int t, int p, int j, int d, int f2, int s2, int c2, int t2, int p2,
          int j2, int d2>
Quantity<f - f2, s - s2, c - c2, t - t2, p - p2, j - j2, d - d2> operator/(
    const Quantity<f, s, c, t, p, j, d>& left, const Quantity<f2, s2, c2, t2, p2, j2, d2>& right) {
    return {left.value / right.value};
}

}  // namespace flopledger
