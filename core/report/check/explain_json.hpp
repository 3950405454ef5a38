// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/report/json/document_schema.hpp"
#include "core/report/words/explanation.hpp"

namespace flopledger {

// flopledger/explain/1: every figure as a tree, and how each verdict follows. `result` is null
// where the ledger has errors; then there are diagnostics alone.
std::string explain_json(const LedgerResult* result, const Explanation& explanation,
                         const CheckResult& check, std::string_view version);

// Its JSON Schema.
extern const DocumentSchema explain_document;

}  // namespace flopledger
