// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/causes.hpp"

#include "core/count/doubt/cause_names.hpp"
#include "core/count/doubt/cause_search.hpp"
#include "core/count/doubt/causes_of_chips.hpp"
#include "core/count/doubt/causes_of_models.hpp"
#include "core/count/doubt/causes_of_parameters.hpp"
#include "core/count/doubt/causes_of_peaks.hpp"
#include "core/count/doubt/causes_of_reports.hpp"
#include "core/count/doubt/causes_of_time.hpp"

namespace flopledger {

bool within_ten_percent(const Exact& left, const Exact& right) {
    return larger(left, right) * 100 <= smaller(left, right) * 110;
}

std::vector<Cause> likely_causes(const Activity& activity, const std::vector<MethodCount>& methods,
                                 const MethodCount& larger_count, const MethodCount& smaller_count,
                                 const std::optional<Flop>& inherited) {
    const Disagreement gap{activity,
                           larger_count,
                           smaller_count,
                           methods,
                           larger_count.model_flop.value.best / smaller_count.model_flop.value.best,
                           inherited};
    CauseSearch search(gap);
    // This order ranks what comes equally near: first what the evidence itself shows, such as holes
    // in logs, then the mistakes by how often they recur.
    consider_reported(search);
    consider_chips(search);
    consider_time(search);
    consider_peaks(search);
    consider_models(search);
    consider_parameters(search);
    consider_nodes(search);
    consider_digits(search);
    std::vector<Cause> causes = search.ranked();
    if (causes.empty()) {
        causes.push_back({name::unknown_cause, gap.ratio, "no known mistake makes such a ratio",
                          CauseRank::unknown});
    }
    return causes;
}

}  // namespace flopledger
