// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "core/base/diagnostic.hpp"
#include "core/report/compliance/report_request.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// A report has at most so many bytes.
inline constexpr std::size_t largest_report_bytes = std::size_t{64} << 20;

// A report that was written as JSON, read back.
struct RecordedReport {
    ReportRequest request;  // its call; the ledger is empty where sources were left out
    std::string version;    // of the tool that wrote it
    Document document;
};

// Reads a report. What is no report of this version of the format, or has a call that no command
// line could make, is the error bad-report at its place; what is no JSON is json-syntax.
std::optional<RecordedReport> read_recorded_report(std::shared_ptr<const Source> source,
                                                   Diagnostics& diagnostics);

}  // namespace flopledger
