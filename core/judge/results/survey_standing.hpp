// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/base/date.hpp"
#include "core/count/audit/row_count.hpp"
#include "core/facts/data/threshold.hpp"

namespace flopledger {

// The rows of a survey over or near the amount of one threshold. Conditions besides compute, and
// which activities its standard counts, are not asked: a survey does not say.
struct ThresholdRows {
    std::shared_ptr<const Threshold> threshold;
    std::vector<const RecomputedRow*> over;  // by every method that counts
    std::vector<const RecomputedRow*> open;  // by some
    std::vector<const RecomputedRow*>
        near;  // by none, and the stated compute is 70 % of it or more
};

// Whether a threshold is a plain amount of FLOP for a model's developer, in force or guidance on a
// day: those that a survey can be held against.
bool is_plain_amount(const Threshold& threshold, const Date& day);

// From the least to the greatest that the row's methods make, bounds and infirm counts aside;
// nothing where no method counts.
std::optional<Range> counted_range(const RecomputedRow& row);

// Holds all rows against each threshold, in their order.
std::vector<ThresholdRows> rows_by_threshold(
    const std::vector<RecomputedRow>& rows,
    const std::vector<std::shared_ptr<const Threshold>>& thresholds);

}  // namespace flopledger
