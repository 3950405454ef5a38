// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/range.hpp"

namespace flopledger {

// What a unit is made of: how often each base unit is a factor of it, negative in a denominator.
struct BaseUnits {
    int flop = 0;
    int second = 0;
    int chip = 0;
    int token = 0;
    int example = 0;
    int parameter = 0;
    int joule = 0;
    int dollar = 0;
    int byte = 0;
    int cycle = 0;

    friend bool operator==(const BaseUnits&, const BaseUnits&) = default;
};

// The units of a product.
constexpr BaseUnits operator+(const BaseUnits& left, const BaseUnits& right) {
    return {left.flop + right.flop,       left.second + right.second,
            left.chip + right.chip,       left.token + right.token,
            left.example + right.example, left.parameter + right.parameter,
            left.joule + right.joule,     left.dollar + right.dollar,
            left.byte + right.byte,       left.cycle + right.cycle};
}

// The units of one over a quantity.
constexpr BaseUnits operator-(const BaseUnits& units) {
    return {-units.flop,      -units.second, -units.chip,   -units.token, -units.example,
            -units.parameter, -units.joule,  -units.dollar, -units.byte,  -units.cycle};
}

// A range with its unit in the type: products and quotients add and subtract the exponents, so
// `FlopPerChipSecond * ChipSeconds` is `Flop` and nothing meaningless compiles. The value is in the
// base unit: FLOP, seconds, chips, tokens, examples, parameters, joules, US dollars, bytes, cycles.
template <BaseUnits units>
struct Quantity {
    Range value;

