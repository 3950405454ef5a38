// SPDX-License-Identifier: Apache-2.0
// The one grammar: what every command takes, with the sentences that help, manual and completions
// tell of it.
#include "cli/options/command_options.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/options/commands.hpp"
#include "cli/options/logs_options.hpp"
#include "cli/options/option_kinds.hpp"
#include "cli/options/outlook_options.hpp"
#include "cli/options/pod_options.hpp"
#include "core/base/enum_words.hpp"
#include "core/read/keys/values.hpp"
#include "core/report/documents/document_register.hpp"

namespace flopledger {

namespace {

constexpr const char* ledger_sentence = "A ledger file; - is standard input.";

void add_chips(Command& command, DataOptions& data) {
    command.add_texts(
        "--chips", data.chips, "DIR",
        "Add the chips of the folder's *.yaml files; one with the id of a built-in chip "
        "replaces it.");
}

void add_thresholds(Command& command, DataOptions& data) {
    command.add_texts("--thresholds", data.thresholds, "DIR",
                      "Add the thresholds of the folder's *.yaml files, or replace built-in ones.");
}

void add_standards(Command& command, DataOptions& data) {
    command.add_texts("--standards", data.standards, "DIR",
                      "Add the standards of the folder's *.yaml files, or replace built-in ones.");
}

void add_as_of(Command& command, std::optional<Date>& into) {
    add_date(command, "--as-of", into, "Judge by the law of this day; the default is today.");
}

constexpr std::string_view every_standard = "all";

// --standard, where one of them is the word for every one.
void add_standard(Command& command, SelectionOptions& into, const std::string& sentence) {
    const auto take = [&into](const std::vector<std::string>& given) {
        for (const std::string& id : given) {
            if (id == every_standard) {
                into.every_standard = true;
            } else {
                into.standards.push_back(id);
            }
        }
    };
    command.add_texts("--standard", "ID", sentence, take);
}

// --settle, for what standards leave open.
void add_settle(Command& command, SelectionOptions& into) {
    const auto take = [&into](const std::vector<std::string>& given) {
        for (const std::string& text : given) {
            const auto parsed = parse_settlement(text);
            if (const auto* fault = std::get_if<std::string>(&parsed)) {
                throw UsageFault{shown(*fault), fmt::format("WHAT is one of {}",
                                                            fmt::join(settlement_words(), ", "))};
            }
            into.settlements.push_back(std::get<Settlement>(parsed));
        }
    };
    command.add_texts(
        "--settle", "WHAT=ANSWER",
        "Where standards leave WHAT unsettled, take count or leave-out as the ANSWER, and "
        "record it. WHAT is an activity's kind, a relation to a base model, or recomputation; "
        "/OUTCOME or /PROVIDER behind it narrow it, ID: before it takes one standard alone.",
        take);
}

void add_selection(Command& command, SelectionOptions& selection) {
    add_as_of(command, selection.as_of);
    command.add_texts(
        "--threshold", selection.thresholds, "ID",
        "Hold totals against this threshold, whatever its status; without it, against all "
        "in force or guidance.");
    command.add_texts(
        "--jurisdiction", selection.jurisdictions, "PLACE",
        "Take the thresholds of one jurisdiction, in upper or lower case: eu, kr, us, us-ca, "
        "us-ct, us-il, us-ma, us-mi or us-ny; us takes the states too.");
    command.add_flag("--all", selection.all,
                     "Take thresholds of any subject and status, and list what does not apply.");
    add_days(command, "--max-law-age", selection.max_law_age,
             "Make it an error that the day judged, or today, lies more than so many days past the "
             "law data.");
    add_margin(command, selection.margin);
}

void add_check(Command& command, CommandLine& into) {
    command.add_arguments("LEDGER", into.check.ledgers, ledger_sentence);
    add_selection(command, into.check.selection);
    add_standard(command, into.check.selection,
                 "Add the total under this standard; all adds every one.");
    add_settle(command, into.check.selection);
    add_allow_read(command, into.allowed);
    add_chips(command, into.data);
    add_thresholds(command, into.data);
    add_standards(command, into.data);
    add_common(command, into.common, pages_and_tables);
}

void add_estimate(Command& command, CommandLine& into) {
    command.add_arguments("LEDGER", into.check.ledgers, ledger_sentence);
    add_standard(command, into.check.selection,
                 "Show the total under this standard instead of under every one. Several, or all, "
                 "stand side by side, with the rules that make them differ from the first named.");
    add_settle(command, into.check.selection);
    add_allow_read(command, into.allowed);
    add_chips(command, into.data);
    add_standards(command, into.data);
    add_common(command, into.common, pages_and_tables);
}

void add_forecast(Command& command, CommandLine& into) {
    ForecastOptions& forecast = into.forecast;
    command.add_arguments("LEDGER", forecast.check.ledgers, ledger_sentence);
    add_date(command, "--from", forecast.from,
             "Let activities without a period run one after the other from this day on, each for "
             "the time of its chips.");
    add_date(command, "--until", forecast.until,
             "Let activities that their logs show running go on at their mean rate up to, not "
             "including, this day.");
    add_selection(command, forecast.check.selection);
    add_allow_read(command, into.allowed);
    add_chips(command, into.data);
    add_thresholds(command, into.data);
    add_standards(command, into.data);
    add_common(command, into.common, pages_and_tables);
}

void add_explain(Command& command, CommandLine& into) {
    command.add_argument("LEDGER", into.explain.ledger, ledger_sentence);
    command.add_texts(
        "--activity", into.explain.activities, "NAME",
        "Explain this activity by every method it states and what it took, instead of the "
        "totals; verdicts only where --threshold names them.");
    add_standard(command, into.explain.selection,
                 "Explain the total under this standard and the verdicts that rest on it; all "
                 "explains every one.");
    add_settle(command, into.explain.selection);
    const auto depth = [&into](const std::string& given) {
        into.explain.depth = plain_count(given, 3).value_or(0);
        if (into.explain.depth > 0) return;
        throw UsageFault{fmt::format("--depth takes a number of levels, not '{}'", given),
                         "1 shows the figures alone, 2 what they are made of, and so on"};
    };
    command.add_text("--depth", "N", "Unfold so many levels of each figure.", depth);
    add_selection(command, into.explain.selection);
    add_allow_read(command, into.allowed);
    add_chips(command, into.data);
    add_thresholds(command, into.data);
    add_standards(command, into.data);
    add_common(command, into.common, pages);
}

// --redact takes fields one by one or between commas.
void add_redact(Command& command, std::vector<SecretField>& into) {
    const auto take = [&into](const std::string& given) {
        const auto& words = words_of<SecretField>();
        for (std::size_t at = 0; at <= given.size();) {
            const std::size_t comma = std::min(given.find(',', at), given.size());
            const std::string word = given.substr(at, comma - at);
            const auto found = std::find(words.begin(), words.end(), word);
            if (found == words.end()) {
                throw UsageFault{fmt::format("--redact knows no '{}'", word),
                                 fmt::format("it takes {}", fmt::join(words, ", "))};
            }
            into.push_back(static_cast<SecretField>(found - words.begin()));
            at = comma + 1;
        }
        std::sort(into.begin(), into.end());
        into.erase(std::unique(into.begin(), into.end()), into.end());
    };
    command.add_texts("--redact", "FIELD",
                      "Leave a field out of the report, and say so; several stand between commas.",
                      [take](const std::vector<std::string>& given) {
                          for (const std::string& one : given) take(one);
                      });
}

void add_report(Command& command, CommandLine& into) {
    ReportOptions& report = into.report;
    command.add_argument("LEDGER", report.ledger, ledger_sentence);
    add_words<ReportTemplate>(command, "--template", report.form,
                              {{"summary", ReportTemplate::summary},
                               {"eu-model-documentation", ReportTemplate::eu_model_documentation},
                               {"eu-notification", ReportTemplate::eu_notification},
                               {"us-frontier", ReportTemplate::us_frontier}},
                              "Draw it up for everyone, or for what a law asks.");
    add_redact(command, report.left_out);
    add_selection(command, report.selection);
    add_standard(command, report.selection,
                 "Report the total under this standard instead of every one.");
    add_allow_read(command, into.allowed);
    add_chips(command, into.data);
    add_thresholds(command, into.data);
    add_standards(command, into.data);
    add_common(command, into.common, {Format::html, Format::markdown, Format::json, Format::text});
}

void add_verify(Command& command, CommandLine& into) {
    command.add_argument("REPORT", into.verify.report,
                         "A report as JSON, as `flopledger report --format json` wrote it; - is "
                         "standard input.");
    const auto ledger = [&into](const std::string& given) { into.verify.ledger = given; };
    command.add_text(
        "--ledger", "FILE",
        "Recompute from this ledger; the default is the one that the report names, seen from "
        "here, or of its name beside the report. One that the report names lies in the report's "
        "folder or below it.",
        ledger);
    command.add_texts("--inputs", into.verify.inputs, "DIR",
                      "Look in this folder, too, for input files that are neither where the ledger "
                      "names them nor beside the report.");
    add_allow_read(command, into.allowed);
    add_chips(command, into.data);
    add_thresholds(command, into.data);
    add_standards(command, into.data);
    add_common(command, into.common);
}

// An option that takes a whole number of things.
void add_count(Command& command, const std::string& name, std::optional<Exact>& into,
               std::int64_t lowest, const std::string& sentence) {
    const auto convert = [&into, lowest, name](const std::string& given) {
        const std::optional<int> count = plain_count(given, 9);
        if (count && *count >= lowest) {
            into = Exact(*count);
            return;
        }
        throw UsageFault{fmt::format("{} takes a whole number, not '{}'", name, given),
                         fmt::format("write digits alone, from {} to 999999999", lowest)};
    };
    command.add_text(name, "N", sentence, convert);
}

void add_model(Command& command, CommandLine& into) {
    ModelOptions& model = into.model;
    command.add_arguments(
        "CONFIG", model.configurations,
        "A config.json as Hugging Face publishes it, or a folder with one; - is standard "
        "input.");
    add_model_choices(command, model.choices);
    add_count(command, "--sequence-length", model.lengths.sequence_length, 1,
              "Count sequences of so many tokens; the default is 4096, or as many as there are "
              "learned positions.");
    add_count(command, "--source-length", model.lengths.source_length, 1,
              "Count so many tokens of an encoder beside a decoder; the default is as many.");
    add_count(command, "--images", model.lengths.images, 0,
              "Count so many images an example; the default is 1 where there is no decoder, else "
              "0.");
    add_count(command, "--patches", model.lengths.patches, 1,
              "Count so many patches an image, where a model takes images of any size.");
    add_words<AttentionConvention>(
        command, "--attention", model.attention,
        {{"causal", AttentionConvention::causal}, {"full", AttentionConvention::full}},
        "Count the pairs that a causal mask and windows leave, or all.");
    command.add_flag("--detail", model.detail,
                     "Print a page for each of several configurations instead of a table.");
    add_common(command, into.common, pages_and_tables);
}

void add_audit(Command& command, CommandLine& into) {
    AuditOptions& audit = into.audit;
    command.add_arguments(
        "CATALOGUE", audit.surveys,
        "A CSV file with a model a row, as Epoch AI publishes them or one's own; - is "
        "standard input.");
    command.add_texts("--model", audit.models, "NAME",
                      "Tell of the rows whose model's name holds this, whatever the case.");
    add_count(command, "--limit", audit.limit, 1,
              "Tell of so many contradicted rows; the default is 20 as text, else all.");
    command.add_flag("--all", audit.every_row, "Tell of every row, contradicted or not.");
    add_as_of(command, audit.as_of);
    add_chips(command, into.data);
    add_thresholds(command, into.data);
    add_common(command, into.common, pages_and_tables);
}

void add_chips_command(Command& command, CommandLine& into) {
    command.add_optional_argument("NAME", into.catalog.name, "A chip's id or any name it goes by.");
    command.add_flag(
        "--export-control", into.catalog.export_control,
        "Show total processing performance and performance density, against the limits "
        "of export rules.");
    add_explain_flag(command, into.catalog.explain);
    add_date(command, "--as-of", into.catalog.as_of,
             "Show the export rules of this day; the default is today.");
    add_chips(command, into.data);
    add_common(command, into.common, pages_and_tables);
}

void add_thresholds_command(Command& command, CommandLine& into) {
    command.add_optional_argument("ID", into.catalog.name, "A threshold's id.");
    add_as_of(command, into.catalog.as_of);
    add_thresholds(command, into.data);
    add_common(command, into.common, pages_and_tables);
}

void add_standards_command(Command& command, CommandLine& into) {
    command.add_optional_argument("ID", into.catalog.name, "A standard's id.");
    add_standards(command, into.data);
    add_common(command, into.common, pages_and_tables);
}

void add_init(Command& command, CommandLine& into) {
    add_file(command, into.common.output,
             "Write the ledger to a new file; one that exists is left alone.");
    into.common.file_format = Format::text;
    add_color(command, into.common);
}

void add_schema(Command& command, CommandLine& into) {
    const std::vector<std::string_view> names = schema_names();
    command.add_choice("NAME", into.kind, fmt::format("{}", fmt::join(names, "|")),
                       fmt::format("A format of files, or the command whose JSON it is: {}.",
                                   fmt::join(names, ", ")));
    add_output(command, into.common);
    into.common.file_format = Format::json;
    add_color(command, into.common);
}

void add_generate(Command& command, CommandLine& into) {
    command.add_argument("man|ledger-page|audit-page|bash|zsh|fish", into.kind, "What to print.");
    add_output(command, into.common);
    into.common.file_format = Format::text;
    add_color(command, into.common);
}

constexpr auto commands = std::to_array<CommandEntry>({
    {"check", "Hold the training compute of models against thresholds.", add_check, run_check},
    {"estimate", "Training FLOP by activity, method and standard.", add_estimate, run_estimate},
    {"forecast", "When a planned or running training run crosses thresholds, and what is due when.",
     add_forecast, run_forecast},
    {"explain", "How a figure was reached, step by step.", add_explain, run_explain},
    {"report", "A compliance report on one model.", add_report, run_report},
    {"verify", "Recompute a report and say what differs.", add_verify, run_verify},
    {"audit", "Hold the claims of many published models against each other.", add_audit, run_audit},
    {"model", "Parameters and FLOP per token of model configurations.", add_model, run_model},
    {"logs summarize", "What utilization logs say: time, utilization, power, by chip and day.",
     add_logs_summarize, run_logs_summarize},
    {"logs merge", "Add summaries of logs, exactly.", add_logs_merge, run_logs_merge},
    {"sampling items", "Samples that catch bad items among many, or how surely they do.",
     add_sampling_items, run_sampling_items},
    {"sampling snapshots", "Snapshots of chips' memory that catch a hidden training run.",
     add_sampling_snapshots, run_sampling_snapshots},
    {"trend", "When a level of compute becomes affordable, and when the frontier gets there.",
     add_trend, run_trend},
    {"interconnect", "What training sends between pods of chips, and what a cap on it leaves.",
     add_interconnect, run_interconnect},
    {"capacity", "What declared chips could do against what is declared they did.", add_capacity,
     run_capacity},
    {"chips", "The chips this build knows, or one in full.", add_chips_command, run_chips},
    {"thresholds", "The thresholds this build knows, or one in full.", add_thresholds_command,
     run_thresholds},
    {"standards", "What counts by which text, or one standard in full.", add_standards_command,
     run_standards},
    {"init", "Print a commented ledger to start from.", add_init, run_init},
    {"schema", "Print the JSON Schema of files or of what commands print.", add_schema, run_schema},
    {"generate", "Print the manual pages and shell completions.", add_generate, run_generate, true},
});

constexpr auto groups = std::to_array<GroupEntry>({
    {"logs", "Utilization logs to summaries."},
    {"sampling", "How many inspections catch what is hidden."},
});

}  // namespace

std::span<const CommandEntry> command_entries() { return commands; }

std::span<const GroupEntry> group_entries() { return groups; }

void add_help(Command& command, CommonOptions& common) {
    command.add_flag("-h,--help", common.help, "Show what there is and end.");
}

}  // namespace flopledger
