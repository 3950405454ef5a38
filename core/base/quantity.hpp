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

using Ratio = Quantity<0, 0, 0, 0, 0, 0, 0>;
using Flop = Quantity<1, 0, 0, 0, 0, 0, 0>;
using Seconds = Quantity<0, 1, 0, 0, 0, 0, 0>;
using FlopPerSecond = Quantity<1, -1, 0, 0, 0, 0, 0>;
using Chips = Quantity<0, 0, 1, 0, 0, 0, 0>;
using ChipSeconds = Quantity<0, 1, 1, 0, 0, 0, 0>;
using FlopPerChipSecond = Quantity<1, -1, -1, 0, 0, 0, 0>;
using Tokens = Quantity<0, 0, 0, 1, 0, 0, 0>;
using FlopPerToken = Quantity<1, 0, 0, -1, 0, 0, 0>;
using Parameters = Quantity<0, 0, 0, 0, 1, 0, 0>;
// Operations for each parameter and token: 6 in the rule C = 6PD.
using FlopPerParameterToken = Quantity<1, 0, 0, -1, -1, 0, 0>;
using Joules = Quantity<0, 0, 0, 0, 0, 1, 0>;
using FlopPerJoule = Quantity<1, 0, 0, 0, 0, -1, 0>;
using Dollars = Quantity<0, 0, 0, 0, 0, 0, 1>;
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
