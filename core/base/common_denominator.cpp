// SPDX-License-Identifier: Apache-2.0
#include "core/base/common_denominator.hpp"

namespace flopledger {

bool CommonDenominator::take(const Exact& number) {
    if (number.is_whole()) return true;
    const Exact common = Exact::common_denominator(common_, number);
    if (common.exponent10() >= most_digits) return false;
    common_ = Exact(1) / common;
    return true;
}

}  // namespace flopledger
