// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/lists.hpp"
#include "core/meter/files/input_names.hpp"
#include "core/meter/series/usage_join.hpp"
#include "core/meter/summary/summarize.hpp"
#include "core/usage/told_apart.hpp"

namespace flopledger {

namespace {

// The rank that each input of a usage gets among all.
using NewRanks = std::vector<std::uint32_t>;

NewRanks ranks_among(const std::vector<InputFile>& inputs, const std::vector<InputFile>& all) {
    NewRanks ranks;
    for (const InputFile& input : inputs) {
        const auto place = std::lower_bound(
            all.begin(), all.end(), input,
            [](const InputFile& left, const InputFile& right) { return left.name < right.name; });
        ranks.push_back(static_cast<std::uint32_t>(place - all.begin()));
    }
    return ranks;
}

void renumber(std::vector<Sample>& samples, const NewRanks& ranks) {
    for (Sample& sample : samples) {
        sample.key = sample_key(sample.time(), ranks[sample.input()], sample.conflict());
    }
}

void renumber(Usage& usage, const NewRanks& ranks) {
    for (DeviceUsage& device : usage.devices) {
        for (Track& track : device.tracks) {
            for (Run& run : track.runs) {
                renumber(run.head, ranks);
                renumber(run.tail, ranks);
            }
        }
    }
    for (TrainingStretch& stretch : usage.training) stretch.input = ranks[stretch.input];
    for (JobUsage& job : usage.jobs) job.input = ranks[job.input];
    for (auto* counts : {&usage.rejected, &usage.findings, &usage.unread}) {
        for (auto& [name, count] : *counts) {
            for (InputPlace& place : count.first) place.input = ranks[place.input];
        }
    }
}

void add_counts(std::map<std::string, RowCount, std::less<>>& into,
                const std::map<std::string, RowCount, std::less<>>& from) {
    for (const auto& [name, count] : from) {
        RowCount& sum = into[name];
        sum.rows += count.rows;
        sum.first.insert(sum.first.end(), count.first.begin(), count.first.end());
        std::sort(sum.first.begin(), sum.first.end());
        if (sum.first.size() > most_places) sum.first.resize(most_places);
        sum.words.insert(count.words.begin(), count.words.end());
    }
}

void add_error(Diagnostics& diagnostics, Name name, std::string message, std::string hint) {
    diagnostics.add({.name = name,
                     .place = {},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

// All inputs of both by name, or nothing where one is in both.
std::optional<std::vector<InputFile>> united_inputs(const Usage& left, const Usage& right,
                                                    Diagnostics& diagnostics) {
    std::vector<InputFile> all = left.inputs;
    append(all, right.inputs);
    if (all.size() > most_inputs) {
        add_error(diagnostics, name::too_many_inputs,
                  fmt::format("together the summaries have more than {} inputs", most_inputs),
                  "summarize the logs of several files as one stream");
        return std::nullopt;
    }
    std::sort(all.begin(), all.end(),
              [](const InputFile& one, const InputFile& other) { return one.name < other.name; });
    const auto twice = std::adjacent_find(
        all.begin(), all.end(),
        [](const InputFile& one, const InputFile& other) { return one.name == other.name; });
    if (twice == all.end()) return all;
    const bool same = twice->sha256 == std::next(twice)->sha256 && !twice->sha256.empty();
    add_error(diagnostics, name::duplicate_input,
              fmt::format("the input '{}' is in two summaries{}", twice->name,
                          same ? "" : ", though not with the same bytes"),
              same ? "give each summary once"
                   : "summarize them again from a folder that tells their names apart");
    return std::nullopt;
}

}  // namespace

void renumber_inputs(Usage& usage, std::vector<InputFile> inputs) {
    renumber(usage, ranks_among(usage.inputs, inputs));
    usage.inputs = std::move(inputs);
}

bool check_told_apart(const Usage& usage, Diagnostics& diagnostics) {
    const auto mixed = mixed_device(usage);
    if (!mixed) return true;
    const std::string& device = mixed->device->device;
    const bool nameless = device.ends_with(nameless_index);
    const bool hostless = device.substr(0, device.find_first_of("#/")) == nameless_host;
    std::string_view how;
    switch (mixed->rows) {
        case MixedRows::differ:
            how = "rows of one moment differ";
            break;
        case MixedRows::repeat:
            how = "rows of one moment come several times";
            break;
        case MixedRows::exceed_polls:
            how = "rows come more often than one a poll";
            break;
    }
    std::string hint =
        "log `uuid` as well; for these rows say --devices-per-poll N, where each poll has N rows "
        "in one order";
    if (nameless) hint += " (1 where all are of one device)";
    if (!nameless && hostless) hint += ", or --host NAME, where all are of one host";
    hint += "; or name the column that tells devices apart with --map";
    add_error(
        diagnostics, name::devices_not_told_apart,
        fmt::format("{} under the name '{}'{}, {} times: they are of several devices, or "
                    "may be",
                    how, device,
                    mixed->devices == 1 ? "" : fmt::format(" and {} others", mixed->devices - 1),
                    mixed->times),
        std::move(hint));
    return false;
}

bool merge(Usage& into, const Usage& from, Diagnostics& diagnostics) {
    if (into.gap_milliseconds != from.gap_milliseconds) {
        add_error(diagnostics, name::summaries_differ,
                  fmt::format("one summary lists gaps from {} ms on, another from {} ms",
                              into.gap_milliseconds, from.gap_milliseconds),
                  "make all of them with the same --gap");
        return false;
    }
    auto inputs = united_inputs(into, from, diagnostics);
    if (!inputs) return false;
    Usage sum = into;
    Usage more = from;
    renumber_inputs(sum, *inputs);
    renumber_inputs(more, std::move(*inputs));
    append(sum.training, more.training);
    append(sum.jobs, more.jobs);
    add_counts(sum.rejected, more.rejected);
    add_counts(sum.findings, more.findings);
    add_counts(sum.unread, more.unread);
    append(sum.selected, more.selected);
    std::sort(sum.selected.begin(), sum.selected.end());
    sum.selected.erase(std::unique(sum.selected.begin(), sum.selected.end()), sum.selected.end());
    DeviceNames disordered;
    join_devices(sum, std::move(more), disordered);
    if (!disordered.empty()) {
        add_error(
            diagnostics, name::summaries_overlap,
            fmt::format("rows of {} device{} in one summary lie deep among those in another, "
                        "'{}' among them",
                        disordered.size(), disordered.size() == 1 ? "" : "s", *disordered.begin()),
            "summarize the logs of such times together, in one call");
        return false;
    }
    put_in_order(sum);
    into = std::move(sum);
    return true;
}

}  // namespace flopledger
