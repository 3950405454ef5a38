// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/diagnostic.hpp"
#include "core/page/page.hpp"
#include "core/report/compliance/report_comparison.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// What came of recomputing a report.
struct VerifyResult {
    std::string report;
    std::string ledger;
    std::string version;  // of the tool that wrote the report
    ReportComparison comparison;
};

// For people: that all is the same, or which inputs changed and the first figures that differ;
// and which answers changed since the version that wrote the report.
Page verify_page(const VerifyResult& result, std::string_view version);

// flopledger/verify/1: every difference, and the same changes.
std::string verify_json(const VerifyResult& result, const Diagnostics& diagnostics,
                        std::string_view version);

// Its JSON Schema.
extern const DocumentSchema verify_document;

}  // namespace flopledger
