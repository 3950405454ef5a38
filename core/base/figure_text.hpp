// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/known_range.hpp"

namespace flopledger {

// Figures for people; rounding happens here, once. All have three significant digits.

// The nearest number of so many significant digits that is not above the value.
Exact rounded_down(const Exact& value, int significant_digits);

// The other way: not below it.
Exact rounded_up(const Exact& value, int significant_digits);

// `3.81e25`; what three digits hold exactly loses its trailing zeros: `1e25`, not `1.00e25`.
std::string figure(const Exact& value);

// `3.42e25 .. 4.18e25`, or `3.81e25` where both ends print alike.
std::string span_text(const Range& range);

// `3.81e25 (3.42e25 .. 4.18e25)`, or `3.81e25` where all three print alike.
std::string figure(const Range& range);

// The same of what is not known in full: `at most 1.84e25`, with its low end where that is not
// nothing; `>= 2.4e24` of what is open upwards, `unknown` where nothing of it is known. A bound is
// never rounded to the side on which it would promise too much.
std::string figure(const KnownRange& known);

// The same in one cell, without a range behind it: the best figure where there is one.
std::string best_figure(const KnownRange& known);

// The range beside that cell; empty where the cell says all.
std::string range_beside(const KnownRange& known);

// `0.381`, `3.81`, `38.1`, `381`: small numbers without an exponent, others as `figure` does.
std::string plain_figure(const Exact& value);
std::string plain_figure(const Range& range);

// `<= 1.84` where only an upper bound is known, else the best figure.
std::string best_plain_figure(const KnownRange& known);

// `41%`, `40.5%`: a share as per cent, to a tenth of one; `<0.1%` and `>99.9%` where it is not
// nothing and not all, but would be rounded to it.
std::string percent(const Exact& value);

// The number in full where it is short: whole numbers below ten million and decimals of up to six
// digits are written out, others as `figure` does.
std::string input_figure(const Exact& value);
std::string input_figure(const Range& range);

// `6.18 MB`, `109 kB/s`: a figure with three digits and the decimal prefix of its unit; from 1e27
// on and below 1 without a prefix. Both ends of a range with their own.
std::string prefixed(const Exact& value, std::string_view unit);
std::string prefixed(const Range& range, std::string_view unit);

// `405,853,388,800`: the number in full; what is not whole keeps one decimal.
std::string grouped(const Exact& value);

}  // namespace flopledger
