// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/decimal.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "core/base/ascii.hpp"

namespace flopledger {

namespace {

// A decimal number taken apart: its digits with the point among them, and what the exponent adds.
struct Parts {
    std::string_view whole;
    std::string_view fraction;
    std::int64_t exponent = 0;
    bool negative = false;
};

// Longer exponents than any text has digits are cut to this one.
constexpr std::int64_t largest_exponent = std::int64_t{1} << 40;

std::string_view take_digits(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && is_digit(text[length])) ++length;
    const std::string_view digits = text.substr(0, length);
    text.remove_prefix(length);
    return digits;
}

// Takes `+` or `-` from the front of a text; whether it was a `-`.
bool take_sign(std::string_view& text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    return negative;
}

// The exponent behind an `e`, or nothing if there is none behind it.
std::optional<std::int64_t> take_exponent(std::string_view& text) {
    const bool negative = take_sign(text);
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    std::int64_t exponent = 0;
    for (const char digit : digits) {
        exponent = std::min(largest_exponent, exponent * 10 + (digit - '0'));
    }
    return negative ? -exponent : exponent;
}

std::optional<Parts> parts_of(std::string_view text) {
    Parts parts;
    parts.negative = take_sign(text);
    parts.whole = take_digits(text);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        parts.fraction = take_digits(text);
    }
    if (parts.whole.empty() && parts.fraction.empty()) return std::nullopt;
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        const auto exponent = take_exponent(text);
        if (!exponent) return std::nullopt;
        parts.exponent = *exponent;
    }
    if (!text.empty()) return std::nullopt;
    return parts;
}

// A whole number that digits are added to until it does not fit.
struct Sum {
    std::uint64_t value = 0;
    bool overflow = false;

    void add(unsigned digit) {
        constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
        overflow = overflow || value > most / 10 || value * 10 > most - digit;
        if (!overflow) value = value * 10 + digit;
    }
};

// What stands behind the last digit that is kept: its first digit, and whether more follows.
struct Rest {
    std::int64_t place = 0;
    unsigned first = 0;
    bool more = false;

    void add(unsigned digit) {
        if (place++ == 0) {
            first = digit;
        } else {
            more = more || digit != 0;
        }
    }
};

// The number when so many digits are kept, which may be more or less than there are.
std::optional<std::uint64_t> rounded(const Parts& parts, std::int64_t kept) {
    Sum sum;
    Rest rest;
    // Zeros between the point and the first digit are dropped: the first digit is behind the rest's
    // first place then.
    if (kept < 0) rest.place = 1;
    std::int64_t left = kept;
    bool any = false;
    for (const std::string_view digits : {parts.whole, parts.fraction}) {
        for (const char character : digits) {
            const auto digit = static_cast<unsigned>(character - '0');
            any = any || digit != 0;
            if (left-- > 0) {
                sum.add(digit);
            } else {
                rest.add(digit);
            }
        }
    }
    if (parts.negative && any) return std::nullopt;
    for (; left > 0 && sum.value != 0 && !sum.overflow; --left) sum.add(0);
    const bool up = rest.first > 5 || (rest.first == 5 && (rest.more || sum.value % 2 != 0));
    if (up && sum.value == std::numeric_limits<std::uint64_t>::max()) return std::nullopt;
    if (sum.overflow) return std::nullopt;
    return sum.value + (up ? 1 : 0);
}

}  // namespace

std::optional<std::uint64_t> scaled_decimal(std::string_view text, int scale) {
    const auto parts = parts_of(text);
    if (!parts) return std::nullopt;
    const auto whole = static_cast<std::int64_t>(parts->whole.size());
    return rounded(*parts, whole + parts->exponent + scale);
}

bool is_missing(std::string_view text) {
    text = trimmed(text);
    if (text.empty() || text == "-") return true;
    if (is_digit(text.front())) return false;
    if (text.front() == '[') return text.back() == ']';
    if (text.starts_with("<<<")) return text.size() >= 6 && text.ends_with(">>>");
    constexpr auto words =
        std::to_array<std::string_view>({"n/a", "nan", "-nan", "null", "none", "err!"});
    // rocm-smi says why in brackets: `N/A (Secondary die)`.
    if (text.back() == ')') text = trimmed(text.substr(0, text.find('(')));
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return is_same_word(text, word); });
}

}  // namespace flopledger
