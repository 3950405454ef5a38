// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/unpack.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "core/text/files/sha256.hpp"
#include "tests/support/logs/packing.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

std::string from_hexadecimal(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    }
    return bytes;
}

// What these two unpack to.
std::string sample() {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "utilization " + std::to_string(i % 3) + " %\n";
    return text;
}

// Written by `gzip -9N`, a name in the header.
std::string sample_gzip() {
    return from_hexadecimal(
        "1f8b0808000000000203732e747874002b2dc9ccc9ac4a2cc9cccf53305050e52a45e21ba2f18dd0f8a3ea47"
        "d553aa1e00f497f2f580020000");
}

// Written by `zstd -19 --check`.
std::string sample_zstd() {
    return from_hexadecimal(
        "28b52ffd648001050100907574696c697a6174696f6e203020250a313204004da6aa0000073a66b80906caba94"
        "92");
}

// 64 KiB of zeros by `gzip -9`.
std::string zeros_gzip() {
    return from_hexadecimal("1f8b0800000000000203edc101010000008090feafee080a" +
                            std::string(126, '0') + "6aeb8e97d700000100");
}

// What came of unpacking something whole.
struct Unpacked {
    std::string plain;
    std::string why;  // empty if it went well
    bool damaged = false;
    Packing packing = Packing::none;
    std::uint64_t packed_bytes = 0;
    std::string sha256;
};

Unpacked unpack(const std::string& bytes, std::size_t packed_piece = 1'000'000,
                std::size_t plain_piece = 100'000, int failing_piece = 0) {
    StreamFaults faults;
    faults.longest_piece = packed_piece;
    faults.failing_piece = failing_piece;
    MemoryStream stream(bytes, true, faults);
    Sha256 sum;
    Unpacker unpacker(stream, [&](std::string_view piece) { sum.add(piece); });
    Unpacked result;
    std::string block(plain_piece, '\0');
    for (;;) {
        const auto count = unpacker.read(block.data(), block.size());
        if (!count) {
            CHECK_FALSE(unpacker.read(block.data(), block.size()));
            result.why = unpacker.why();
            break;
        }
        if (*count == 0) {
            CHECK(unpacker.read(block.data(), block.size()) == 0);
            break;
        }
        result.plain.append(block, 0, *count);
    }
    result.damaged = unpacker.damaged();
    result.packing = unpacker.packing();
    result.packed_bytes = unpacker.packed_bytes();
    result.sha256 = sum.digest();
    return result;
}

// Whatever the sizes of the pieces, these bytes give this text.
void check_unpacks(const std::string& bytes, const std::string& text, Packing packing) {
    const std::string digest = sha256(bytes);
    for (const std::size_t packed_piece : {1U, 2U, 7U, 1000U, 1'000'000U}) {
        for (const std::size_t plain_piece : {1U, 5U, 4096U, 1'000'000U}) {
            CAPTURE(packed_piece);
            CAPTURE(plain_piece);
            const Unpacked unpacked = unpack(bytes, packed_piece, plain_piece);
            CHECK(unpacked.why == "");
            CHECK((unpacked.plain == text));
            CHECK(unpacked.packing == packing);
            CHECK(unpacked.packed_bytes == bytes.size());
            CHECK(unpacked.sha256 == digest);
        }
    }
}

// Whatever the sizes of the pieces, these bytes are damaged; what was unpacked until then begins
// the text, and does not depend on how the stream comes.
void check_damaged(const std::string& bytes, const std::string& text, const std::string& why) {
    for (const std::size_t plain_piece : {1U, 4096U, 1'000'000U}) {
        const std::string before = unpack(bytes, 1'000'000, plain_piece).plain;
        CHECK(text.starts_with(before));
        for (const std::size_t packed_piece : {1U, 7U, 1'000'000U}) {
            CAPTURE(packed_piece);
            CAPTURE(plain_piece);
            const Unpacked unpacked = unpack(bytes, packed_piece, plain_piece);
            CHECK(unpacked.why == why);
            CHECK(unpacked.damaged);
            CHECK((unpacked.plain == before));
        }
    }
}

}  // namespace

