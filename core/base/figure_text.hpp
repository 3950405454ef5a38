// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/range.hpp"

namespace flopledger {

// Figures for people; rounding happens here, once. All have three significant digits.

// `3.81e25`; what three digits hold exactly loses its trailing zeros: `1e25`, not `1.00e25`.
std::string figure(const Exact& value);

// `3.42e25 .. 4.18e25`, or `3.81e25` where both ends print alike.
std::string span_text(const Range& range);

// `3.81e25 (3.42e25 .. 4.18e25)`, or `3.81e25` where all three print alike.
std::string figure(const Range& range);

// `0.381`, `3.81`, `38.1`, `381`: small numbers without an exponent, others as `figure` does.
std::string plain_figure(const Exact& value);
std::string plain_figure(const Range& range);

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
