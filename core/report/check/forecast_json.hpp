// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/report/check/forecast_page.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// flopledger/forecast/1: the schedule and the forecasts of every ledger without errors, and all
// diagnostics. Keys are only ever added.
std::string forecast_json(const std::vector<LedgerForecast>& ledgers,
                          const ForecastRemarks& remarks, const Diagnostics& diagnostics,
                          std::string_view version);

// Its JSON Schema.
extern const DocumentSchema forecast_document;

}  // namespace flopledger
