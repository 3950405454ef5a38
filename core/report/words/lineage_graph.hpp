// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/judge/results/ledger_result.hpp"
#include "core/page/page.hpp"
#include "core/report/json/json_output.hpp"

namespace flopledger {

// The graph of the models that a ledger is built on, as a tree whose shared ancestors are unfolded
// once, with what each standard says of each model and what that model brings to its total. Nothing
// where the ledger is built on nothing.
std::optional<PageOutline> lineage_outline(const LedgerResult& result,
                                           const std::vector<const Total*>& totals);

// The same as a document: {"models", "relations"}, where relations name models by their place.
Json lineage_json(const LedgerResult& result, const std::vector<const Total*>& totals);

}  // namespace flopledger
