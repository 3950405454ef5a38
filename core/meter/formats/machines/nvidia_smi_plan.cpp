// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/nvidia_smi_plan.hpp"

#include <algorithm>

namespace flopledger {

NvidiaSmiPlan plan_walk(const NvidiaSmiHeader& header) {
    NvidiaSmiPlan plan;
    std::vector<NvidiaSmiStep>& steps = plan.steps;
    std::size_t first = header.columns.size();
    std::size_t last = 0;
    std::size_t last_wanted = 0;
    for (std::size_t i = 0; i < header.columns.size(); ++i) {
        const NvidiaSmiColumn column = header.columns[i];
        if (column == NvidiaSmiColumn::mig) return plan;  // it says what another column means
        if (column != NvidiaSmiColumn::other) last_wanted = i;
        if (column == NvidiaSmiColumn::host || column == NvidiaSmiColumn::uuid ||
            column == NvidiaSmiColumn::bus || column == NvidiaSmiColumn::index ||
            column == NvidiaSmiColumn::chip) {
            first = std::min(first, i);
            last = i;
        }
    }
    if (!header.names_device() || !header.find(NvidiaSmiColumn::time)) return plan;
    for (std::size_t i = 0; i <= last_wanted; ++i) {
        const NvidiaSmiColumn column = header.columns[i];
        if (i >= first && i <= last) {
            if (column == NvidiaSmiColumn::time || column == NvidiaSmiColumn::utilization ||
                column == NvidiaSmiColumn::power) {
                return {};
            }
            if (i == first) steps.push_back({NvidiaSmiStep::Kind::identity, last - first + 1});
        } else if (column == NvidiaSmiColumn::time) {
            steps.push_back({NvidiaSmiStep::Kind::time});
        } else if (column == NvidiaSmiColumn::utilization) {
            steps.push_back({NvidiaSmiStep::Kind::utilization});
        } else if (column == NvidiaSmiColumn::power) {
            steps.push_back({NvidiaSmiStep::Kind::power});
        } else if (!steps.empty() && steps.back().kind == NvidiaSmiStep::Kind::skip) {
            ++steps.back().fields;
        } else {
            steps.push_back({NvidiaSmiStep::Kind::skip});
        }
    }
    plan.rest = header.columns.size() - 1 - last_wanted;
    if (plan.rest > 0) return plan;
    steps.back().ends_row = true;
    const NvidiaSmiStep::Kind kind = steps.back().kind;
    if (kind != NvidiaSmiStep::Kind::utilization && kind != NvidiaSmiStep::Kind::power)
        steps.clear();
    return plan;
}

}  // namespace flopledger
