// SPDX-License-Identifier: Apache-2.0
#include "core/text/words/utf16.hpp"

#include <algorithm>
#include <cstring>

namespace flopledger {

namespace {

constexpr char32_t replacement = 0xfffd;

bool is_high_surrogate(char32_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool is_low_surrogate(char32_t unit) { return unit >= 0xdc00 && unit < 0xe000; }

// Writes a character in UTF-8; gives how many bytes that took.
std::size_t put(char32_t code, char* into) {
    const auto byte = [](char32_t bits) {
        return static_cast<char>(static_cast<unsigned char>(bits));
    };
    if (code < 0x80) {
        into[0] = byte(code);
        return 1;
    }
    const std::size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (std::size_t i = size - 1; i > 0; --i, code >>= 6) into[i] = byte(0x80 | (code & 0x3f));
    constexpr char32_t leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
    into[0] = byte(leads[size] | code);
    return size;
}

bool is_big_endian(std::string_view beginning) {
    return beginning.starts_with("\xfe\xff") || beginning.front() == '\0';
}

}  // namespace

bool begins_utf16(std::string_view beginning) {
    if (beginning.starts_with("\xff\xfe") || beginning.starts_with("\xfe\xff")) return true;
    if (beginning.size() < 4) return false;
    const bool zeros_first = beginning[0] == '\0' && beginning[2] == '\0';
    const bool zeros_last = beginning[1] == '\0' && beginning[3] == '\0';
    const bool first = beginning[0] != '\0' && beginning[2] != '\0';
    const bool last = beginning[1] != '\0' && beginning[3] != '\0';
    return (zeros_first && last) || (zeros_last && first);
}

std::optional<std::size_t> Utf16Text::fill(const Read& source, std::size_t most) {
    const std::size_t before = waiting_.size();
    waiting_.resize(before + most);
    const auto size = source(waiting_.data() + before, most);
    waiting_.resize(before + size.value_or(0));
    ended_ = ended_ || (size && *size == 0);
    return size;
}

std::optional<std::size_t> Utf16Text::read(const Read& source, char* into, std::size_t most) {
    if (!begun_) {
        while (waiting_.size() < 4 && !ended_) {
            if (!fill(source, most)) return std::nullopt;
        }
        begun_ = true;
        is_utf16_ = begins_utf16(waiting_);
        big_endian_ = is_utf16_ && is_big_endian(waiting_);
    }
    if (!is_utf16_) {
        if (waiting_.empty()) return ended_ ? 0 : source(into, most);
        const std::size_t size = std::min(most, waiting_.size());
        std::memcpy(into, waiting_.data(), size);
        waiting_.erase(0, size);
        return size;
    }
    while (true) {
        if (const std::size_t size = take(into, most, ended_)) return size;
        if (ended_) return 0;
        if (!fill(source, most)) return std::nullopt;
    }
}

// Passes on as many whole characters as there are and fit.
std::size_t Utf16Text::take(char* into, std::size_t most, bool at_end) {
    const auto unit_at = [&](std::size_t at) {
        const auto one = static_cast<unsigned char>(waiting_[at]);
        const auto other = static_cast<unsigned char>(waiting_[at + 1]);
        return static_cast<char32_t>(big_endian_ ? one << 8 | other : other << 8 | one);
    };
    std::size_t at = 0;
    std::size_t size = 0;
    while (size + 4 <= most && at + 2 <= waiting_.size()) {
        char32_t code = unit_at(at);
        std::size_t units = 1;
        if (is_high_surrogate(code)) {
            const bool has_next = at + 4 <= waiting_.size();
            if (!has_next && !at_end) break;
            const char32_t next = has_next ? unit_at(at + 2) : 0;
            const bool pair = is_low_surrogate(next);
            code = pair ? 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00) : replacement;
            units = pair ? 2 : 1;
        } else if (is_low_surrogate(code)) {
            code = replacement;
        }
        at += 2 * units;
        size += put(code, into + size);
    }
    waiting_.erase(0, at);
    // Half a unit at the end is no character.
    if (at_end && size == 0 && waiting_.size() == 1) {
        waiting_.clear();
        size = put(replacement, into);
    }
    return size;
}

}  // namespace flopledger
