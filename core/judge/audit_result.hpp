// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/diagnostic.hpp"
#include "core/count/row_count.hpp"
#include "core/facts/catalogue.hpp"
#include "core/judge/audit_summary.hpp"
#include "core/judge/catalogue_standing.hpp"

namespace flopledger {

// Everything found in catalogues. Rows point into the catalogues, thresholds into the rows.
struct AuditResult {
    Date as_of;
    std::deque<Catalogue> catalogues;
    std::vector<RecomputedRow> rows;                 // those asked for, in the order of the files
    std::vector<const RecomputedRow*> contradicted;  // the most certain first, then the largest
    std::vector<ThresholdRows> thresholds;
    AuditSummary summary;
    Diagnostics diagnostics;
};

}  // namespace flopledger
