// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/judge/ledger_result.hpp"
#include "core/report/json_output.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// The graph of the models that a ledger is built on, drawn as a tree whose shared ancestors are
// unfolded once, with what each standard says of each model and what that model brings to its
// total. Empty where the ledger is built on nothing.
std::string lineage_text(const LedgerResult& result, const std::vector<const Total*>& totals,
                         const Style& style);

// The same as a document: {"models", "relations"}, where relations name models by their place.
Json lineage_json(const LedgerResult& result, const std::vector<const Total*>& totals);

}  // namespace flopledger
