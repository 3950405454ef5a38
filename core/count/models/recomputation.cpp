// SPDX-License-Identifier: Apache-2.0
#include "core/count/models/recomputation.hpp"

#include <utility>

namespace flopledger {

namespace {

constexpr const char* full_source =
    "Narayanan et al. 2021, arXiv 2104.04473, section 5.1: factor 4 with recomputation, 3 without";
constexpr const char* selective_source =
    "Korthikanti et al. 2022, arXiv 2205.05198, table 5: HFU / MFU of 1.018 to 1.053";

}  // namespace

const char* recomputation_source(const std::optional<Recomputation>& recomputation) {
    return recomputation == Recomputation::selective ? selective_source : full_source;
}

Ratio hardware_per_model_flop(Recomputation recomputation) {
    switch (recomputation) {
        case Recomputation::none:
            return {point(1)};
        case Recomputation::selective:
        case Recomputation::attention:
            return {{1, Exact::ratio(10355, 10000), Exact::ratio(4, 3)}};
        case Recomputation::full:
            return {point(Exact::ratio(4, 3))};
    }
    return {point(1)};
}

Ratio model_per_hardware_flop(const std::optional<Recomputation>& recomputation) {
    const Exact three_quarters = Exact::ratio(3, 4);
    if (!recomputation) {
        return {between(three_quarters, 1)};
    }
    switch (*recomputation) {
        case Recomputation::none:
            return {point(1)};
        case Recomputation::selective:
        case Recomputation::attention:
            return {{three_quarters, Exact::ratio(10000, 10355), 1}};
        case Recomputation::full:
            // The output head is not recomputed, so a little less than a quarter is.
            return {{three_quarters, three_quarters, 1}};
    }
    return {point(1)};
}

Recomputation assumed_recomputation(const Activity& activity) {
    if (passes_of(activity) == Passes::forward) {
        return Recomputation::none;
    }
    return activity.recomputation.value_or(Recomputation::none);
}

bool lacks_recomputation(const Activity& activity) {
    return passes_of(activity) == Passes::forward_and_backward && !activity.recomputation;
}

Derived<Flop> model_from_hardware(Derived<Flop> hardware, const Activity& activity) {
    const auto recomputation = passes_of(activity) == Passes::forward
                                   ? std::optional(Recomputation::none)
                                   : activity.recomputation;
    const Ratio share = model_per_hardware_flop(recomputation);
    if (share.value == point(1)) return hardware;
    const Flop model = hardware.quantity() * share;
    return computed(
        "model FLOP", "hardware FLOP x share that is not recomputed", model, Measures::flop,
        {std::move(hardware), cited("share not recomputed", share, Measures::share_not_recomputed,
                                    recomputation_source(recomputation))});
}

}  // namespace flopledger
