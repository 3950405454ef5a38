// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/quantity.hpp"

namespace flopledger {

// Logarithms and exponentials are no fractions, so they are computed in binary floating point
// (double) and come as a ratio with the bound of their error: low <= truth <= high. All that is
// done with them afterwards is interval arithmetic on exact numbers again.

// What every figure made of logarithms or exponentials says of its error.
inline constexpr const char* real_error =
    "logarithms and exponentials in double: relative error below 1e-15 each; the error enters the "
    "range";

// The fraction that a double is, exactly; it must be finite.
Exact exact_double(double value);

// ln x, for x from 1 on. Relative error below 1e-15, or absolute near x = 1.
Ratio log_of(const Exact& x);

// -ln(1 - x), for 0 <= x < 1, without the loss that 1 - x would bring near 0.
Ratio minus_log_of_rest(const Exact& x);

// The same of a range: it grows with x, so its ends come from those of x.
Ratio minus_log_of_rest(const Ratio& x);

// 1 - e^-x, for x from 0 on, without loss near 0; at most 1.
Ratio one_minus_exp(const Ratio& x);

// e^-x, for x from 0 on; zero at the low end where it is too small for a double.
Ratio exp_of_minus(const Ratio& x);

// A figure's base to a whole power, exactly; the power is not negative.
Ratio power(const Ratio& base, int exponent);

// A whole number rounded up from a figure with an error.
struct RoundedUp {
    Exact value;
    bool is_open = false;  // the error leaves open whether it is one less; the larger is given
};

// The smallest whole number not below a figure; where its error spans a whole number the larger
// one.
RoundedUp rounded_up(const Ratio& figure);

}  // namespace flopledger
