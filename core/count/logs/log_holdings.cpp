// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/log_holdings.hpp"

#include <cassert>

#include "core/count/logs/log_coverage.hpp"
#include "core/count/logs/log_view.hpp"
#include "core/usage/usage_sums.hpp"

namespace flopledger {

namespace {

// Milliseconds in which devices of a chip had a kernel resident, and in which that was measured.
struct Busy {
    Exact devices;
    Exact busy;
    Exact measured;
};

Busy busy_of(const LogView& view, const Chip& chip) {
    constexpr std::int64_t whole = 10'000;  // of the metric's unit, 1/100 of a per cent
    Busy busy;
    for (const ChipLogs& logs : view.chips) {
        if (logs.chip->id != chip.id) continue;
        busy.devices = busy.devices + exact_of(logs.boards - logs.boards_of_others);
        const auto& metric = logs.metric(Metric::gpu_utilization);
        if (!metric) continue;
        busy.busy = busy.busy + metric->integral / whole;
        busy.measured = busy.measured + exact_of(metric->present_milliseconds);
    }
    return busy;
}

std::shared_ptr<const Chip> shared_chip(const LogsStatement& logs, const Chip& chip) {
    if (logs.chip != nullptr) return logs.chip;
    for (const auto& [name, known] : logs.chips) {
        if (known->id == chip.id) return known;
    }
    return nullptr;
}

}  // namespace

std::vector<ChipHolding> holdings_of(const Activity& logged) {
    assert(logged.logs && logged.logs->precision);
    const LogView view = view_of(logged);
    std::vector<ChipHolding> holdings;
    for (const ExpectedTime& time : expected_time(logged, view)) {
        if (time.milliseconds.is_zero()) continue;
        const Busy busy = busy_of(view, *time.chip);
        ChipHolding holding;
        holding.chip = shared_chip(*logged.logs, *time.chip);
        holding.precision = *logged.logs->precision;
        holding.count = busy.devices;
        holding.chip_seconds = time.milliseconds / 1000;
        if (!busy.measured.is_zero()) {
            const Exact least = smaller(1, busy.busy / time.milliseconds);
            const Exact open = time.milliseconds - smaller(busy.measured, time.milliseconds);
            const Exact most = smaller(1, (busy.busy + open) / time.milliseconds);
            holding.active = Ratio{between(least, most)};
            holding.active_source =
                "a kernel was resident, by the logs; time without a reading may have been any";
        }
        holdings.push_back(std::move(holding));
    }
    return holdings;
}

}  // namespace flopledger
