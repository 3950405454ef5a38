// SPDX-License-Identifier: Apache-2.0
// `flopledger verify REPORT`: a report recomputed from its ledger.
#include <memory>
#include <utility>

#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/base/call_names.hpp"
#include "core/read/keys/source_reader.hpp"
#include "core/report/compliance/recorded_report.hpp"
#include "core/report/compliance/report_builder.hpp"
#include "core/report/compliance/report_json.hpp"
#include "core/report/compliance/verify_page.hpp"
#include "core/text/trees/json.hpp"

namespace flopledger {

namespace {

void tell_usage(Diagnostics& diagnostics, std::string message, std::string hint) {
    diagnostics.add({.name = name::usage,
                     .place = {},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

// The ledger to recompute from; empty and told where nothing says it.
std::string ledger_of(const VerifyOptions& options, const ReportRequest& request,
                      Diagnostics& diagnostics) {
    const std::string ledger = options.ledger.empty() ? request.ledger : options.ledger;
    if (ledger.empty()) {
        tell_usage(diagnostics, "the report leaves out which ledger it is about",
                   "name the ledger with --ledger FILE");
    } else if (ledger == "-" && (options.ledger.empty() || options.report == "-")) {
        tell_usage(diagnostics,
                   options.report == "-" ? "standard input cannot be both report and ledger"
                                         : "the report was drawn up from standard input",
                   "name the ledger with --ledger FILE");
    }
    return diagnostics.has_errors() ? "" : ledger;
}

// The folders with data that the call names, else those of the report.
DataOptions data_of(const DataOptions& given, const ReportRequest& request) {
    DataOptions recorded;
    if (given.chips.empty()) recorded.chips = request.chip_folders;
    if (given.thresholds.empty()) recorded.thresholds = request.threshold_folders;
    if (given.standards.empty()) recorded.standards = request.standard_folders;
    return recorded;  // what is given was added before the command ran
}

// The report made again, as a tree.
std::optional<Document> remade(Session& session, const RecordedReport& recorded,
                               const std::string& ledger, Diagnostics& diagnostics) {
    ReportRequest request = recorded.request;
    add_data(session, data_of(session.line.data, request), diagnostics);
    CheckResult result = check_all(session, check_request(request, ledger), diagnostics);
    diagnostics = std::move(result.diagnostics);
    if (diagnostics.has_errors() || result.ledgers.front().count == nullptr) return std::nullopt;
    if (request.ledger.empty()) request.ledger = ledger;
    const Page report = build_report(result.ledgers.front(), diagnostics, request, session.catalog,
                                     program_version());
    auto source = std::make_shared<const Source>(
        Source{"the report made again", report_json(report, recorded.request, program_version())});
    return parse_json(std::move(source), diagnostics);
}

}  // namespace

int run_verify(Session& session, Diagnostics& diagnostics) {
    const VerifyOptions& options = session.line.verify;
    VerifyResult result{.report = options.report, .ledger = "", .version = "", .comparison = {}};
    auto source =
        read_source(session.files, options.report, largest_report_bytes, std::nullopt, diagnostics);
    std::optional<RecordedReport> recorded;
    if (source != nullptr) recorded = read_recorded_report(std::move(source), diagnostics);
    if (recorded) {
        result.version = recorded->version;
        result.ledger = ledger_of(options, recorded->request, diagnostics);
    }
    const bool ready = recorded && !diagnostics.has_errors();
    if (const auto again =
            ready ? remade(session, *recorded, result.ledger, diagnostics) : std::nullopt) {
        result.comparison = compare_reports(recorded->document.root, again->root);
    }
    const bool failed = diagnostics.has_errors();
    std::string text;
    if (session.line.common.format == Format::json) {
        text = verify_json(result, diagnostics, program_version());
    } else if (!failed) {
        text = written(session, verify_page(result, program_version()));
    }
    const int status = failed ? 2 : result.comparison.differences.empty() ? 0 : 1;
    return finish(session, text, diagnostics, status);
}

}  // namespace flopledger
