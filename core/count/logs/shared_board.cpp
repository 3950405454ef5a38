// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/shared_board.hpp"

#include <algorithm>
#include <array>

namespace flopledger {

namespace {

// What tells that an instance worked.
constexpr std::array workers{Metric::gpu_utilization, Metric::sm_active, Metric::tensor_active};

}  // namespace

void add_to(std::optional<MetricSums>& sums, const MetricSums& more) {
    if (!sums) sums.emplace();
    flopledger::add(*sums, more);
}

void SharedBoard::add(bool instance, const DeviceSums& sums, std::int64_t first,
                      std::int64_t last) {
    time_.add(sums.principal.covered_milliseconds, first, last);
    instances_ += instance ? 1 : 0;
    is_whole_ = is_whole_ || !instance;
    for (std::size_t i = 0; i < sums.metrics.size(); ++i) {
        if (!sums.metrics[i]) continue;
        const MetricSums& more = *sums.metrics[i];
        const auto metric = static_cast<Metric>(i);
        std::optional<MetricSums>& known = instance ? shared_[i] : whole_[i];
        // What a board draws is told with each of its instances.
        if (known && (metric == Metric::power || metric == Metric::energy)) {
            if (known->integral < more.integral) known->integral = more.integral;
            known->present_milliseconds =
                std::max(known->present_milliseconds, more.present_milliseconds);
        } else {
            add_to(known, more);
        }
    }
}

bool SharedBoard::is_contradicted(Metric metric) const {
    const auto& whole = whole_[static_cast<std::size_t>(metric)];
    if (!whole || metric == Metric::power || metric == Metric::energy) return false;
    // How much the largest board is shared out into.
    constexpr int most_instances = 7;
    const auto& shared = shared_[static_cast<std::size_t>(metric)];
    if (shared && whole->integral * most_instances < shared->integral) return true;
    return whole->integral.is_zero() &&
           std::any_of(workers.begin(), workers.end(), [&](Metric worker) {
               const auto& sums = shared_[static_cast<std::size_t>(worker)];
               return sums && !sums->integral.is_zero();
           });
}

std::optional<MetricSums> SharedBoard::whole_metric(Metric metric) const {
    auto whole = whole_[static_cast<std::size_t>(metric)];
    if (is_contradicted(metric)) return std::nullopt;
    // Of a board that is shared out no source can tell that no kernel was resident.
    if (whole && metric == Metric::gpu_utilization) {
        whole->present_milliseconds -=
            std::min(whole->present_milliseconds, whole->zero_milliseconds);
        if (whole->present_milliseconds == 0) return std::nullopt;
    }
    const auto shared = shared_metric(metric);
    const bool longer =
        whole && shared && whole->present_milliseconds < shared->present_milliseconds;
    return longer ? std::nullopt : whole;
}

std::optional<MetricSums> SharedBoard::shared_metric(Metric metric) const {
    std::optional<MetricSums> sums = shared_[static_cast<std::size_t>(metric)];
    if (!sums) return sums;
    sums->present_milliseconds = std::min(sums->present_milliseconds, time_.milliseconds());
    if (metric == Metric::gpu_utilization || metric == Metric::sm_active) {
        const std::int64_t whole = metric == Metric::gpu_utilization ? 10'000 : 1'000'000;
        sums->integral = smaller(sums->integral, exact_of(time_.milliseconds()) * whole);
    }
    return sums;
}

}  // namespace flopledger
