// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/facts/ledger.hpp"
#include "core/judge/settlement.hpp"
#include "core/judge/total.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// The head of a ledger's part of a page: the model, its developer and the file.
std::string ledger_heading(const Ledger& ledger, const Style& style);

// Totals as a table, one row a standard, with what is unsettled or unknown named below its row.
std::string totals_text(const std::vector<Total>& totals, const Style& style);

// What the caller settled, one line an answer with what the standard itself says; empty without
// any.
std::string settled_text(const std::vector<SettledRule>& settled, const Style& style);

// What of a total its standard does not settle: activities and base models by name.
std::vector<const Contribution*> unsettled(const Total& total);

}  // namespace flopledger
