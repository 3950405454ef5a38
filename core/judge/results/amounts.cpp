// SPDX-License-Identifier: Apache-2.0
#include "core/judge/results/amounts.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace flopledger {

namespace {

AmountLine& line_of(std::vector<AmountLine>& lines, const Exact& amount, Comparison comparison) {
    for (AmountLine& line : lines) {
        if (line.amount == amount && line.comparison == comparison) return line;
    }
    return lines.emplace_back(AmountLine{amount, comparison, {}, {}});
}

bool stands(const Threshold& threshold, const Date& as_of) {
    const StatusPeriod* period = threshold.status_on(as_of);
    return period != nullptr &&
           (period->status == LegalStatus::in_force || period->status == LegalStatus::guidance);
}

}  // namespace

std::vector<AmountLine> amount_lines(
    const std::vector<std::shared_ptr<const Threshold>>& thresholds,
    const std::vector<std::shared_ptr<const ComputeLevels>>& levels, const Date& as_of) {
    std::vector<AmountLine> lines;
    for (const std::shared_ptr<const Threshold>& threshold : thresholds) {
        const bool is_plain = threshold->measure == Measure::compute &&
                              threshold->subject == Subject::developer && stands(*threshold, as_of);
        if (!is_plain) continue;
        line_of(lines, threshold->amount, threshold->comparison)
            .thresholds.push_back(threshold->id);
    }
    for (const std::shared_ptr<const ComputeLevels>& set : levels) {
        for (const NamedAmount& level : set->levels) {
            line_of(lines, level.amount, Comparison::greater)
                .levels.push_back(fmt::format("{} ({})", level.name, set->id));
        }
    }
    std::sort(lines.begin(), lines.end(), [](const AmountLine& left, const AmountLine& right) {
        if (left.amount != right.amount) return left.amount < right.amount;
        return left.comparison < right.comparison;
    });
    return lines;
}

Truth reaches(const Flop& figure, const AmountLine& line) {
    return reaches(Figure{figure.value}, line.comparison, Figure{point(line.amount)});
}

}  // namespace flopledger
