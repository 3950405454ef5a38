// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/diagnostic.hpp"
#include "core/count/audit/row_count.hpp"
#include "core/facts/ledger/survey.hpp"
#include "core/judge/results/audit_tally.hpp"
#include "core/judge/results/survey_standing.hpp"

namespace flopledger {

// Everything found in surveys. Rows point into the surveys, thresholds into the rows.
struct AuditResult {
    Date as_of;
    std::deque<Survey> surveys;
    std::vector<RecomputedRow> rows;                 // those asked for, in the order of the files
    std::vector<const RecomputedRow*> contradicted;  // the most certain first, then the largest
    std::vector<ThresholdRows> thresholds;
    AuditTally tally;
    Diagnostics diagnostics;
};

}  // namespace flopledger
