// SPDX-License-Identifier: Apache-2.0
#include "core/judge/results/survey_standing.hpp"

#include "core/judge/verdicts/comparison.hpp"

namespace flopledger {

bool is_plain_amount(const Threshold& threshold, const Date& day) {
    const StatusPeriod* period = threshold.status_on(day);
    const bool stands = period != nullptr && (period->status == LegalStatus::in_force ||
                                              period->status == LegalStatus::guidance);
    return stands && threshold.measure == Measure::compute &&
           threshold.subject == Subject::developer && !threshold.base;
}

std::optional<Range> counted_range(const RecomputedRow& row) {
    std::optional<Range> all;
    for (const RowMethod& method : row.methods) {
        if (method.bound || !method.firm) continue;
        if (!all || method.name == "reported") {
            const Exact best = method.flop.best;
            all = all ? Range{all->low, best, all->high} : method.flop;
        }
        all->low = smaller(all->low, method.flop.low);
        all->high = larger(all->high, method.flop.high);
    }
    return all;
}

std::vector<ThresholdRows> rows_by_threshold(
    const std::vector<RecomputedRow>& rows,
    const std::vector<std::shared_ptr<const Threshold>>& thresholds) {
    std::vector<ThresholdRows> result;
    for (const std::shared_ptr<const Threshold>& threshold : thresholds) {
        ThresholdRows held{threshold, {}, {}, {}};
        const Figure amount{point(threshold->amount), true};
        for (const RecomputedRow& row : rows) {
            const auto range = counted_range(row);
            if (!range) continue;
            const Truth truth = reaches({*range, true}, threshold->comparison, amount);
            if (!truth) {
                held.open.push_back(&row);
            } else if (*truth) {
                held.over.push_back(&row);
            } else if (range->best * 10 >= threshold->amount * 7) {
                held.near.push_back(&row);
            }
        }
        result.push_back(std::move(held));
    }
    return result;
}

}  // namespace flopledger
