// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/judge/results/forecast.hpp"
#include "core/judge/results/ledger_result.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// One ledger's forecasts, with the schedule they follow.
struct LedgerForecast {
    const LedgerResult* ledger = nullptr;
    Schedule schedule;
    std::vector<Forecast> forecasts;
};

// What a page of forecasts says besides.
struct ForecastRemarks {
    Date as_of;
    std::optional<Exact> margin;       // totals were widened by this much
    bool list_not_applicable = false;  // instead of counting what does not apply
};

// For each ledger the plan, and when each threshold is crossed: earliest, best, latest; what is
// unknown, and when notice is due.
Page forecast_page(const std::vector<LedgerForecast>& ledgers, const ForecastRemarks& remarks);

}  // namespace flopledger
