// SPDX-License-Identifier: Apache-2.0
#include "core/text/words/odd_bytes.hpp"

#include <doctest/doctest.h>

#include <random>

#include "core/text/words/utf8.hpp"

namespace flopledger {

TEST_CASE("odd bytes: any bytes become UTF-8 and come back as they were") {
    CHECK(text_of_bytes("logs/a.csv") == "logs/a.csv");
    CHECK(text_of_bytes("caf\xc3\xa9") == "caf\xc3\xa9");
    CHECK(text_of_bytes("\xff") == "\xee\xbf\xbf");
    CHECK(text_of_bytes("\x80") == "\xee\xbe\x80");
    // A private character itself becomes three, one for each of its bytes.
    CHECK(text_of_bytes("\xee\xbe\x80").size() == 9);
    std::mt19937 random(1);
    for (int i = 0; i < 5000; ++i) {
        std::string bytes;
        for (std::size_t length = random() % 12; length > 0; --length) {
            const char* often = "a\x80\xbe\xbf\xee\xef\xc3\xff";
            bytes += random() % 2 == 0 ? often[random() % 8] : static_cast<char>(random() % 256);
        }
        const std::string text = text_of_bytes(bytes);
        CHECK(!first_byte_not_utf8(text));
        CHECK(bytes_of_text(text) == bytes);
    }
}

}  // namespace flopledger
