// SPDX-License-Identifier: Apache-2.0
#include "core/count/reported_total.hpp"

#include <cassert>
#include <utility>

#include "core/count/figure_names.hpp"
#include "core/count/recomputation.hpp"

namespace flopledger {

MethodCount take_reported(const Activity& activity) {
    assert(activity.reported);
    const ReportedFlop& reported = *activity.reported;
    Derivation figure =
        stated("FLOP reported", reported.flop.value.value, "FLOP", reported.flop.place);
    figure.source = reported.source;
    MethodCount count;
    count.method = Method::reported;
    if (reported.includes_recomputation) {
        count.hardware_flop = reported.flop.value;
        count.derivation = model_from_hardware(std::move(figure), activity);
        if (lacks_recomputation(activity)) {
            count.findings.push_back({name::recomputation_unknown_share,
                                      "the reported total holds recomputation: model FLOP are 3/4 "
                                      "to 1 of it; state recomputation to settle it"});
        }
    } else {
        const Range extra = hardware_per_model_flop(assumed_recomputation(activity));
        count.hardware_flop = Flop{reported.flop.value.value * extra};
        count.derivation = std::move(figure);
    }
    count.model_flop = {count.derivation.value};
    return count;
}

}  // namespace flopledger
