// SPDX-License-Identifier: Apache-2.0
// `flopledger verify REPORT`: a report recomputed from its ledger.
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/base/call_names.hpp"
#include "core/base/file_names.hpp"
#include "core/check.hpp"
#include "core/page/style.hpp"
#include "core/read/keys/source_reader.hpp"
#include "core/report/compliance/recorded_inputs.hpp"
#include "core/report/compliance/recorded_report.hpp"
#include "core/report/compliance/report_builder.hpp"
#include "core/report/compliance/report_json.hpp"
#include "core/report/compliance/verify_page.hpp"
#include "core/text/files/found_files.hpp"
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

// The folder of a file as the front of a path; empty where the program runs.
std::string folder_of(const std::string& file) { return file.substr(0, file.rfind('/') + 1); }

// Where input files may lie: beside the report, and in the folders that the call names.
std::vector<std::string> folders_of(const VerifyOptions& options) {
    std::vector<std::string> folders;
    if (options.report != "-") folders.push_back(folder_of(options.report));
    for (const std::string& folder : options.inputs) {
        folders.push_back(folder.ends_with('/') ? folder : folder + "/");
    }
    return folders;
}

// One report, recomputed.
class RemadeReport {
  public:
    RemadeReport(Session& session, const RecordedReport& recorded)
        : session_(session),
          recorded_(recorded),
          inputs_(recorded_inputs(recorded.document.root)),
          files_(session.files, folders_of(session.line.verify), names_by_print(inputs_)) {}

    // Makes the report again and holds it against what is recorded.
    void run(VerifyResult& result, Diagnostics& diagnostics) {
        result.ledger = files_.find(result.ledger).value_or(result.ledger);
        files_.set_home(folder_of(result.ledger));
        ReportRequest request = recorded_.request;
        add_data(session_, data_of(session_.line.data, request), diagnostics);
        CheckResult checked =
            check(check_request(request, result.ledger), files_, session_.catalog);
        const LedgerResult& ledger = checked.ledgers.front();
        const bool is_counted = ledger.count != nullptr && !checked.diagnostics.has_errors();
        if (is_counted) sort_inputs(ledger, result);
        find_missing(result);
        if (!result.missing.empty()) return tell_missing(result.missing, diagnostics);
        std::vector<Diagnostic>& told = checked.diagnostics.list;
        diagnostics.list.insert(diagnostics.list.end(), told.begin(), told.end());
        if (!is_counted || diagnostics.has_errors()) return;
        if (request.ledger.empty()) request.ledger = result.ledger;
        const Page report =
            build_report(ledger, diagnostics, request, session_.catalog, recorded_.version);
        auto source = std::make_shared<const Source>(Source{
            "the report made again", report_json(report, recorded_.request, recorded_.version)});
        const auto again = parse_json(std::move(source), diagnostics);
        if (!again) return;
        const Node& was = recorded_.document.root;
        result.comparison = compare_reports(was, again->root);
        result.verdicts = changed_verdicts(was, again->root);
        result.stated = changed_statements(was, again->root);
    }

  private:
    // Tells what was read now from what a summary or a link stands for.
    void sort_inputs(const LedgerResult& ledger, VerifyResult& result) const {
        for (ReportInput& input : inputs_of(ledger)) {
            const bool is_read = files_.has_opened(input.file);
            (is_read ? result.read : result.not_looked_at).push_back(std::move(input));
        }
    }

    // What the report has a fingerprint of and what was needed and is nowhere. Logs behind a
    // summary are not needed, nor what another ledger than the report's does not ask for; without
    // a ledger nobody knows.
    void find_missing(VerifyResult& result) {
        const bool has_ledger = files_.find(result.ledger).has_value();
        const auto seen = names_by_print(result.read);
        const auto behind = names_by_print(result.not_looked_at);
        const bool has_summary =
            std::any_of(inputs_.begin(), inputs_.end(),
                        [](const ReportInput& input) { return input.kind == "summary of logs"; });
        const bool is_other =
            !result.read.empty() && !names_by_print(inputs_).contains(result.read.front().sha256);
        for (const ReportInput& input : inputs_) {
            const std::string path = files_.home() + input.file;
            const bool is_ledger = &input == &inputs_.front() && input.kind == "ledger";
            const bool is_optional = is_other || (has_summary && input.kind == "log");
            const bool is_needed = !has_ledger || !is_optional || files_.has_missed(path);
            const bool is_there = seen.contains(input.sha256) || behind.contains(input.sha256) ||
                                  (is_ledger ? has_ledger : files_.find(path).has_value());
            if (is_needed && !is_there) result.missing.push_back(input);
        }
    }

    static void tell_missing(const std::vector<ReportInput>& missing, Diagnostics& diagnostics) {
        std::string hint =
            "put them beside the ledger or the report, or name their folders with --inputs DIR:";
        for (const ReportInput& input : missing) hint += "\n" + safe_text(input_text(input));
        diagnostics.add(
            {.name = name::input_missing,
             .place = {},
             .excerpt = "",
             .message = fmt::format("{} of the report {} not here",
                                    counted(missing.size(), "input file", "input files"),
                                    missing.size() == 1 ? "is" : "are"),
             .hint = std::move(hint)});
    }

    Session& session_;
    const RecordedReport& recorded_;
    std::vector<ReportInput> inputs_;
    FoundFiles files_;
};

}  // namespace

int run_verify(Session& session, Diagnostics& diagnostics) {
    const VerifyOptions& options = session.line.verify;
    VerifyResult result{.report = options.report, .ledger = "", .version = ""};
    auto source =
        read_source(session.files, options.report, largest_report_bytes, std::nullopt, diagnostics);
    std::optional<RecordedReport> recorded;
    if (source != nullptr) recorded = read_recorded_report(std::move(source), diagnostics);
    if (recorded) {
        result.version = recorded->version;
        result.ledger = ledger_of(options, recorded->request, diagnostics);
    }
    if (recorded && !diagnostics.has_errors()) {
        RemadeReport(session, *recorded).run(result, diagnostics);
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
