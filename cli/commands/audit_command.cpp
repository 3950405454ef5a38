// SPDX-License-Identifier: Apache-2.0
// `flopledger audit CATALOGUE...`: claims of many published models, held against each other.
#include <fmt/format.h>

#include <limits>

#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/audit.hpp"
#include "core/report/tools/audit_csv.hpp"
#include "core/report/tools/audit_json.hpp"
#include "core/report/tools/audit_page.hpp"

namespace flopledger {

namespace {

// Contradictions that a page shows where nobody says how many.
constexpr std::size_t rows_of_a_page = 20;

std::size_t most_rows(const AuditOptions& options, Format format) {
    if (options.limit) return static_cast<std::size_t>(options.limit->to_int64());
    const bool whole = options.every_row || format != Format::text;
    return whole ? std::numeric_limits<std::size_t>::max() : rows_of_a_page;
}

// CSV has no place for what the surveys are like: how many rows and cells could not be used goes
// to the error stream.
void tell_findings(AuditResult& result) {
    for (const Survey& survey : result.surveys) {
        for (const SurveyFinding& one : survey.findings) {
            result.diagnostics.add({.name = one.finding.name,
                                    .severity = Severity::warning,
                                    .place = {one.first.file, one.first.line, 1},
                                    .excerpt = "",
                                    .message = fmt::format("{} of these, the first here: {}",
                                                           one.count, one.finding.message),
                                    .hint = ""});
        }
    }
}

}  // namespace

int run_audit(Session& session, Diagnostics& diagnostics) {
    const AuditOptions& options = session.line.audit;
    const Format format = session.line.common.format;
    tell_law_age(session, options.as_of, std::nullopt, diagnostics);
    AuditResult result = audit({.surveys = options.surveys,
                                .as_of = day_of(session, options.as_of),
                                .models = options.models,
                                .hashes = format == Format::json},
                               session.files, session.catalog);
    std::vector<Diagnostic>& list = result.diagnostics.list;
    list.insert(list.begin(), diagnostics.list.begin(), diagnostics.list.end());
    const std::size_t most = most_rows(options, format);
    // Where the models asked for are not there, a page about no row would only hide that.
    if (result.rows.empty() && result.diagnostics.has_errors() && format != Format::json) {
        result.surveys.clear();
    }
    if (format == Format::csv) tell_findings(result);
    const std::string text =
        format == Format::json  ? audit_json(result, most, options.every_row, program_version())
        : format == Format::csv ? audit_csv(result, most, options.every_row)
                                : written(session, audit_page(result, most, options.every_row));
    return finish(session, text, result.diagnostics, plain_status(result.diagnostics));
}

}  // namespace flopledger
