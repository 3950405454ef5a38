// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/comparison.hpp"

namespace flopledger {

namespace {

// The value that decides a row of truths at once, else unknown if any is, else its opposite.
Truth decided_by(const std::vector<Truth>& truths, bool deciding) {
    bool all_known = true;
    for (const Truth& truth : truths) {
        if (truth == deciding) {
            return deciding;
        }
        all_known = all_known && truth.has_value();
    }
    return all_known ? Truth(!deciding) : std::nullopt;
}

}  // namespace

Truth all_hold(const std::vector<Truth>& truths) { return decided_by(truths, false); }

Truth any_holds(const std::vector<Truth>& truths) { return decided_by(truths, true); }

Figure widened(const Figure& figure, const Exact& margin) {
    const Exact least = margin > Exact(1) ? Exact(0) : 1 - margin;
    const Range& value = figure.value;
    return {{value.low * least, value.best, value.high * (1 + margin)}, figure.high_known};
}

Range ratio_of(const Figure& measured, const Figure& amount) {
    return (Ratio{measured.value} / Ratio{amount.value}).value;
}

Truth reaches(const Figure& measured, Comparison comparison, const Figure& amount) {
    const bool greater = comparison == Comparison::greater;
    if (amount.high_known) {
        const auto order = measured.value.low <=> amount.value.high;
        if (greater ? order > 0 : order >= 0) {
            return true;
        }
    }
    if (measured.high_known) {
        const auto order = measured.value.high <=> amount.value.low;
        if (greater ? order <= 0 : order < 0) {
            return false;
        }
    }
    return std::nullopt;
}

}  // namespace flopledger
