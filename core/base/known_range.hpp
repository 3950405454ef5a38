// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "core/base/range.hpp"

namespace flopledger {

// A range with what of it is known. A pure upper bound has no best figure; a sum that is open
// upwards has neither a best nor a highest one. What is not known is never told as a number.
struct KnownRange {
    // What is stated as a range is known in full, but for the best of what is but a bound.
    KnownRange(Range stated)  // NOLINT(google-explicit-constructor)
        : range(std::move(stated)), has_best(!range.is_bound()) {}
    KnownRange(Range known, bool with_best, bool with_high = true)
        : range(std::move(known)), has_best(with_best), has_high(with_high) {}

    Range range;
    bool has_best;
    bool has_high = true;
};

// A sum of which a part may be bounded from above alone (then its best is not known), or not known
// at all (then it is open upwards).
inline KnownRange known_sum(const Range& sum, bool best_known, bool is_open) {
    return {sum, best_known && !is_open, !is_open};
}

}  // namespace flopledger
