// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/judge/results/ledger_result.hpp"
#include "core/judge/totals/difference.hpp"
#include "core/page/page.hpp"
#include "core/report/json/json_output.hpp"

namespace flopledger {

// Standards side by side as a page: a table with activities down, standards across and totals at
// its foot, then by which rules each total differs from the one of `against` (the first total where
// that is empty or has none).
Page side_by_side_page(const CheckResult& result, const std::string& against);

// The same of one ledger as a document: {"entries", "differences"}, the latter between any two.
Json side_by_side_json(const std::vector<Total>& totals);

}  // namespace flopledger
