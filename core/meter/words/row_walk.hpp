// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "core/facts/machines/usage.hpp"
#include "core/meter/words/byte_search.hpp"

namespace flopledger {

// The parts of a walk through a row of comma-separated fields: each gives the place behind its
// field's comma, or nullptr where the field is not what it mostly is and the row must be looked at
// with care. They look at most longest_walked_row bytes ahead; callers see to it that these are
// there.
inline constexpr std::size_t longest_walked_row = 1024;

// Behind so many fields, one at least.
inline const char* skip_fields(const char* at, std::size_t fields) {
    for (std::size_t blocks = 0; blocks < longest_walked_row / search_width; ++blocks) {
        std::uint32_t commas = bytes_equal_to(at, ',');
        const std::uint32_t ends = bytes_equal_to(at, '\n');
        if (ends != 0) commas &= (ends & (~ends + 1)) - 1;  // those before the line end
        while (commas != 0) {
            if (--fields == 0) return at + std::countr_zero(commas) + 1;
            commas &= commas - 1;
        }
        if (ends != 0) return nullptr;
        at += search_width;
    }
    return nullptr;
}

// Behind the line end, with exactly so many commas before it.
inline const char* walk_rest(const char* at, std::size_t commas) {
    for (std::size_t blocks = 0; blocks < longest_walked_row / search_width; ++blocks) {
        const std::uint32_t ends = bytes_equal_to(at, '\n');
        std::uint32_t found = bytes_equal_to(at, ',');
        if (ends != 0) found &= (ends & (~ends + 1)) - 1;
        // Few bits are set: counting them one by one needs no instruction of newer machines.
        std::size_t count = 0;
        for (; found != 0; found &= found - 1) ++count;
        if (ends != 0) return count == commas ? at + std::countr_zero(ends) + 1 : nullptr;
        if (count > commas) return nullptr;
        commas -= count;
        at += search_width;
    }
    return nullptr;
}

// Behind what ends a field: a comma, or the end of the row.
inline const char* walk_field_end(const char* at, bool ends_row) {
    if (!ends_row) return *at == ',' ? at + 1 : nullptr;
    if (*at == '\r') ++at;
    return *at == '\n' ? at + 1 : nullptr;
}

// Behind a value in brackets, which is missing.
inline const char* walk_missing(const char* at, bool ends_row) {
    const char* const limit = at + 64;
    while (*at != ']' && *at != ',' && *at != '\n' && at < limit) ++at;
    return *at == ']' ? walk_field_end(at + 1, ends_row) : nullptr;
}

// A value with so many decimals at most, times 10^decimals, with or without its unit: `98 %`,
// `70.89 W`; at most `most`.
template <int decimals>
[[gnu::always_inline]] inline const char* walk_value(const char* at, char unit, bool ends_row,
                                                     std::uint32_t most, std::uint32_t& value) {
    if (*at == '[') {
        value = missing_value;
        return walk_missing(at, ends_row);
    }
    const auto digit = [](char byte) { return static_cast<std::uint32_t>(byte) - '0'; };
    std::uint32_t number = 0;
    int digits = 0;
    for (; digits < 7 && digit(*at) < 10; ++at, ++digits) number = number * 10 + digit(*at);
    if (digits == 0 || digits > 6) return nullptr;
    int places = 0;
    if (*at == '.') {
        for (++at; places < decimals && digit(*at) < 10; ++at, ++places) {
            number = number * 10 + digit(*at);
        }
        if (places == 0) return nullptr;
    }
    for (; places < decimals; ++places) number *= 10;
    if (at[0] == ' ' && at[1] == unit) at += 2;
    if (number > most) return nullptr;
    value = number;
    return walk_field_end(at, ends_row);
}

}  // namespace flopledger
