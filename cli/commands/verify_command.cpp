// SPDX-License-Identifier: Apache-2.0
// `flopledger verify REPORT`: a report recomputed from its ledger.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "cli/options/commands.hpp"
#include "cli/session/request.hpp"
#include "core/base/call_names.hpp"
#include "core/base/file_names.hpp"
#include "core/base/joined.hpp"
#include "core/check.hpp"
#include "core/page/style.hpp"
#include "core/read/keys/source_reader.hpp"
#include "core/report/compliance/recorded_inputs.hpp"
#include "core/report/compliance/recorded_report.hpp"
#include "core/report/compliance/report_builder.hpp"
#include "core/report/compliance/report_json.hpp"
#include "core/report/compliance/verify_page.hpp"
#include "core/text/files/fenced_files.hpp"
#include "core/text/files/found_files.hpp"
#include "core/text/trees/json.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// The ledger that a report names lies in the report's folder or below it, or where the call allows
// it.
void tell_outside(Session& session, const std::string& ledger, const std::string& resolved,
                  Diagnostics& diagnostics) {
    diagnostics.add({.name = name::outside_folder,
                     .place = {.file = session.line.verify.report},
                     .excerpt = "",
                     .message = fmt::format("the report's ledger '{}' leads outside the folder of "
                                            "the report",
                                            shown(safe_text(ledger))),
                     .hint = fmt::format("if you trust the report with it, add {}, or name the "
                                         "ledger with --ledger FILE",
                                         allow_read(session.files, folder_of(resolved)))});
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

// Where input files may lie that are not where they are named: beside the report, and in the
// folders that the call names. Each ends with a slash; the one that the program runs in is empty.
std::vector<std::string> folders_of(const VerifyOptions& options) {
    std::vector<std::string> folders;
    const auto add = [&folders](std::string folder) {
        if (!folder.empty() && !folder.ends_with('/')) folder += '/';
        folders.push_back(std::move(folder));
    };
    if (options.report != "-") add(folder_of(options.report));
    for (const std::string& folder : options.inputs) add(folder);
    return folders;
}

// All that may be read for the report, which was written by somebody else: what the call names.
std::vector<std::string> readable_folders(const Session& session) {
    const VerifyOptions& options = session.line.verify;
    std::vector<std::string> folders = session.line.allowed;
    folders.push_back(folder_of(options.report));
    if (!options.ledger.empty()) folders.push_back(folder_of(options.ledger));
    folders.insert(folders.end(), options.inputs.begin(), options.inputs.end());
    return folders;
}

// One report, recomputed.
class RemadeReport {
  public:
    RemadeReport(Session& session, const RecordedReport& recorded)
        : session_(session),
          recorded_(recorded),
          inputs_(recorded_inputs(recorded.document.root)),
          readable_(readable_folders(session)),
          fence_(session.files, readable_),
          // A ledger from standard input is no file, and what it names is fenced like that of any.
          files_(session.line.verify.ledger == "-" ? session.files : fence_,
                 folders_of(session.line.verify), names_by_print(inputs_)) {}

    // Makes the report again and holds it against what is recorded.
    void run(VerifyResult& result, Diagnostics& diagnostics) {
        const auto found = files_.find(result.ledger);
        // What is nowhere at all is missing, wherever it was.
        const bool is_there = !found && session_.files.exists(result.ledger);
        if (const auto outside = is_there ? fence_.barred(result.ledger) : std::nullopt) {
            return tell_outside(session_, result.ledger, *outside, diagnostics);
        }
        result.ledger = found.value_or(result.ledger);
        const std::string home = folder_of(result.ledger);
        files_.set_home(home.empty() || home.ends_with('/') ? home : home + "/");
        ReportRequest request = recorded_.request;
        CheckRequest asked = check_request(request, result.ledger);
        asked.allowed = readable_;  // never what the report says
        CheckResult checked = check(asked, files_, session_.catalog);
        const LedgerResult& ledger = checked.ledgers.front();
        const bool is_counted = ledger.count != nullptr && !checked.diagnostics.has_errors();
        if (is_counted) sort_inputs(ledger, result);
        find_missing(result);
        std::vector<Diagnostic>& told = checked.diagnostics.list;
        // What is there and may not be read is no missing file.
        const bool is_outside = std::any_of(told.begin(), told.end(), [](const Diagnostic& one) {
            return one.name.text == name::outside_folder.text;
        });
        if (is_outside) result.missing.clear();
        if (!result.missing.empty()) return tell_missing(result.missing, diagnostics);
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
    void sort_inputs(const LedgerResult& ledger, VerifyResult& result) {
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
    std::vector<std::string> readable_;
    FencedFiles fence_;
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
        check_data(session.line.data, recorded->request, diagnostics);
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
