// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/reconciliation.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/count/doubt/cause_names.hpp"
#include "core/count/doubt/causes.hpp"
#include "core/count/doubt/causes_of_models.hpp"
#include "core/count/figures/figure_names.hpp"

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
        Cause cause{name::attention_left_out, ratio,
                    fmt::format("the {} figure may leave out the scores of attention, as 6PD does",
                                name_of(comparison.second))};
        cause.formula = "model FLOP / model FLOP without attention scores";
        comparison.causes = {std::move(cause)};
    }
}

// A bound is compared by its high end: its best figure is half of that and no estimate.
MethodCount comparable(const MethodCount& count) {
    MethodCount taken = count;
    if (count.bound) taken.model_flop.value.best = count.model_flop.value.high;
    return taken;
}

MethodComparison compare(const Activity& activity, const std::vector<MethodCount>& methods,
                         const MethodCount& standing, const MethodCount& other,
                         const std::optional<Flop>& inherited) {
    const MethodCount left = comparable(standing);
    const MethodCount right = comparable(other);
    const Exact& first = left.model_flop.value.best;
    const Exact& second = right.model_flop.value.best;
    MethodComparison comparison;
    comparison.first = standing.method;
    comparison.second = other.method;
    comparison.compatible = compatible(standing, other);
    comparison.larger = first < second ? other.method : standing.method;
    const bool has_ratio = !first.is_zero() && !second.is_zero();
    comparison.ratio = has_ratio ? larger(first, second) / smaller(first, second) : Exact(1);
    comparison.close = comparison.compatible || within_ten_percent(first, second);
    const bool standing_larger = comparison.larger == standing.method;
    if (comparison.close && !comparison.compatible && standing_larger) {
        explain_small_gap(standing, comparison);
    }
    if (!comparison.close && has_ratio) {
        comparison.causes = likely_causes(activity, methods, standing_larger ? left : right,
                                          standing_larger ? right : left, inherited);
    }
    return comparison;
}

// A ratio for a sentence: `1.333`, `86400`.
std::string ratio_text(const Exact& ratio) { return ratio.fixed(ratio < 1000 ? 3 : 0); }

}  // namespace

std::vector<MethodComparison> compare_methods(const Activity& activity,
                                              const std::vector<MethodCount>& methods,
                                              const MethodCount& standing,
                                              const std::optional<Flop>& inherited) {
    std::vector<MethodComparison> comparisons;
    for (const MethodCount& other : methods) {
        const bool says_something =
            &other != &standing && (!other.bound || !compatible(standing, other));
        if (says_something) {
            comparisons.push_back(compare(activity, methods, standing, other, inherited));
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
            findings.push_back({name::methods_agree, fmt::format("{} agree: ratio {}", pair,
                                                                 comparison.ratio.fixed(3))});
        } else {
            findings.push_back(
                {name::methods_disagree,
                 fmt::format("{} disagree by a factor of {}; {} is the larger", pair,
                             comparison.ratio.fixed(3), name_of(comparison.larger))});
        }
        for (const Cause& cause : comparison.causes) {
            const bool has_own = cause.rank == CauseRank::exact || cause.rank == CauseRank::pair;
            const std::string ratio =
                has_own ? fmt::format("would make {}: ", ratio_text(cause.expected_ratio)) : "";
            findings.push_back({cause.name, ratio + cause.message});
        }
    }
    return findings;
}

}  // namespace flopledger
