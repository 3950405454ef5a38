// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace flopledger {

// Searches in rows, sixteen bytes at a time where the machine can; callers see to it that so many
// bytes may be read from every place they give.
inline constexpr std::size_t search_width = 16;

// A bit for each of sixteen bytes, the first byte's lowest: whether it is this one.
inline std::uint32_t bytes_equal_to(const char* text, char byte) {
#ifdef __SSE2__
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    return static_cast<std::uint32_t>(
        _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte))));
#else
    std::uint32_t bits = 0;
    for (std::uint32_t i = 0; i < search_width; ++i) bits |= (text[i] == byte ? 1U : 0U) << i;
    return bits;
#endif
}

// Whether sixteen bytes are the same at two places.
inline bool same_sixteen(const char* left, const char* right) {
#ifdef __SSE2__
    const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(left));
    const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i*>(right));
    return _mm_movemask_epi8(_mm_cmpeq_epi8(first, second)) == 0xffff;
#else
    return std::memcmp(left, right, search_width) == 0;
#endif
}

// Whether two texts of one length, sixteen bytes at least, are the same.
inline bool same_bytes(const char* left, const char* right, std::size_t length) {
    for (std::size_t at = 0; at + search_width < length; at += search_width) {
        if (!same_sixteen(left + at, right + at)) return false;
    }
    return same_sixteen(left + length - search_width, right + length - search_width);
}

}  // namespace flopledger
