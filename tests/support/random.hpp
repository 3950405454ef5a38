// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace flopledger {

// Numbers that look like chance: small, fast, and the same everywhere (splitmix64).
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    // The next 64 bits.
    std::uint64_t next() {
        state_ += 0x9e37'79b9'7f4a'7c15U;
        std::uint64_t bits = state_;
        bits = (bits ^ (bits >> 30)) * 0xbf58'476d'1ce4'e5b9U;
        bits = (bits ^ (bits >> 27)) * 0x94d0'49bb'1331'11ebU;
        return bits ^ (bits >> 31);
    }

    // A number below a bound of at most 32 bits.
    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
    }

    // True so many times in a million.
    bool chance(std::uint32_t millionths) {
        return millionths != 0 && below(1'000'000) < millionths;
    }

  private:
    std::uint64_t state_;
};

}  // namespace flopledger
