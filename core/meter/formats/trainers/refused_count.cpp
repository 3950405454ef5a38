// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/refused_count.hpp"

#include <algorithm>

#include "core/meter/formats/trainers/trainer_text.hpp"

namespace flopledger {

std::uint64_t RefusedCount::take(const RefusedRow& row) {
    const std::uint64_t batches =
        product(row.each.value_or(0), row.iterations).value_or(UINT64_MAX);
    if (!row.so_far) return batches;
    const std::uint64_t before = last_ ? *last_ : row.accepted.value_or(0);
    last_ = row.so_far;
    if (*row.so_far > before) return std::max(batches, *row.so_far - before);
    return row.each ? batches : *row.so_far;
}

}  // namespace flopledger
