// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/real.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace flopledger {

namespace {

// Four times the spacing of doubles at 1: an argument rounded to double, a function of the C
// library that is right to a unit in the last place or two, and one more.
constexpr double relative_error = 4 * std::numeric_limits<double>::epsilon();

// Two to a power, which may be negative.
Exact power_of_two(int exponent) {
    Exact result = 1;
    for (int left = std::abs(exponent); left > 0; left -= 60) {
        result = result * Exact(std::int64_t{1} << std::min(left, 60));
    }
    return exponent < 0 ? 1 / result : result;
}

// A value that is not negative with its error on both sides.
Ratio with_error(double value, double error) {
    return {{exact_double(std::max(0.0, value - error)), exact_double(value),
             exact_double(value + error)}};
}

}  // namespace

Exact exact_double(double value) {
    assert(std::isfinite(value));
    int exponent = 0;
    const double fraction = std::frexp(value, &exponent);
    const auto mantissa = static_cast<std::int64_t>(std::ldexp(fraction, 53));
    return Exact(mantissa) * power_of_two(exponent - 53);
}

Ratio log_of(const Exact& x) {
    assert(x >= 1);
    if (x == 1) return {};
    return minus_log_of_rest(1 - 1 / x);
}

Ratio minus_log_of_rest(const Exact& x) {
    assert(!x.is_negative() && x < 1);
    if (x.is_zero()) return {};
    const bool is_small = x * 2 < 1;
    const double value =
        is_small ? -std::log1p(-x.nearest_double()) : std::log((1 / (1 - x)).nearest_double());
    return with_error(value, value * relative_error);
}

Ratio minus_log_of_rest(const Ratio& x) {
    return {{minus_log_of_rest(x.value.low).value.low, minus_log_of_rest(x.value.best).value.best,
             minus_log_of_rest(x.value.high).value.high}};
}

Ratio one_minus_exp(const Ratio& x) {
    const auto end = [](const Exact& at) { return -std::expm1(-at.nearest_double()); };
    const double low = end(x.value.low);
    const double best = end(x.value.best);
    const double high = end(x.value.high);
    return {{exact_double(std::max(0.0, low * (1 - relative_error))), exact_double(best),
             smaller(1, exact_double(high * (1 + relative_error)))}};
}

Ratio exp_of_minus(const Ratio& x) {
    // The error of an argument, which is relative, is an error of its size in the exponent.
    const auto end = [](const Exact& at, double side) {
        const double argument = at.nearest_double();
        return std::exp(-argument) * (1 + side * relative_error * (1 + argument));
    };
    return {{exact_double(std::max(0.0, end(x.value.high, -1))), exact_double(end(x.value.best, 0)),
             smaller(1, exact_double(end(x.value.low, 1)))}};
}

Ratio power(const Ratio& base, int exponent) {
    assert(exponent >= 0);
    Ratio result{point(1)};
    for (int left = exponent; left > 0; --left) result = result * base;
    return result;
}

RoundedUp rounded_up(const Ratio& figure) {
    const Range whole = ends_rounded_up(figure).value;
    return {whole.high, whole.low != whole.high};
}

}  // namespace flopledger
