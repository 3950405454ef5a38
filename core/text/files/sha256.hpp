// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace flopledger {

// The SHA-256 of some bytes as 64 lower-case hexadecimal digits (FIPS 180-4, by libcrypto).
std::string sha256(std::string_view bytes);

// The same of bytes that come piece by piece.
class Sha256 {
  public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    // The next bytes.
    void add(std::string_view bytes);

    // The digest of all bytes so far; more may follow.
    std::string digest() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace flopledger
