// SPDX-License-Identifier: Apache-2.0
// `flopledger report LEDGER`: a compliance report.
#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/report/compliance/report_builder.hpp"
#include "core/report/compliance/report_json.hpp"

namespace flopledger {

namespace {

ReportRequest report_request(const Session& session) {
    const ReportOptions& options = session.line.report;
    const DataOptions& data = session.line.data;
    return {.ledger = options.ledger,
            .form = options.form,
            .as_of = day_of(session, options.selection.as_of),
            .thresholds = options.selection.thresholds,
            .jurisdictions = options.selection.jurisdictions,
            .all = options.selection.all,
            .standards = options.selection.standards,
            .margin = options.selection.margin,
            .left_out = options.left_out,
            .chip_folders = data.chips,
            .threshold_folders = data.thresholds,
            .standard_folders = data.standards,
            .allowed = session.line.allowed};
}

}  // namespace

int run_report(Session& session, Diagnostics& diagnostics) {
    const SelectionOptions& selection = session.line.report.selection;
    tell_law_age(session, selection.as_of, selection.max_law_age, diagnostics);
    const ReportRequest request = report_request(session);
    const CheckResult result =
        check_all(session, check_request(request, request.ledger), diagnostics);
    const Format format = session.line.common.format;
    const bool failed = result.diagnostics.has_errors() || result.ledgers.front().count == nullptr;
    std::string text;
    if (!failed) {
        const Page report = build_report(result.ledgers.front(), result.diagnostics, request,
                                         session.catalog, program_version());
        text = format == Format::json ? report_json(report, request, program_version())
                                      : written(session, report);
    } else if (format == Format::json) {
        text = report_errors_json(result.diagnostics, program_version());
    }
    return finish(session, text, result.diagnostics, plain_status(result.diagnostics));
}

}  // namespace flopledger
