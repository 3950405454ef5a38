// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/facts/ledger/ledger.hpp"
#include "core/judge/results/ledger_result.hpp"
#include "core/judge/totals/settlement.hpp"
#include "core/judge/totals/total.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// A subject of a page: the model of a ledger, its developer and the file.
PageSubject ledger_subject(const Ledger& ledger);

// Says on a page that ledgers with errors have no part in it.
void tell_left_out(const CheckResult& result, Page& page);

// Says on the page of a ledger which law, standards and chips of the call stand behind it, with the
// fingerprints of their files; nothing where all are of this build.
void tell_call_data(const LedgerResult& result, PageSubject& subject);

// Totals as a table, one row a standard, with what is unsettled, unknown or settled by the caller
// or the ledger named below its row.
PageTable totals_table(const std::vector<Total>& totals, const std::vector<SettledRule>& by_call,
                       const std::vector<SettledRule>& by_ledger);

// What the caller settled, one line an answer with what the standard itself says.
PageNotes settled_notes(const std::vector<SettledRule>& by_call,
                        const std::vector<SettledRule>& by_ledger);

// What of a total its standard does not settle: activities and base models by name.
std::vector<const Contribution*> unsettled(const Total& total);

}  // namespace flopledger
