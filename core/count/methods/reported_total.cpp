// SPDX-License-Identifier: Apache-2.0
#include "core/count/methods/reported_total.hpp"

#include <cassert>
#include <utility>

#include "core/count/figures/figure_names.hpp"
#include "core/count/models/recomputation.hpp"

namespace flopledger {

MethodCount take_reported(const Activity& activity) {
    assert(activity.reported);
    const ReportedFlop& reported = *activity.reported;
    const auto figure = [&reported](MeasureIn<BaseUnits{.flop = 1}> measures) {
        auto flop = stated("FLOP reported", reported.flop.value, measures, reported.flop.place);
        flop.source = reported.source;
        return flop;
    };
    MethodCount count;
    count.method = Method::reported;
    if (reported.includes_recomputation) {
        count.hardware_flop = reported.flop.value;
        count.derivation = model_from_hardware(figure(Measures::hardware_flop), activity);
        if (lacks_recomputation(activity)) {
            count.findings.push_back({name::recomputation_unknown_share,
                                      "the reported total holds recomputation: model FLOP are 3/4 "
                                      "to 1 of it; state recomputation to settle it"});
        }
    } else {
        count.hardware_flop =
            reported.flop.value * hardware_per_model_flop(assumed_recomputation(activity));
        count.derivation = figure(Measures::flop);
    }
    count.model_flop = count.derivation.quantity();
    return count;
}

}  // namespace flopledger
