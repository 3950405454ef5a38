// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>

namespace flopledger {

struct ExactValue;

// An unbounded rational number. Every figure between what a user wrote and what we print is one,
// so nothing overflows and nothing is rounded before it is printed. Values are immutable and cheap
// to copy.
class Exact {
  public:
    // Zero.
    Exact();

    // A whole number; implicit, so that `6 * parameters` reads as the formula does.
    Exact(std::int64_t whole);  // NOLINT(google-explicit-constructor)

    // numerator / denominator; the denominator must not be zero.
    static Exact ratio(std::int64_t numerator, std::int64_t denominator);

    // The number that a run of decimal digits spells, at any length; the text holds digits only.
    static Exact from_digits(const std::string& digits);

    // Ten to a power, which may be negative.
    static Exact power_of_ten(int exponent);

    // The least common multiple of the denominators of two numbers.
    static Exact common_denominator(const Exact& left, const Exact& right);

    friend Exact operator+(const Exact& left, const Exact& right);
    friend Exact operator-(const Exact& left, const Exact& right);
    friend Exact operator*(const Exact& left, const Exact& right);
    // The divisor must not be zero: callers check, because they can name the place.
    friend Exact operator/(const Exact& left, const Exact& right);
    friend bool operator==(const Exact& left, const Exact& right);
    friend std::strong_ordering operator<=>(const Exact& left, const Exact& right);

    // Whether the number is zero.
    bool is_zero() const;

    // Whether the number is below zero.
    bool is_negative() const;

    // Whether the number has no fractional part.
    bool is_whole() const;

    // The largest whole number not above this one.
    Exact floor() const;

    // The smallest whole number not below this one.
    Exact ceiling() const;

    // The number rounded half to even to so many significant digits, from one on.
    Exact rounded(int significant_digits) const;

    // The power of ten that the number itself reaches, unrounded and without its sign: 24 of
    // 9.99e24, -1 of 0.5. Zero reaches none: the number must not be zero.
    int exponent10() const;

    // The largest whole number not above this one, as the machine counts; a number out of the range
    // of the type gives the end of the range that is next to it.
    std::int64_t to_int64() const;

    // The whole number in full, or `p/q` in lowest terms. Parsing it gives the same number again.
    std::string text() const;

    // The double nearest to this number, ties to even; infinity beyond the range of doubles.
    double nearest_double() const;

    // The number rounded half to even to so many significant digits: `3.81e25`. Zero is `0`.
    std::string scientific(int significant_digits) const;

    // The number rounded half to even to so many decimal places: `0.345`; trailing zeros stay.
    std::string fixed(int decimal_places) const;

  private:
    explicit Exact(std::shared_ptr<const ExactValue> value);
    std::shared_ptr<const ExactValue> value_;
};

// A count as an exact number, whatever its size.
Exact exact_of(std::uint64_t count);

// The smaller of two numbers.
const Exact& smaller(const Exact& left, const Exact& right);

// The larger of two numbers.
const Exact& larger(const Exact& left, const Exact& right);

}  // namespace flopledger
