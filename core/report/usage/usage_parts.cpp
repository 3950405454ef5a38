// SPDX-License-Identifier: Apache-2.0
#include "core/report/usage/usage_parts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/enum_words.hpp"
#include "core/base/figure_text.hpp"
#include "core/facts/machines/log_findings.hpp"
#include "core/meter/readings/rejections.hpp"
#include "core/page/style.hpp"
#include "core/usage/fleet_findings.hpp"
#include "core/usage/log_choice.hpp"
#include "core/usage/usage_sums.hpp"

namespace flopledger {

namespace {

constexpr std::size_t most_inputs_listed = 12;

// What each reason means, in the order of Rejection.
constexpr std::array<std::string_view, rejection_count> reasons{
    "the row is cut short",
    "its time is missing or cannot be read",
    "nothing says which device it is about",
    "a value is not a number",
    "a value has a unit that its column cannot have",
    "a value is one that its quantity cannot have",
    "it holds only the sign for no value",
    "it lies before --from or after --to",
    "it is nothing that the format knows",
    "it is of no job, user or host that was selected"};

std::string grouped(std::uint64_t number) { return flopledger::grouped(exact_of(number)); }

PageRow row_of(std::vector<std::string> texts) {
    std::vector<PageValue> cells;
    for (std::string& text : texts) cells.emplace_back(std::move(text));
    return PageRow(std::move(cells));
}

// `logs/a.csv:12, logs/b.csv:3, ...`: places, and whether there are more.
std::string places_text(const RowCount& count, const Usage& usage) {
    std::string text;
    for (const InputPlace& place : count.first) {
        if (place.input >= usage.inputs.size()) continue;
        if (!text.empty()) text += ", ";
        text += usage.inputs[place.input].name;
        if (place.line > 0) text += fmt::format(":{}", place.line);
    }
    return text + (count.rows > count.first.size() && !text.empty() ? ", ..." : "");
}

std::string rows_text(std::uint64_t rows) { return grouped(rows) + (rows == 1 ? " row" : " rows"); }

// Nothing of what is not known.
std::string known(std::uint64_t number) { return number == 0 ? "" : grouped(number); }

std::string hours_text(const Exact& milliseconds) {
    const Exact hours = milliseconds / 3'600'000;
    return hours < 1000 ? hours.fixed(2) : flopledger::grouped(hours.floor());
}

PageSection training_section(const FormatTraining& training) {
    const TrainingSums& sums = training.sums;
    PageTable table{"training-" + training.format,
                    "",
                    {{"what", ""},
                     {"iterations", "iterations", true},
                     {"sequences", "sequences", true},
                     {"tokens", "tokens", true}},
                    {}};
    table.rows.push_back(row_of({"executed", grouped(sums.executed_iterations),
                                 known(sums.executed_samples), known(sums.executed_tokens)}));
    table.rows.push_back(row_of({"kept", grouped(sums.kept_iterations), known(sums.kept_samples),
                                 known(sums.kept_tokens)}));
    std::string note = fmt::format("{} of {}, taken as {}", counted(training.inputs, "log", "logs"),
                                   training.format.empty() ? "a trainer" : training.format,
                                   sums.runs > 1 ? counted(sums.runs, "run", "runs") : "one run");
    if (sums.restarts > 0) {
        note += fmt::format("; went back {}", counted(sums.restarts, "time", "times"));
    }
    if (sums.skipped_iterations > 0) {
        note += fmt::format("; updates of {} iterations dropped", grouped(sums.skipped_iterations));
    }
    if (sums.milliseconds > 0) {
        note += fmt::format("; {} hours in iterations", hours_text(exact_of(sums.milliseconds)));
    }
    if (sums.tokens_in_doubt > 0) {
        std::uint64_t most = sums.executed_tokens;
        most += std::min(sums.tokens_in_doubt, UINT64_MAX - most);
        note += fmt::format("; up to {} tokens, for its counts differ", grouped(most));
    }
    if (!sums.executed_flop.is_zero()) {
        note += fmt::format("; {} FLOP as the trainer counts", figure(sums.executed_flop));
    }
    if (!training.rate.is_zero()) {
        note += fmt::format("; {} TFLOP/s a device as it prints",
                            input_figure(training.rate / Exact(1'000'000'000'000)));
    }
    return {"training", "Training", {std::move(table), PageParagraph{note, Tone::plain, 2}}};
}

std::string_view sentence_of(std::string_view name) {
    const Name* known = log_finding(name);
    return known ? known->sentence : "Something that this version does not know.";
}

}  // namespace

void add_training(const UsageResult& result, std::vector<PageSection>& sections) {
    for (const FormatTraining& training : result.training) {
        sections.push_back(training_section(training));
    }
}

void add_jobs(const UsageResult& result, std::vector<PageSection>& sections) {
    if (result.jobs.empty()) return;
    PageTable table{"jobs",
                    "",
                    {{"chip", "chip", false, true},
                     {"jobs", "jobs", true},
                     {"running", "running", true},
                     {"chip-hours", "chip-hours", true},
                     {"kwh", "kWh of nodes", true}},
                    {}};
    for (const JobSums& sums : result.jobs) {
        table.rows.push_back(
            row_of({sums.chip_type.empty() ? "of no stated type" : sums.chip_type,
                    grouped(sums.jobs), known(sums.running), hours_text(sums.chip_seconds * 1000),
                    sums.joules.is_zero() ? "" : plain_figure(sums.joules / 3'600'000)}));
    }
    sections.push_back({"jobs", "Jobs of the scheduler", {std::move(table)}});
}

void add_inputs(const Usage& usage, std::vector<PageSection>& sections) {
    if (usage.inputs.empty()) return;
    PageTable table{"inputs",
                    "",
                    {{"file", "file", false, true},
                     {"format", "format"},
                     {"rows", "rows", true},
                     {"not-used", "not used", true}},
                    {}};
    std::vector<const InputFile*> inputs;
    for (const InputFile& input : usage.inputs) inputs.push_back(&input);
    if (inputs.size() > most_inputs_listed) {
        std::stable_sort(inputs.begin(), inputs.end(), [](const auto* left, const auto* right) {
            return left->rejected_rows > right->rejected_rows;
        });
        inputs.resize(most_inputs_listed);
    }
    for (const InputFile* input : inputs) {
        table.rows.push_back(row_of(
            {input->name, input->format, grouped(input->rows), known(input->rejected_rows)}));
    }
    if (const std::string selected = selection_text(usage); !selected.empty()) {
        sections.push_back({"selected", "Selected", {PageParagraph{selected, Tone::plain, 2}}});
    }
    PageSection section{"inputs", "Inputs", {std::move(table)}};
    if (usage.inputs.size() > inputs.size()) {
        section.blocks.emplace_back(
            PageParagraph{fmt::format("and {} more, all of them in the JSON",
                                      grouped(usage.inputs.size() - inputs.size())),
                          Tone::plain, 2});
    }
    sections.push_back(std::move(section));
}

void add_rejected(const UsageResult& result, std::vector<PageSection>& sections) {
    const Usage& usage = *result.usage;
    if (usage.rejected.empty()) return;
    std::string title = "Rows not used";
    if (const auto share = result.rejected_share()) {
        title += fmt::format(": {} of {}, {}", grouped(result.rejected_rows), grouped(result.rows),
                             percent(*share));
    }
    PageNotes notes;
    for (const auto& [name, count] : usage.rejected) {
        const auto reason = from_word<Rejection>(name);
        std::string line = rows_text(count.rows);
        if (reason) line += fmt::format(": {}", reasons[static_cast<std::size_t>(*reason)]);
        notes.notes.push_back({name, fmt::format("{} ({})", line, places_text(count, usage))});
    }
    sections.push_back({"rejected", title, {std::move(notes)}});
}

void add_findings(const UsageResult& result, std::vector<PageSection>& sections) {
    const Usage& usage = *result.usage;
    if (usage.findings.empty() && result.findings.empty()) return;
    PageNotes notes;
    for (const auto& [name, count] : usage.findings) {
        std::string line(sentence_of(name));
        const std::string files = files_of_finding(usage, name);
        const std::string places = places_text(count, usage);
        if (!files.empty()) {
            line += fmt::format(" ({})", files);
        } else if (!places.empty()) {
            line += fmt::format(" {} ({})", rows_text(count.rows), places);
        }
        line += words_text(count);
        notes.notes.push_back({name, line});
    }
    for (const Finding& finding : result.findings) {
        notes.notes.push_back({std::string(finding.name.text), finding.message});
    }
    sections.push_back({"findings", "Findings", {std::move(notes)}});
}

}  // namespace flopledger
