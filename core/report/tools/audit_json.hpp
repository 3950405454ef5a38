// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/judge/results/audit_result.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// flopledger/audit/1: the contradicted rows, the gravest first and at most so many, or every row;
// rows over or near thresholds; what the surveys are like; and all diagnostics.
std::string audit_json(const AuditResult& result, std::size_t most_rows, bool every_row,
                       std::string_view version);

// Its JSON Schema.
extern const DocumentSchema audit_document;

}  // namespace flopledger
