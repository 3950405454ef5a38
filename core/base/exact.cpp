// SPDX-License-Identifier: Apache-2.0
#include "core/base/exact.hpp"

#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace flopledger {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

struct ExactValue {
    Rational number;
};

namespace {

std::shared_ptr<const ExactValue> hold(Rational number) {
    return std::make_shared<const ExactValue>(ExactValue{std::move(number)});
}

// The parts of a fraction where they lie: the library's own functions copy them.
const Integer& numerator_of(const Rational& number) { return number.backend().data().numerator(); }
const Integer& denominator_of(const Rational& number) {
    return number.backend().data().denominator();
}

// Zero is shared, because default-constructed numbers are by far the most frequent.
const std::shared_ptr<const ExactValue>& shared_zero() {
    static const std::shared_ptr<const ExactValue> zero = hold(Rational(0));
    return zero;
}

// Ten to a power that is not negative. Figures of the field stay below ten to the fortieth, and
// every one that is printed asks for several powers.
Integer integer_power_of_ten(int exponent) {
    assert(exponent >= 0);
    static const auto powers = [] {
        std::array<Integer, 41> table;
        table.front() = 1;
        for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * 10;
        return table;
    }();
    const auto index = static_cast<std::size_t>(exponent);
    if (index < powers.size()) return powers[index];
    return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

// Division of non-negative numbers, rounded half to even.
Integer divide_rounding(const Integer& dividend, const Integer& divisor) {
    Integer quotient;
    Integer remainder;
    boost::multiprecision::divide_qr(dividend, divisor, quotient, remainder);
    const Integer twice = remainder * 2;
    if (twice > divisor || (twice == divisor && bit_test(quotient, 0))) {
        ++quotient;
    }
    return quotient;
}

// Whether a positive fraction is at least ten to a power.
bool reaches_power(const Integer& numerator, const Integer& denominator, int exponent) {
    return exponent >= 0 ? numerator >= denominator * integer_power_of_ten(exponent)
                         : numerator * integer_power_of_ten(-exponent) >= denominator;
}

// The exponent of the leading decimal digit of a positive number: 4 for 38100, -1 for 0.5. The bits
// tell it to within one; writing the digits out would cost more than all the rest.
int decimal_exponent(const Integer& numerator, const Integer& denominator) {
    const int bits = static_cast<int>(msb(numerator)) - static_cast<int>(msb(denominator));
    int exponent = bits * 30103 / 100000;
    while (!reaches_power(numerator, denominator, exponent)) --exponent;
    while (reaches_power(numerator, denominator, exponent + 1)) ++exponent;
    return exponent;
}

// The number times ten to the power, rounded half to even to a whole number.
Integer scaled_rounded(const Integer& numerator, const Integer& denominator, int power) {
    return power >= 0 ? divide_rounding(numerator * integer_power_of_ten(power), denominator)
                      : divide_rounding(numerator, denominator * integer_power_of_ten(-power));
}

// The digits of a positive number rounded half to even to so many, and the power of ten of the
// first of them.
struct RoundedDigits {
    Integer digits;
    int exponent = 0;
};

RoundedDigits rounded_digits(const Integer& numerator, const Integer& denominator, int count) {
    assert(count >= 1);
    RoundedDigits found;
    found.exponent = decimal_exponent(numerator, denominator);
    found.digits = scaled_rounded(numerator, denominator, count - 1 - found.exponent);
    if (found.digits == integer_power_of_ten(count)) {
        // Rounding carried into a new digit: 9.996 becomes 10.00.
        found.digits /= 10;
        ++found.exponent;
    }
    return found;
}

}  // namespace

Exact::Exact() : value_(shared_zero()) {}

Exact::Exact(std::int64_t whole) : value_(whole == 0 ? shared_zero() : hold(Rational(whole))) {}

Exact::Exact(std::shared_ptr<const ExactValue> value) : value_(std::move(value)) {}

Exact Exact::ratio(std::int64_t numerator, std::int64_t denominator) {
    assert(denominator != 0);
    return Exact(hold(Rational(Integer(numerator), Integer(denominator))));
}

Exact Exact::from_digits(const std::string& digits) {
    const std::size_t first = digits.find_first_not_of('0');
    // A leading zero would make the library read the text as octal.
    return first == std::string::npos ? Exact()
                                      : Exact(hold(Rational(Integer(digits.substr(first)))));
}

Exact Exact::power_of_ten(int exponent) {
    const Integer power = integer_power_of_ten(std::abs(exponent));
    return Exact(hold(exponent >= 0 ? Rational(power) : Rational(Integer(1), power)));
}

Exact Exact::common_denominator(const Exact& left, const Exact& right) {
    return Exact(hold(Rational(boost::multiprecision::lcm(denominator_of(left.value_->number),
                                                          denominator_of(right.value_->number)))));
}

Exact operator+(const Exact& left, const Exact& right) {
    // Sums over the parts of a model are mostly of zeros.
    if (right.is_zero()) return left;
    if (left.is_zero()) return right;
    // Most figures are whole, and a sum of fractions looks for a common divisor.
    if (left.is_whole() && right.is_whole()) {
        const Integer sum = numerator_of(left.value_->number) + numerator_of(right.value_->number);
        return Exact(hold(Rational(sum)));
    }
    return Exact(hold(left.value_->number + right.value_->number));
}

Exact operator-(const Exact& left, const Exact& right) {
    return Exact(hold(left.value_->number - right.value_->number));
}

Exact operator*(const Exact& left, const Exact& right) {
    if (left.is_zero() || right.is_zero()) return Exact();
    if (left.is_whole() && right.is_whole()) {
        const Integer product =
            numerator_of(left.value_->number) * numerator_of(right.value_->number);
        return Exact(hold(Rational(product)));
    }
    return Exact(hold(left.value_->number * right.value_->number));
}

Exact operator/(const Exact& left, const Exact& right) {
    assert(!right.is_zero());
    return Exact(hold(left.value_->number / right.value_->number));
}

bool operator==(const Exact& left, const Exact& right) {
    return left.value_ == right.value_ || left.value_->number == right.value_->number;
}

std::strong_ordering operator<=>(const Exact& left, const Exact& right) {
    const int order =
        left.is_whole() && right.is_whole()
            ? numerator_of(left.value_->number).compare(numerator_of(right.value_->number))
            : left.value_->number.compare(right.value_->number);
    return order <=> 0;
}

bool Exact::is_zero() const { return value_ == shared_zero() || value_->number.is_zero(); }

bool Exact::is_negative() const { return value_->number < 0; }

bool Exact::is_whole() const { return denominator_of(value_->number) == 1; }

Exact Exact::floor() const {
    Integer quotient;
    Integer remainder;
    divide_qr(numerator_of(value_->number), denominator_of(value_->number), quotient, remainder);
    if (remainder < 0) {
        --quotient;
    }
    return Exact(hold(Rational(quotient)));
}

Exact Exact::ceiling() const { return is_whole() ? *this : floor() + 1; }

Exact Exact::rounded(int significant_digits) const {
    if (is_zero()) return *this;
    const RoundedDigits found = rounded_digits(abs(numerator_of(value_->number)),
                                               denominator_of(value_->number), significant_digits);
    const Exact magnitude =
        Exact(hold(Rational(found.digits))) * power_of_ten(found.exponent - significant_digits + 1);
    return is_negative() ? Exact() - magnitude : magnitude;
}

int Exact::exponent10() const {
    assert(!is_zero());
    return decimal_exponent(abs(numerator_of(value_->number)), denominator_of(value_->number));
}

std::int64_t Exact::to_int64() const {
    using Limits = std::numeric_limits<std::int64_t>;
    const Exact whole = floor();
    if (whole < Limits::min()) return Limits::min();
    if (Exact(Limits::max()) < whole) return Limits::max();
    return numerator_of(whole.value_->number).convert_to<std::int64_t>();
}

std::string Exact::text() const {
    const std::string whole = numerator_of(value_->number).str();
    return is_whole() ? whole : whole + "/" + denominator_of(value_->number).str();
}

double Exact::nearest_double() const {
    if (is_zero()) {
        return 0.0;
    }
    Integer top = abs(numerator_of(value_->number));
    Integer bottom = denominator_of(value_->number);
    // The quotient gets 62 or 63 bits: its lowest bit then only says that something is left over,
    // and the one rounding is the processor's own from 64-bit integer to double.
    const int shift = 62 - (static_cast<int>(msb(top)) - static_cast<int>(msb(bottom)));
    if (shift >= 0) {
        top <<= shift;
    } else {
        bottom <<= -shift;
    }
    Integer quotient;
    Integer remainder;
    divide_qr(top, bottom, quotient, remainder);
    std::uint64_t bits = quotient.convert_to<std::uint64_t>();
    if (!remainder.is_zero()) {
        bits |= 1U;
    }
    const double magnitude = std::ldexp(static_cast<double>(bits), -shift);
    return is_negative() ? -magnitude : magnitude;
}

std::string Exact::scientific(int significant_digits) const {
    if (is_zero()) {
        return "0";
    }
    const RoundedDigits found = rounded_digits(abs(numerator_of(value_->number)),
                                               denominator_of(value_->number), significant_digits);
    const std::string digits = found.digits.str();
    std::string text = is_negative() ? "-" : "";
    text += digits[0];
    if (significant_digits > 1) {
        text += "." + digits.substr(1);
    }
    return text + "e" + std::to_string(found.exponent);
}

std::string Exact::fixed(int decimal_places) const {
    assert(decimal_places >= 0);
    std::string digits = scaled_rounded(abs(numerator_of(value_->number)),
                                        denominator_of(value_->number), decimal_places)
                             .str();
    const auto places = static_cast<std::size_t>(decimal_places);
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    const bool shows_zero = digits.find_first_not_of('0') == std::string::npos;
    if (places > 0) {
        digits.insert(digits.size() - places, ".");
    }
    return (is_negative() && !shows_zero ? "-" : "") + digits;
}

Exact exact_of(std::uint64_t count) {
    if (count <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        return {static_cast<std::int64_t>(count)};
    }
    return Exact::from_digits(std::to_string(count));
}

const Exact& smaller(const Exact& left, const Exact& right) { return right < left ? right : left; }

const Exact& larger(const Exact& left, const Exact& right) { return left < right ? right : left; }

}  // namespace flopledger
