// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/date.hpp"
#include "core/judge/results/ledger_result.hpp"
#include "core/report/json/json_output.hpp"

namespace flopledger {

// The documents of `check` and `estimate` are the contract for scripts: keys are only ever added.

// flopledger/check/1: totals and verdicts of every ledger without errors, and all diagnostics.
std::string check_json(const CheckResult& result, std::string_view version, const Date& as_of);

// The JSON Schema of that document.
std::string check_schema();

// flopledger/estimate/1: activities by method and totals by standard.
// Standards stand side by side in it where that is asked for.
std::string estimate_json(const CheckResult& result, std::string_view version, bool side_by_side);

// The JSON Schema of that document.
std::string estimate_schema();

// The beginning of every document: {"schema", "tool": {"name", "version"}}.
Json::Object document_head(std::string_view schema, std::string_view version);

// Diagnostics as every document has them.
Json diagnostics_json(const Diagnostics& diagnostics);

// What the caller settled: [{"standard", "what", "answer", "otherwise"}].
Json settled_json(const std::vector<SettledRule>& settled);

// Findings, reasons and causes: [{"name", "message"}].
Json findings_json(const std::vector<Finding>& findings);

// One verdict with its reasons and conditions.
Json verdict_json(const Verdict& verdict);

}  // namespace flopledger
