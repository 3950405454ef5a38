// SPDX-License-Identifier: Apache-2.0
#include "core/text/sha256.hpp"

#include <openssl/sha.h>

#include <array>

namespace flopledger {

// SHA256_Init and its kin are called on purpose although they count as old: SHA256() and the EVP
// functions load a provider first, which costs half a millisecond in a program that runs for one.
std::string sha256(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, bytes.data(), bytes.size());
    SHA256_Final(digest.data(), &context);

    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest.size());
    for (const unsigned byte : digest) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xfU];
    }
    return text;
}

}  // namespace flopledger
