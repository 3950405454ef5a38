// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session/session.hpp"
#include "core/check.hpp"
#include "core/report/compliance/report_request.hpp"

namespace flopledger {

// Holds the law data against the day asked and today. Past --max-law-age their age is an error;
// past half a year it is a warning, which goes to the error stream and into no document: the same
// call must give the same bytes on any day.
void tell_law_age(const Session& session, const std::optional<Date>& as_of,
                  const std::optional<int>& most, Diagnostics& diagnostics);

// What to check, out of the options of a call.
CheckRequest check_request(const Session& session, const std::vector<std::string>& ledgers,
                           const SelectionOptions& selection);

// Checks; the result tells what was found before it, too. By law that is too old for the caller
// nothing is judged.
CheckResult check_all(Session& session, const CheckRequest& request,
                      const Diagnostics& found_before);

// What to check for a report: the scope of its template where the call names none.
CheckRequest check_request(const ReportRequest& request, const std::string& ledger);

// 2 where there are errors, else 0: the status of every command but `check`.
int plain_status(const Diagnostics& diagnostics);

}  // namespace flopledger
