// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/date.hpp"
#include "core/judge/results/ledger_result.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// The documents of `check` and `estimate` are the contract for scripts: keys are only ever added.

// flopledger/check/1: totals and verdicts of every ledger without errors, and all diagnostics.
std::string check_json(const CheckResult& result, std::string_view version, const Date& as_of);

// Its JSON Schema.
extern const DocumentSchema check_document;

// flopledger/estimate/1: activities by method and totals by standard.
// Standards stand side by side in it where that is asked for.
std::string estimate_json(const CheckResult& result, std::string_view version, bool side_by_side);

// Its JSON Schema.
extern const DocumentSchema estimate_document;

}  // namespace flopledger
