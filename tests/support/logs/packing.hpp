// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace flopledger {

// A number as so many bytes, the least significant first.
inline std::string little_endian(std::uint64_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(number >> (8 * i));
    return text;
}

// The check sum of gzip (CRC-32).
inline std::uint32_t gzip_check_sum(std::string_view bytes) {
    std::uint32_t sum = 0xffffffffU;
    for (const char byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ ((sum & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~sum;
}

// A member of gzip whose text is stored as it is; `fields` are those of the header that `flags`
// announces.
inline std::string gzip_member(std::string_view text, char flags = '\0',
                               std::string_view fields = "") {
    std::string member("\x1f\x8b\x08", 3);
    member += flags;
    member += std::string("\0\0\0\0\0\x03", 6) + std::string(fields);
    std::string_view left = text;
    do {
        const std::string_view block = left.substr(0, 65535);
        left.remove_prefix(block.size());
        member += left.empty() ? '\1' : '\0';
        member += little_endian(block.size(), 2) + little_endian(~block.size() & 0xffffU, 2);
        member += block;
    } while (!left.empty());
    return member + little_endian(gzip_check_sum(text), 4) + little_endian(text.size(), 4);
}

// A frame of zstd whose text is stored as it is, with a window of 2^17 bytes unless said.
inline std::string zstd_frame(std::string_view text, char window = '\x38') {
    std::string frame("\x28\xb5\x2f\xfd\0", 5);
    frame += window;
    do {
        const std::string_view block = text.substr(0, std::size_t{1} << 17);
        text.remove_prefix(block.size());
        frame += little_endian(block.size() << 3 | (text.empty() ? 1U : 0U), 3);
        frame += block;
    } while (!text.empty());
    return frame;
}

// A frame of zstd with so many blocks of 128 KiB, all of one byte: four bytes a block.
inline std::string zstd_bomb(int blocks, char byte) {
    std::string frame("\x28\xb5\x2f\xfd\0\x38", 6);
    for (int i = 1; i <= blocks; ++i) {
        frame += little_endian((1U << 17) << 3 | 2U | (i == blocks ? 1U : 0U), 3) + byte;
    }
    return frame;
}

// A frame that decoders of zstd skip.
inline std::string zstd_skippable_frame(std::string_view bytes) {
    return "\x53\x2a\x4d\x18" + little_endian(bytes.size(), 4) + std::string(bytes);
}

}  // namespace flopledger
