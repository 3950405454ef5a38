// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace flopledger {

// The powers of ten that fit into 64 bits.
inline constexpr auto powers_of_ten = [] {
    std::array<std::uint64_t, 20> table{};
    std::uint64_t power = 1;
    for (std::uint64_t& entry : table) {
        entry = power;
        power *= 10;
    }
    return table;
}();

// A decimal number of few digits, as nearly all numbers in logs are.
struct PlainNumber {
    std::uint64_t digits = 0;  // without the point
    int places = 0;            // behind the point

    // The whole number of units nearest to the number times 10^scale, ties to even; nothing where
    // that needs more care.
    std::optional<std::uint64_t> scaled(int scale) const {
        const int shift = scale - places;
        if (shift >= 0) {
            if (shift >= static_cast<int>(powers_of_ten.size())) return std::nullopt;
            const std::uint64_t power = powers_of_ten[static_cast<std::size_t>(shift)];
            if (digits > std::numeric_limits<std::uint64_t>::max() / power) return std::nullopt;
            return digits * power;
        }
        if (-shift >= static_cast<int>(powers_of_ten.size())) return std::nullopt;
        const std::uint64_t power = powers_of_ten[static_cast<std::size_t>(-shift)];
        const std::uint64_t whole = digits / power;
        const std::uint64_t rest = digits % power;
        const bool up = rest > power / 2 || (rest == power / 2 && whole % 2 != 0);
        return whole + (up ? 1 : 0);
    }
};

// Reads `12` or `12.75` at the front of a text, up to 18 digits, and gives where it ends. Gives the
// front again where no such number stands: then the text may still be a number of another kind.
inline const char* read_plain_number(const char* begin, const char* end, PlainNumber& number) {
    const char* at = begin;
    std::uint64_t digits = 0;
    const auto take_digits = [&] {
        while (at != end) {
            const unsigned digit = static_cast<unsigned char>(*at) - unsigned{'0'};
            if (digit > 9) break;
            digits = digits * 10 + digit;
            ++at;
        }
    };
    take_digits();
    if (at == begin) return begin;
    number.places = 0;
    if (at != end && *at == '.') {
        const char* point = at++;
        take_digits();
        number.places = static_cast<int>(at - point - 1);
        if (number.places == 0) return begin;
    }
    if (at - begin > 18) return begin;
    number.digits = digits;
    return at;
}

// Milliseconds since 1970 of a text that is 13 digits, or 10 with or without three behind a point,
// which are milliseconds or seconds from 2001 on; nothing for others, which may be times as well.
std::optional<std::int64_t> plain_epoch_time(std::string_view text);

}  // namespace flopledger
