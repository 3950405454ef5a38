// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/judge/results/ledger_result.hpp"
#include "core/page/page.hpp"
#include "core/read/data/catalog.hpp"
#include "core/report/compliance/report_request.hpp"

namespace flopledger {

// Builds the report on one ledger, which must have been read without errors and with fingerprints.
// `told` are the warnings of reading it; `catalog` gives the data files' bytes.
Page build_report(const LedgerResult& result, const Diagnostics& told, const ReportRequest& request,
                  const Catalog& catalog, std::string_view version);

}  // namespace flopledger
