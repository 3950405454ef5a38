// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/causes_of_reports.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "core/base/figure_text.hpp"
#include "core/count/doubt/cause_names.hpp"
#include "core/count/methods/chip_time.hpp"

namespace flopledger {

namespace {

// A figure that a total may have been made of.
struct AveragedFigure {
    std::string what;
    Exact flop;
    bool assumed = false;  // a share of the peak that nobody states
};

// The figures of the other methods; where chip-time has no utilization, the shares of the peak that
// catalogues assume.
std::vector<AveragedFigure> parts_of(const Disagreement& gap) {
    std::vector<AveragedFigure> parts;
    for (const MethodCount& count : gap.methods) {
        const Exact& best = count.model_flop.value.best;
        if (count.method == Method::reported || count.bound || best.is_zero()) continue;
        parts.push_back({fmt::format("the {} figure", name_of(count.method)), best});
    }
    for (const ChipTimePhase& phase : gap.activity.chip_time) {
        if (phase.utilization) return parts;
    }
    const Exact at_peak = flop_at_peak(gap.activity).value.best;
    if (at_peak.is_zero()) return parts;
    for (const int share : {30, 40}) {
        parts.push_back({fmt::format("{}% of the dense peak over the chip-hours", share),
                         at_peak * Exact::ratio(share, 100), true});
    }
    return parts;
}

// A catalogue of totals averages an operation count and an estimate by chip-time. The mean follows
// from one step of Newton's from the total itself, which the mean must be within 2 % of; within 0.5
// % where a utilization must be assumed for it, since some share of the peak fits any total.
void consider_mean(CauseSearch& search, const Exact& reported, const Exact& other) {
    const std::vector<AveragedFigure> parts = parts_of(search.gap());
    for (std::size_t left = 0; left < parts.size(); ++left) {
        for (std::size_t right = left + 1; right < parts.size(); ++right) {
            const Exact& first = parts[left].flop;
            const Exact& second = parts[right].flop;
            const bool apart = larger(first, second) * 100 > smaller(first, second) * 110;
            if (!apart || parts[left].assumed) continue;
            const Exact mean = (reported + first * second / reported) / 2;
            const int most = parts[right].assumed ? 1005 : 1020;
            if (larger(mean, reported) * 1000 > smaller(mean, reported) * most) continue;
            Cause cause{
                name::geometric_mean, larger(mean, other) / smaller(mean, other),
                fmt::format("is the reported figure the mean of {} ({}) and {} ({})? A "
                            "mean of two that differ is neither",
                            parts[left].what, figure(first), parts[right].what, figure(second))};
            cause.formula =
                "larger / smaller of the square root of both multiplied and the other "
                "figure";
            search.add_shown(std::move(cause));
        }
    }
}

// A total that is the hardware FLOP of a stated HFU holds what was computed again.
void consider_hardware(CauseSearch& search, const Exact& other) {
    const auto& stated = search.gap().activity.reported;
    if (stated && (stated->includes_recomputation || stated->excludes_recomputation)) return;
    for (const MethodCount& count : search.gap().methods) {
        if (count.bound || !count.hardware_flop || count.method == Method::reported) continue;
        const Exact& hardware = count.hardware_flop->value.best;
        if (hardware * 100 <= count.model_flop.value.best * 102) continue;
        Cause cause{name::recomputation, hardware / other,
                    fmt::format("the reported figure is that of the hardware FLOP by {}, {}: does "
                                "it hold activation recomputation (HFU instead of MFU)?",
                                name_of(count.method), figure(hardware))};
        cause.formula = "hardware FLOP / the other figure";
        search.add_shown(std::move(cause));
    }
}

}  // namespace

void consider_reported(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (!gap.has(Method::reported)) return;
    const bool is_larger = gap.larger.method == Method::reported;
    const MethodCount& total = is_larger ? gap.larger : gap.smaller;
    const Exact& other = (is_larger ? gap.smaller : gap.larger).model_flop.value.best;
    if (is_larger) consider_hardware(search, other);
    consider_mean(search, total.model_flop.value.best, other);
}

}  // namespace flopledger
