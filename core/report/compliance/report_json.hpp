// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/diagnostic.hpp"
#include "core/page/page.hpp"
#include "core/report/compliance/report_request.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// flopledger/report/1: the report with the call that made it, so that `verify` can make it again.
// Keys are only ever added; figures have exact values as strings.
std::string report_json(const Page& report, const ReportRequest& request, std::string_view version);

// The document of a call whose ledger has errors: diagnostics alone.
std::string report_errors_json(const Diagnostics& diagnostics, std::string_view version);

// The JSON Schema of both.
extern const DocumentSchema report_document;

}  // namespace flopledger
