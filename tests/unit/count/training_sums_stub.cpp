// SPDX-License-Identifier: Apache-2.0
#include "core/facts/usage_sums.hpp"
namespace flopledger {
__attribute__((weak)) TrainingSums sums_of(const std::vector<TrainingStretch>& s) {
    TrainingSums t; std::int64_t last = 0;
    for (auto& x : s) { t.executed_iterations += std::uint64_t(x.last_iteration - x.first_iteration + 1); t.executed_samples += x.samples; t.executed_tokens += x.tokens; t.milliseconds += x.milliseconds;
        if (last >= x.first_iteration) ++t.restarts;
        last = x.last_iteration; }
    t.kept_iterations = std::uint64_t(last); t.kept_samples = t.kept_iterations * 4096; t.kept_tokens = t.kept_iterations * 4096000;
    return t; }
}
