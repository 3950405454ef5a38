// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"
#include "core/check.hpp"
#include "core/report/report_request.hpp"

namespace flopledger {

// What to check, out of the options of a call.
CheckRequest check_request(const Session& session, const std::vector<std::string>& ledgers,
                           const SelectionOptions& selection);

// Checks; the result tells what was found before it, too.
CheckResult check_all(Session& session, const CheckRequest& request,
                      const Diagnostics& found_before);

// What to check for a report: the scope of its template where the call names none.
CheckRequest check_request(const ReportRequest& request, const std::string& ledger);

// 2 where there are errors, else 0: the status of every command but `check`.
int plain_status(const Diagnostics& diagnostics);

}  // namespace flopledger
