// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace flopledger {

namespace {

constexpr std::size_t longest_name = 32;
constexpr int fewest_digits = 3;
constexpr int most_digits = 12;

bool continues_a_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// The digits at which two numbers look different; the fewest if they are equal.
int digits_to_tell(const Exact& left, const Exact& right) {
    int digits = fewest_digits;
    while (left != right && digits < most_digits &&
           left.scientific(digits) == right.scientific(digits)) {
        ++digits;
    }
    return digits;
}

// One in the last digit of a number of few digits that is not zero.
Exact last_digit(const Exact& shown) {
    return Exact::power_of_ten(shown.exponent10() - fewest_digits + 1);
}

}  // namespace

std::string short_name(std::string_view name) {
    if (name.size() <= longest_name) {
        return std::string(name);
    }
    std::size_t end = longest_name - 3;
    while (end > 0 && continues_a_character(name[end])) {
        --end;
    }
    return fmt::format("{}...", name.substr(0, end));
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t index = 0; index < words.size(); ++index) {
        if (index > 0) {
            text += index + 1 == words.size() ? " or " : ", ";
        }
        text += words[index];
    }
    return text;
}

std::string bound_text(const Exact& bound) {
    const Exact near = bound.rounded(fewest_digits);
    return (near <= bound ? near : near - last_digit(near)).scientific(fewest_digits);
}

std::string lower_bound_text(const Exact& bound) {
    const Exact near = bound.rounded(fewest_digits);
    return (bound <= near ? near : near + last_digit(near)).scientific(fewest_digits);
}

std::string range_text(const Range& range, int significant_digits) {
    if (range.is_point()) {
        return range.best.scientific(significant_digits);
    }
    return fmt::format("{} to {}", range.low.scientific(significant_digits),
                       range.high.scientific(significant_digits));
}

std::string figure_text(const Range& range, int significant_digits) {
    if (range.is_bound()) {
        return fmt::format("at most {}", range.high.scientific(significant_digits));
    }
    const std::string text = range_text(range, significant_digits);
    return range.is_point()
               ? text
               : fmt::format("{} (best {})", text, range.best.scientific(significant_digits));
}

int telling_digits(const Range& measured, const Range& amount) {
    return std::max(digits_to_tell(measured.low, amount.high),
                    digits_to_tell(measured.high, amount.low));
}

}  // namespace flopledger
