// SPDX-License-Identifier: Apache-2.0
#include "core/count/reconciliation.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/count/causes.hpp"
#include "core/count/chip_time.hpp"

namespace flopledger {

namespace {

// A bound that is not exceeded says nothing about a count; one that is exceeded contradicts it.
bool compatible(const MethodCount& left, const MethodCount& right) {
    if (left.bound && right.bound) return true;
    const Range& first = left.model_flop.value;
    const Range& second = right.model_flop.value;
    if (left.bound) return second.low <= first.high;
    if (right.bound) return first.low <= second.high;
    return meet(first, second);
}

// Even within what counts as agreement, attention that one side leaves out is worth a word: where
// it comes within two per cent of the ratio, the rounding of a published total.
void explain_small_gap(const MethodCount& standing, MethodComparison& comparison) {
    if (standing.method.method != Method::operations) return;
    const Exact ratio = attention_ratio(standing);
    const bool fits =
        larger(ratio, comparison.ratio) * 100 <= smaller(ratio, comparison.ratio) * 102;
    if (fits && ratio > Exact::ratio(101, 100)) {
        comparison.causes = {{"attention-left-out", ratio,
                              fmt::format("the {} figure may leave out the scores of attention, as "
                                          "6PD does",
                                          name_of(comparison.second))}};
    }
}

MethodComparison compare(const Activity& activity, const MethodCount& standing,
                         const MethodCount& other) {
    const Exact& first = standing.model_flop.value.best;
    const Exact& second = other.model_flop.value.best;
    MethodComparison comparison;
    comparison.first = standing.method;
    comparison.second = other.method;
    comparison.compatible = compatible(standing, other);
    comparison.larger = first < second ? other.method : standing.method;
    const bool comparable = !first.is_zero() && !second.is_zero();
    comparison.ratio = comparable ? larger(first, second) / smaller(first, second) : Exact(1);
    comparison.close = comparison.compatible || within_ten_percent(first, second);
    const bool standing_larger = comparison.larger == standing.method;
    if (comparison.close && !comparison.compatible && standing_larger) {
        explain_small_gap(standing, comparison);
    }
    if (!comparison.close && comparable) {
        comparison.causes = likely_causes(activity, standing_larger ? standing : other,
                                          standing_larger ? other : standing);
    }
    return comparison;
}

}  // namespace

std::vector<MethodComparison> compare_methods(const Activity& activity,
                                              const std::vector<MethodCount>& methods,
                                              const MethodCount& standing) {
    std::vector<MethodComparison> comparisons;
    for (const MethodCount& other : methods) {
        const bool says_something =
            &other != &standing && (!other.bound || !compatible(standing, other));
        if (says_something) {
            comparisons.push_back(compare(activity, standing, other));
        }
    }
    return comparisons;
}

std::vector<Finding> findings_of(const std::vector<MethodComparison>& comparisons) {
    std::vector<Finding> findings;
    for (const MethodComparison& comparison : comparisons) {
        const std::string pair =
            fmt::format("{} and {}", name_of(comparison.first), name_of(comparison.second));
        if (comparison.close) {
            findings.push_back({"methods-agree", fmt::format("{} agree: ratio {}", pair,
                                                             comparison.ratio.fixed(3))});
        } else {
            findings.push_back(
                {"methods-disagree",
                 fmt::format("{} disagree by a factor of {}; {} is the larger", pair,
                             comparison.ratio.fixed(3), name_of(comparison.larger))});
        }
        for (const Cause& cause : comparison.causes) {
            // A cause without a ratio of its own is given that of the methods.
            const bool has_own = cause.expected_ratio != comparison.ratio;
            const std::string ratio =
                has_own ? fmt::format("would make {}: ", cause.expected_ratio.fixed(3)) : "";
            findings.push_back({cause.name, ratio + cause.message});
        }
    }
    return findings;
}

std::vector<Finding> plausibility_findings(const Activity& activity,
                                           const std::vector<MethodCount>& methods) {
    std::vector<Finding> findings;
    const Range at_peak = flop_at_peak(activity).value;
    if (at_peak.high.is_zero()) return findings;
    std::optional<Exact> best;
    for (const ChipTimePhase& phase : activity.chip_time) {
        const auto measured =
            phase.peak ? std::nullopt : phase.chip->best_utilization(phase.precision);
        best = larger(best.value_or(0), measured.value_or(1));
    }
    for (const MethodCount& count : methods) {
        const Method method = count.method.method;
        if (method == Method::chip_time || method == Method::logs || count.bound) continue;
        const Exact implied = count.model_flop.value.low / at_peak.high;
        const std::string text =
            fmt::format("the {} figure over the chip-hours stated is {} times the dense peak",
                        word(method), implied.fixed(3));
        if (implied > 1) {
            findings.push_back({"utilization-over-one", text});
        } else if (best && implied > *best) {
            findings.push_back(
                {"utilization-over-best-measured",
                 text + fmt::format("; the highest ever measured is {}", best->fixed(3))});
        }
    }
    return findings;
}

}  // namespace flopledger
