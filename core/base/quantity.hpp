// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/range.hpp"

namespace flopledger {

// A range with its unit in the type: products and quotients add and subtract the exponents, so
// `FlopPerChipSecond * ChipSeconds` is `Flop` and nothing meaningless compiles. The value is in the
// base unit: FLOP, seconds, chips, tokens, parameters, joules, US dollars, bytes.
template <int flop, int second, int chip, int token, int parameter, int joule, int dollar,
          int byte = 0>
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
// Data, in bytes of eight bits.
using Bytes = Quantity<0, 0, 0, 0, 0, 0, 0, 1>;
// What a link carries, one way.
using BytesPerSecond = Quantity<0, -1, 0, 0, 0, 0, 0, 1>;
// Traffic that goes with a token.
using BytesPerToken = Quantity<0, 0, 0, -1, 0, 0, 0, 1>;
// The size of a stored or sent number of each parameter.
using BytesPerParameter = Quantity<0, 0, 0, 0, -1, 0, 0, 1>;
// What a chip stores.
using BytesPerChip = Quantity<0, 0, -1, 0, 0, 0, 0, 1>;
// Tokens that pass in a time.
using TokensPerSecond = Quantity<0, -1, 0, 1, 0, 0, 0>;

// Interval sum of two quantities of one unit.
template <int f, int s, int c, int t, int p, int j, int d, int b>
Quantity<f, s, c, t, p, j, d, b> operator+(const Quantity<f, s, c, t, p, j, d, b>& left,
                                           const Quantity<f, s, c, t, p, j, d, b>& right) {
    return {left.value + right.value};
}

// Interval product; the units multiply.
template <int f, int s, int c, int t, int p, int j, int d, int b, int f2, int s2, int c2, int t2,
          int p2, int j2, int d2, int b2>
Quantity<f + f2, s + s2, c + c2, t + t2, p + p2, j + j2, d + d2, b + b2> operator*(
    const Quantity<f, s, c, t, p, j, d, b>& left,
    const Quantity<f2, s2, c2, t2, p2, j2, d2, b2>& right) {
    return {left.value * right.value};
}

// Interval quotient; the units divide. The divisor's low must not be zero.
template <int f, int s, int c, int t, int p, int j, int d, int b, int f2, int s2, int c2, int t2,
          int p2, int j2, int d2, int b2>
Quantity<f - f2, s - s2, c - c2, t - t2, p - p2, j - j2, d - d2, b - b2> operator/(
    const Quantity<f, s, c, t, p, j, d, b>& left,
    const Quantity<f2, s2, c2, t2, p2, j2, d2, b2>& right) {
    return {left.value / right.value};
}

}  // namespace flopledger
