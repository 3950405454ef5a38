// SPDX-License-Identifier: Apache-2.0
#include "core/base/number_text.hpp"

#include <string>

#include "core/base/ascii.hpp"

namespace flopledger {

namespace {

// Reads digits from the front of the text, leaving out underscores between digits.
std::string take_digits(std::string_view& text) {
    std::string digits;
    while (!text.empty()) {
        const bool separates =
            text[0] == '_' && !digits.empty() && text.size() > 1 && is_digit(text[1]);
        if (!is_digit(text[0]) && !separates) {
            break;
        }
        if (!separates) {
            digits += text[0];
        }
        text.remove_prefix(1);
    }
    return digits;
}

bool take(std::string_view& text, char character) {
    if (text.empty() || text[0] != character) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

// The exponent after `e`, or nothing if it is no number or far outside the bound. The digits are
// never turned into a number when there are many of them.
std::variant<int, NumberFault> take_exponent(std::string_view& text) {
    const bool negative = take(text, '-');
    if (!negative) {
        take(text, '+');
    }
    std::string digits = take_digits(text);
    if (digits.empty()) {
        return NumberFault::not_a_number;
    }
    digits.erase(0, digits.find_first_not_of('0'));
    if (digits.size() > 3) {
        return NumberFault::exponent_out_of_bounds;
    }
    const int magnitude = digits.empty() ? 0 : std::stoi(digits);
    return negative ? -magnitude : magnitude;
}

// A decimal number without a fraction bar.
std::variant<Exact, NumberFault> parse_decimal(std::string_view text) {
    const bool negative = take(text, '-');
    if (!negative) {
        take(text, '+');
    }
    std::string digits = take_digits(text);
    int places = 0;
    if (take(text, '.')) {
        const std::string fraction = take_digits(text);
        if (digits.empty() && fraction.empty()) {
            return NumberFault::not_a_number;
        }
        places = static_cast<int>(fraction.size());
        digits += fraction;
    }
    if (digits.empty()) {
        return NumberFault::not_a_number;
    }
    int exponent = 0;
    if (take(text, 'e') || take(text, 'E')) {
        const auto read = take_exponent(text);
        if (const auto* fault = std::get_if<NumberFault>(&read)) {
            return *fault;
        }
        exponent = std::get<int>(read);
    }
    if (!text.empty()) {
        return NumberFault::not_a_number;
    }
    digits.erase(0, digits.find_first_not_of('0'));
    if (digits.empty()) {
        return Exact();
    }
    if (digits.size() > static_cast<std::size_t>(most_digits)) {
        return NumberFault::too_many_digits;
    }
    const int leading = static_cast<int>(digits.size()) - 1 - places + exponent;
    if (leading > largest_decimal_exponent || leading < -largest_decimal_exponent) {
        return NumberFault::exponent_out_of_bounds;
    }
    const Exact magnitude = Exact::from_digits(digits) * Exact::power_of_ten(exponent - places);
    return negative ? Exact() - magnitude : magnitude;
}

}  // namespace

std::variant<Exact, NumberFault> parse_exact(std::string_view text) {
    const std::size_t bar = text.find('/');
    if (bar == std::string_view::npos) {
        return parse_decimal(text);
    }
    const auto top = parse_decimal(text.substr(0, bar));
    const auto bottom = parse_decimal(text.substr(bar + 1));
    for (const auto* part : {&top, &bottom}) {
        if (std::holds_alternative<NumberFault>(*part)) {
            return *part;
        }
    }
    if (std::get<Exact>(bottom).is_zero()) {
        return NumberFault::division_by_zero;
    }
    return std::get<Exact>(top) / std::get<Exact>(bottom);
}

std::string_view describe(NumberFault fault) {
    switch (fault) {
        case NumberFault::not_a_number:
            return "this is not a number";
        case NumberFault::too_many_digits:
            return "this number has more than 100 digits";
        case NumberFault::exponent_out_of_bounds:
            return "this number lies outside 1e-60 to 1e60";
        case NumberFault::division_by_zero:
            return "this number divides by zero";
    }
    return "";
}

}  // namespace flopledger
