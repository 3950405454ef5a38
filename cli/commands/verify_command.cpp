// SPDX-License-Identifier: Apache-2.0
// `flopledger verify REPORT`: a report recomputed from its ledger.
#include <fmt/format.h>

#include <memory>
#include <utility>

#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/base/call_names.hpp"
#include "core/base/file_names.hpp"
#include "core/base/joined.hpp"
#include "core/read/keys/source_reader.hpp"
#include "core/report/compliance/recorded_report.hpp"
#include "core/report/compliance/report_builder.hpp"
#include "core/report/compliance/report_json.hpp"
#include "core/report/compliance/verify_page.hpp"
#include "core/text/files/fenced_files.hpp"
#include "core/text/trees/json.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

void tell_usage(Diagnostics& diagnostics, std::string message, std::string hint) {
    diagnostics.add({.name = name::usage,
                     .place = {},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

// A report was written by somebody else: the ledger that it names lies in the report's folder or
// below it, or where the call allows it.
void check_folder(Session& session, const std::string& ledger, Diagnostics& diagnostics) {
    std::vector<std::string> folders = session.line.allowed;
    folders.push_back(folder_of(session.line.verify.report));
    FencedFiles files(session.files, folders);
    const auto resolved = files.barred(ledger);
    if (!resolved) return;
    diagnostics.add({.name = name::outside_folder,
                     .place = {.file = session.line.verify.report},
                     .excerpt = "",
                     .message = fmt::format("the report's ledger '{}' leads outside the folder of "
                                            "the report",
                                            shown(safe_text(ledger))),
                     .hint = fmt::format("if you trust the report with it, add {}, or name the "
                                         "ledger with --ledger FILE",
                                         allow_read(session.files, folder_of(*resolved)))});
}

// The ledger to recompute from; empty and told where nothing says it.
std::string ledger_of(Session& session, const ReportRequest& request, Diagnostics& diagnostics) {
    const VerifyOptions& options = session.line.verify;
    const std::string ledger = options.ledger.empty() ? request.ledger : options.ledger;
    if (ledger.empty()) {
        tell_usage(diagnostics, "the report leaves out which ledger it is about",
                   "name the ledger with --ledger FILE");
    } else if (ledger == "-" && (options.ledger.empty() || options.report == "-")) {
        tell_usage(diagnostics,
                   options.report == "-" ? "standard input cannot be both report and ledger"
                                         : "the report was drawn up from standard input",
                   "name the ledger with --ledger FILE");
    } else if (options.ledger.empty()) {
        check_folder(session, ledger, diagnostics);
    }
    return diagnostics.has_errors() ? "" : ledger;
}

// Law, chips and standards are taken from the call alone, never from where a report says: what the
// report was made with must be given again.
void check_data(const DataOptions& given, const ReportRequest& request, Diagnostics& diagnostics) {
    const auto check = [&](const char* option, const std::vector<std::string>& recorded,
                           const std::vector<std::string>& now) {
        if (recorded.empty() || !now.empty()) return;
        std::vector<std::string> words;
        for (const std::string& folder : recorded) {
            words.push_back(fmt::format("{} {}", option, shell_word(folder)));
        }
        tell_usage(diagnostics,
                   fmt::format("the report was made with {}, which this call lacks",
                               shown(safe_text(joined(words, " ")))),
                   fmt::format("look at what is in it, then give {} with the same files", option));
    };
    check("--chips", request.chip_folders, given.chips);
    check("--thresholds", request.threshold_folders, given.thresholds);
    check("--standards", request.standard_folders, given.standards);
}

// The report made again, as a tree.
std::optional<Document> remade(Session& session, const RecordedReport& recorded,
                               const std::string& ledger, Diagnostics& diagnostics) {
    ReportRequest request = recorded.request;
    CheckRequest checked = check_request(request, ledger);
    checked.allowed = session.line.allowed;
    CheckResult result = check_all(session, checked, diagnostics);
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
        result.ledger = ledger_of(session, recorded->request, diagnostics);
        check_data(session.line.data, recorded->request, diagnostics);
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