    friend bool operator==(const Quantity&, const Quantity&) = default;
};

// A share or any other figure without a unit.
using Ratio = Quantity<BaseUnits{}>;
// Operations.
using Flop = Quantity<BaseUnits{.flop = 1}>;
// Wall-clock time.
using Seconds = Quantity<BaseUnits{.second = 1}>;
// The rate of several chips together.
using FlopPerSecond = Quantity<BaseUnits{.flop = 1, .second = -1}>;
// A number of chips.
using Chips = Quantity<BaseUnits{.chip = 1}>;
// Chips times the time they were held.
using ChipSeconds = Quantity<BaseUnits{.second = 1, .chip = 1}>;
// The rate of one chip: its peak.
using FlopPerChipSecond = Quantity<BaseUnits{.flop = 1, .second = -1, .chip = -1}>;
// Tokens processed.
using Tokens = Quantity<BaseUnits{.token = 1}>;
// What is trained on one by one where it is no run of tokens: images, pairs, sequences.
using Examples = Quantity<BaseUnits{.example = 1}>;
// The length of an example.
using TokensPerExample = Quantity<BaseUnits{.token = 1, .example = -1}>;
// What an example takes.
using FlopPerExample = Quantity<BaseUnits{.flop = 1, .example = -1}>;
// Numbers that a model stores.
using Parameters = Quantity<BaseUnits{.parameter = 1}>;
// What a token takes of each parameter that it meets: 2 forward, 6 with the way back.
using FlopPerTokenParameter = Quantity<BaseUnits{.flop = 1, .token = -1, .parameter = -1}>;
// Energy.
using Joules = Quantity<BaseUnits{.joule = 1}>;
// Operations that a joule bought.
using FlopPerJoule = Quantity<BaseUnits{.flop = 1, .joule = -1}>;
// What one chip draws.
using JoulesPerChipSecond = Quantity<BaseUnits{.second = -1, .chip = -1, .joule = 1}>;
// US dollars.
using Dollars = Quantity<BaseUnits{.dollar = 1}>;
// The price of holding one chip.
using DollarsPerChipSecond = Quantity<BaseUnits{.second = -1, .chip = -1, .dollar = 1}>;
// Operations that a dollar buys.
using FlopPerDollar = Quantity<BaseUnits{.flop = 1, .dollar = -1}>;
// Clock cycles of chips, at one unit of each.
using ChipCycles = Quantity<BaseUnits{.chip = 1, .cycle = 1}>;
// A clock.
using CyclesPerSecond = Quantity<BaseUnits{.second = -1, .cycle = 1}>;
// Data, in bytes of eight bits.
using Bytes = Quantity<BaseUnits{.byte = 1}>;
// What a link carries, one way.
using BytesPerSecond = Quantity<BaseUnits{.second = -1, .byte = 1}>;
// Traffic that goes with a token.
using BytesPerToken = Quantity<BaseUnits{.token = -1, .byte = 1}>;
// What a chip stores.
using BytesPerChip = Quantity<BaseUnits{.chip = -1, .byte = 1}>;
// Tokens that pass in a time.
using TokensPerSecond = Quantity<BaseUnits{.second = -1, .token = 1}>;
// How often something happens.
using PerSecond = Quantity<BaseUnits{.second = -1}>;
// Numbers that go with each token.
using PerToken = Quantity<BaseUnits{.token = -1}>;

// Interval sum of two quantities of one unit.
template <BaseUnits units>
Quantity<units> operator+(const Quantity<units>& left, const Quantity<units>& right) {
    return {interval::sum(left.value, right.value)};
}

// Interval product; the units multiply.
template <BaseUnits left_units, BaseUnits right_units>
Quantity<left_units + right_units> operator*(const Quantity<left_units>& left,
                                             const Quantity<right_units>& right) {
    return {interval::product(left.value, right.value)};
}

// Interval quotient; the units divide. The divisor's low must not be zero.
template <BaseUnits left_units, BaseUnits right_units>
Quantity<left_units + (-right_units)> operator/(const Quantity<left_units>& dividend,
                                                const Quantity<right_units>& divisor) {
    return {interval::quotient(dividend.value, divisor.value)};
}

// So many times a quantity; the number is not negative.
template <BaseUnits units>
Quantity<units> operator*(const Exact& factor, const Quantity<units>& quantity) {
    return {interval::product(point(factor), quantity.value)};
}

// A quantity shared out; the number is above zero.
template <BaseUnits units>
Quantity<units> operator/(const Quantity<units>& quantity, const Exact& divisor) {
    return {interval::quotient(quantity.value, point(divisor))};
}

// The high end of a quantity as a pure upper bound: {0, high / 2, high}.
template <BaseUnits units>
Quantity<units> at_most(const Quantity<units>& quantity) {
    return {at_most(quantity.value.high)};
}

// What may come on top of something, at the most: {0, 0, high}.
template <BaseUnits units>
Quantity<units> up_to(const Quantity<units>& quantity) {
    return {{0, 0, quantity.value.high}};
}

// A quantity that may be as high as another.
template <BaseUnits units>
Quantity<units> with_high_of(const Quantity<units>& quantity, const Quantity<units>& most) {
    return {{quantity.value.low, quantity.value.best, most.value.high}};
}

// The high end alone.
template <BaseUnits units>
Quantity<units> high_end(const Quantity<units>& quantity) {
    return {point(quantity.value.high)};
}

// Each of low, best and high is the smaller of two.
template <BaseUnits units>
Quantity<units> smaller_ends(const Quantity<units>& left, const Quantity<units>& right) {
    return {{smaller(left.value.low, right.value.low), smaller(left.value.best, right.value.best),
             smaller(left.value.high, right.value.high)}};
}

// Each of low, best and high is the larger of two.
template <BaseUnits units>
Quantity<units> larger_ends(const Quantity<units>& left, const Quantity<units>& right) {
    return {{larger(left.value.low, right.value.low), larger(left.value.best, right.value.best),
             larger(left.value.high, right.value.high)}};
}

// What is left of a whole where a part is taken, nothing rather than less than nothing. Most is
// left where least is taken, so that ends pair crosswise.
template <BaseUnits units>
Quantity<units> left_over(const Quantity<units>& whole, const Quantity<units>& part) {
    const auto rest = [](const Exact& all, const Exact& taken) {
        return taken < all ? all - taken : Exact(0);
    };
    return {{rest(whole.value.low, part.value.high), rest(whole.value.best, part.value.best),
             rest(whole.value.high, part.value.low)}};
}

// Each of low, best and high is the smallest whole number that is not below it.
template <BaseUnits units>
Quantity<units> ends_rounded_up(const Quantity<units>& quantity) {
    const Range& value = quantity.value;
    return {{value.low.ceiling(), value.best.ceiling(), value.high.ceiling()}};
}

}  // namespace flopledger
