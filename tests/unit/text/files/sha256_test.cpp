// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/sha256.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace flopledger {

// The examples that NIST publishes with FIPS 180-4.
TEST_CASE("sha256: the standard's examples") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256(std::string(1000000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256: pieces give the digest of the whole") {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += std::to_string(i * i);
    for (const std::size_t size : {1U, 3U, 63U, 64U, 65U, 100'000U}) {
        CAPTURE(size);
        Sha256 sum;
        CHECK(sum.digest() == sha256(""));
        for (std::size_t at = 0; at < text.size(); at += size) {
            sum.add(std::string_view(text).substr(at, size));
        }
        sum.add("");
        CHECK(sum.digest() == sha256(text));
        Sha256 moved = std::move(sum);
        moved.add("more");
        CHECK(moved.digest() == sha256(text + "more"));
        CHECK(moved.digest() == sha256(text + "more"));
    }
}

}  // namespace flopledger
