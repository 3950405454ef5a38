// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/sha256.hpp"

#include <openssl/sha.h>

#include <array>

namespace flopledger {

// SHA256_Init and its kin are called on purpose although they count as old: SHA256() and the EVP
// functions load a provider first, which costs half a millisecond in a program that runs for one.
struct Sha256::State {
    SHA256_CTX context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { SHA256_Init(&state_->context); }
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
    SHA256_Update(&state_->context, bytes.data(), bytes.size());
}

std::string Sha256::digest() const {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256_CTX context = state_->context;
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

std::string sha256(std::string_view bytes) {
    Sha256 sum;
    sum.add(bytes);
    return sum.digest();
}

}  // namespace flopledger
