// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/exact.hpp"

namespace flopledger {

// The least common denominator of the numbers of an input. Sums are exact, so one over a thousand
// fractions of nothing in common has a denominator of all their digits, and costs their square.
class CommonDenominator {
  public:
    // A denominator of more digits is refused. Decimal numbers share a power of ten, of 160 digits
    // at the most, and fractions that people write have a few digits each.
    static constexpr int most_digits = 500;

    // Takes a number in; false, leaving it out, where the denominator would have too many digits.
    bool take(const Exact& number);

  private:
    Exact common_ = Exact::ratio(1, 1);  // one over the denominator
};

}  // namespace flopledger