TEST_CASE("unpack: what is not packed passes through") {
    check_unpacks("", "", Packing::none);
    for (const std::string& text : {std::string("a"), std::string("\x1f"), std::string("\x1f\x8b"),
                                    std::string("\x28\xb5\x2f"), std::string("a\0b\n", 4),
                                    std::string("\x1f\x8b\x07 is not deflate"), sample()}) {
        check_unpacks(text, text, Packing::none);
    }
    const std::string much(700'000, 'x');
    CHECK((unpack(much).plain == much));
    CHECK((unpack(much, 300'000, 300'000).plain == much));
}

TEST_CASE("unpack: marks of packing") {
    CHECK(packing_of("") == Packing::none);
    CHECK(packing_of("time") == Packing::none);
    CHECK(packing_of("P*M") == Packing::none);
    CHECK(packing_of(gzip_member("")) == Packing::gzip);
    CHECK(packing_of(zstd_frame("")) == Packing::zstd);
    CHECK(packing_of(zstd_skippable_frame("")) == Packing::zstd);
}

TEST_CASE("unpack: gzip, plain headers and full ones") {
    check_unpacks(sample_gzip(), sample(), Packing::gzip);
    check_unpacks(gzip_member(""), "", Packing::gzip);
    check_unpacks(gzip_member("text"), "text", Packing::gzip);
    check_unpacks(gzip_member("text", '\x08', std::string("name.csv\0", 9)), "text", Packing::gzip);
    const std::string extra = little_endian(300, 2) + std::string(300, 'e');
    const std::string fields =
        extra + std::string("name\0", 5) + std::string(70'000, 'c') + std::string(1, '\0');
    check_unpacks(gzip_member("text", '\x1c', fields), "text", Packing::gzip);
    const std::string start("\x1f\x8b\x08\x02\0\0\0\0\0\x03", 10);
    check_unpacks(gzip_member("text", '\x02', little_endian(gzip_check_sum(start), 2)), "text",
                  Packing::gzip);
    const std::string much(200'000, 'y');
    check_unpacks(gzip_member(much), much, Packing::gzip);
}

TEST_CASE("unpack: gzip members follow one another, zeros may follow the last") {
    const std::string three = gzip_member("one\n") + sample_gzip() + gzip_member("");
    check_unpacks(three, "one\n" + sample(), Packing::gzip);
    check_unpacks(three + std::string(1000, '\0'), "one\n" + sample(), Packing::gzip);
    const char* garbage = "bytes that are no gzip follow a gzip member";
    check_damaged(three + "garbage", "one\n" + sample(), garbage);
    check_damaged(three + "\x1f", "one\n" + sample(), "the gzip data end within a member");
    check_damaged(three + "\x1f garbage and more garbage", "one\n" + sample(), garbage);
    check_damaged(three + std::string(9, '\0') + gzip_member("x"), "one\n" + sample(), garbage);
}

TEST_CASE("unpack: gzip that ends too soon gives what it has and says so") {
    for (const std::string& whole :
         {sample_gzip(), gzip_member("text"), gzip_member("a") + gzip_member("b")}) {
        const std::string text = unpack(whole).plain;
        const std::size_t second = whole.size() / 2;
        for (std::size_t size = 4; size < whole.size(); ++size) {
            CAPTURE(size);
            const bool between = whole == gzip_member("a") + gzip_member("b") && size == second;
            if (between) continue;
            check_damaged(whole.substr(0, size), text, "the gzip data end within a member");
        }
    }
    const std::string cut = gzip_member(std::string(100'000, 'x')).substr(0, 90'000);
    CHECK(unpack(cut).plain.size() > 89'000);
    CHECK(unpack(cut, 1, 1).plain.size() == unpack(cut).plain.size());
}

TEST_CASE("unpack: damaged gzip is told, never read wrong") {
    std::string bytes = gzip_member("text");
    bytes[bytes.size() - 8] ^= 1;
    check_damaged(bytes, "text", "the gzip checksum differs");
    bytes = gzip_member("text");
    bytes[bytes.size() - 4] ^= 1;
    check_damaged(bytes, "text", "the gzip checksum differs");
    bytes = gzip_member("text");
    bytes[10] = '\x07';
    check_damaged(bytes, "", "damaged gzip data");
    // Every bit of what is packed and of the sums counts.
    const std::string whole = sample_gzip();
    for (std::size_t place = 16; place < whole.size(); ++place) {
        for (int bit = 0; bit < 8; ++bit) {
            CAPTURE(place);
            CAPTURE(bit);
            std::string damaged = whole;
            damaged[place] = static_cast<char>(damaged[place] ^ (1 << bit));
            const Unpacked unpacked = unpack(damaged);
            CHECK((unpacked.damaged || unpacked.plain == sample()));
        }
    }
}

TEST_CASE("unpack: zstd, frames and frames to skip") {
    check_unpacks(sample_zstd(), sample(), Packing::zstd);
    check_unpacks(zstd_frame(""), "", Packing::zstd);
    check_unpacks(zstd_frame("text") + zstd_frame("") + sample_zstd(), "text" + sample(),
                  Packing::zstd);
    check_unpacks(zstd_skippable_frame("skip me") + zstd_frame("text") + zstd_skippable_frame(""),
                  "text", Packing::zstd);
    check_unpacks(zstd_skippable_frame("nothing else"), "", Packing::zstd);
    const std::string much(300'000, 'z');
    check_unpacks(zstd_frame(much), much, Packing::zstd);
}

TEST_CASE("unpack: damaged zstd is told, never read wrong") {
    for (const std::string& whole :
         {sample_zstd(), zstd_frame("text"), zstd_skippable_frame("abc")}) {
        const std::string text = unpack(whole).plain;
        for (std::size_t size = 4; size < whole.size(); ++size) {
            CAPTURE(size);
            check_damaged(whole.substr(0, size), text, "the zstd data end within a frame");
        }
    }
    check_damaged(zstd_frame("text") + "garbage", "text",
                  "bytes that are no zstd follow a zstd frame");
    check_damaged(zstd_frame("text") + "\x28\xb5", "text", "the zstd data end within a frame");
    check_damaged(zstd_frame("text", '\x90'), "", "a zstd frame needs a window over 128 MiB");
    CHECK(unpack(zstd_frame("text", '\x88')).plain == "text");
    std::string bytes = sample_zstd();
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    check_damaged(bytes, sample(), "the zstd checksum differs");
    bytes = zstd_frame("text");
    bytes[6] = '\x07';
    check_damaged(bytes, "", "damaged zstd frame");
}

TEST_CASE("unpack: a bomb is a long stream") {
    const std::string gzip_zeros = zeros_gzip();
    std::string many;
    for (int i = 0; i < 1024; ++i) many += gzip_zeros;
    for (const std::string& bytes : {many, zstd_bomb(512, '\0')}) {
        StreamFaults faults;
        MemoryStream stream(bytes, true, faults);
        Unpacker unpacker(stream);
        std::string block(std::size_t{1} << 20, 'x');
        std::uint64_t size = 0;
        std::optional<std::size_t> count = 0;
        do {
            count = unpacker.read(block.data(), block.size());
            REQUIRE(count);
            size += *count;
            CHECK(block.find_first_not_of('\0') >= *count);
            block.assign(block.size(), 'x');
        } while (*count != 0);
        CHECK(size == std::uint64_t{64} << 20);
        CHECK(unpacker.packed_bytes() == bytes.size());
    }
}

TEST_CASE("unpack: reading that fails is no damage") {
    for (const std::string& bytes : {sample_gzip(), sample_zstd(), sample()}) {
        for (const int piece : {1, 2, 3, 5}) {
            const Unpacked unpacked = unpack(bytes, 10, 10, piece);
            CHECK(unpacked.why == "reading failed before the end");
            CHECK_FALSE(unpacked.damaged);
            CHECK(sample().starts_with(unpacked.plain));
        }
    }
}

TEST_CASE("unpack: the rest of a damaged stream can still be told") {
    std::string bytes = gzip_member("text") + "garbage" + std::string(600'000, 'g');
    StreamFaults faults;
    MemoryStream stream(bytes, true, faults);
    Sha256 sum;
    Unpacker unpacker(stream, [&](std::string_view piece) { sum.add(piece); });
    std::string block(100, '\0');
    while (unpacker.read(block.data(), block.size()).value_or(0) != 0) {
    }
    CHECK(unpacker.damaged());
    CHECK(unpacker.drain());
    CHECK(unpacker.packed_bytes() == bytes.size());
    CHECK(sum.digest() == sha256(bytes));
    CHECK_FALSE(unpacker.read_at(0, block.data(), 1));
    CHECK_FALSE(unpacker.size());
}

TEST_CASE("unpack: random bytes behind a mark never crash") {
    std::uint32_t state = 1;
    for (const std::string& front :
         {std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10), std::string("\x28\xb5\x2f\xfd"),
          sample_gzip().substr(0, 40), sample_zstd().substr(0, 20)}) {
        for (int run = 0; run < 300; ++run) {
            std::string bytes = front;
            for (int i = 0; i < 200; ++i) {
                state = state * 1'664'525U + 1'013'904'223U;
                bytes += static_cast<char>(state >> 24);
            }
            unpack(bytes, 50, 1000);
        }
    }
}

}  // namespace flopledger
