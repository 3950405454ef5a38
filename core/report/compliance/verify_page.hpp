// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/page/page.hpp"
#include "core/report/compliance/report_changes.hpp"
#include "core/report/compliance/report_comparison.hpp"
#include "core/report/compliance/report_inputs.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// What came of recomputing a report.
struct VerifyResult {
    std::string report;
    std::string ledger;
    std::string version;  // of the tool that wrote the report
    ReportComparison comparison = {};
    std::vector<WordedChange> verdicts = {};      // those that changed
    std::vector<WordedChange> stated = {};        // what the ledger states otherwise
    std::vector<ReportInput> read = {};           // input files that were read again
    std::vector<ReportInput> not_looked_at = {};  // those that nobody read now
    std::vector<ReportInput> missing = {};        // those that are needed and nowhere
};

// For people: that all is the same, or which verdicts changed, what the ledger states now, which
// inputs changed and the first figures that differ; what was not looked at; and which answers
// changed since the version that wrote the report.
Page verify_page(const VerifyResult& result, std::string_view version);

// flopledger/verify/1: every difference, and the same changes.
std::string verify_json(const VerifyResult& result, const Diagnostics& diagnostics,
                        std::string_view version);

// Its JSON Schema.
extern const DocumentSchema verify_document;

}  // namespace flopledger
