// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/file_names.hpp"
#include "core/base/number_names.hpp"
#include "core/base/value_names.hpp"
#include "core/meter/files/log_files.hpp"
#include "core/meter/formats/machines/mapped_columns.hpp"
#include "core/meter/readings/rejected_rows.hpp"
#include "core/meter/readings/rejections.hpp"
#include "core/meter/summary/summarize.hpp"
#include "core/meter/words/log_time.hpp"
#include "core/read/keys/bounds.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/keys/source_reader.hpp"
#include "core/read/keys/values.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/read/ledger/method_readers.hpp"

namespace flopledger {

namespace {

// Rows of a log that may be unusable: one in a hundred, unless the user says otherwise.
const Exact most_rejected = Exact::ratio(1, 100);

// A longest time of ten years, so that sums of holds stay within bounds.
constexpr std::int64_t most_milliseconds = std::int64_t{10} * 366 * 86'400'000;

// Errors alone: what is only worth a warning leaves the logs as they are.
std::ptrdiff_t errors_in(const Diagnostics& diagnostics) {
    return std::count_if(
        diagnostics.list.begin(), diagnostics.list.end(),
        [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

// A span of time in whole milliseconds.
std::optional<std::int64_t> read_milliseconds(Mapping& mapping, std::string_view key) {
    const auto span = mapping.measure(key, Presence::optional, Dimension::seconds, "seconds");
    if (!span) return std::nullopt;
    const Exact milliseconds = span->best * 1000;
    if (!span->is_point() || !milliseconds.is_whole() || milliseconds < 1 ||
        milliseconds > most_milliseconds) {
        mapping.report(name::number_out_of_bounds, key,
                       fmt::format("'{}' is one span of a millisecond to ten years", key),
                       "write it as `45 s`, `90 minutes` or a number of seconds");
        return std::nullopt;
    }
    return milliseconds.to_int64();
}

// Milliseconds since 1970 at which a day begins.
std::int64_t start_of(const Date& date) {
    return std::int64_t{86'400'000} * days_between(Date{1970, 1, 1}, date);
}

// A moment as logs write it; a day is its beginning. One that names no zone is in that of the logs.
std::optional<std::int64_t> read_moment(Mapping& mapping, std::string_view key,
                                        const std::optional<TimeZone>& zone) {
    const auto text = mapping.text(key, Presence::optional);
    if (!text) return std::nullopt;
    auto time = parse_log_time(*text);
    if (!time) time = parse_log_time(*text + " 00:00:00");
    if (!time) {
        mapping.report(name::bad_date, key, fmt::format("'{}' is no time", shown(*text)),
                       "write it as 2026-03-15 or 2026-03-15T13:57:59Z");
        return std::nullopt;
    }
    const std::int64_t local = time->milliseconds;
    return time->has_zone || !zone ? local : zone->to_utc(local, 0);
}

// What of the logs is taken; by the words of the options of `logs summarize`.
void read_selection(Mapping& mapping, MeterOptions& options) {
    LogSelection& selection = options.selection;
    selection.jobs = mapping.texts("jobs", Presence::optional);
    selection.users = mapping.texts("users", Presence::optional);
    selection.hosts = mapping.texts("hosts", Presence::optional);
    selection.exclude = mapping.texts("exclude", Presence::optional);
    selection.from = read_moment(mapping, "from", options.zone);
    selection.to = read_moment(mapping, "to", options.zone);
    if (selection.from && selection.to && *selection.to <= *selection.from) {
        mapping.report(name::bad_date, "to", "'to' does not come after 'from'",
                       "readings from `from` on and before `to` are taken");
    }
}

// What logs do not say of themselves: times, and what the columns of a table hold.
void read_meanings(Mapping& mapping, MeterOptions& options) {
    options.start = read_moment(mapping, "start", options.zone);
    options.interval = read_milliseconds(mapping, "interval");
    if (const Node* devices = mapping.find("devices_per_poll", Presence::optional)) {
        const auto number = read_whole(mapping.reading(), *devices, "devices_per_poll", 99'999);
        options.devices_per_poll = number ? number->to_int64() : 0;
    }
    for (const std::string& text : mapping.texts("map", Presence::optional)) {
        const auto meaning = parse_column_meaning(text);
        if (meaning) options.mapping.push_back(*meaning);
        if (meaning) continue;
        mapping.report(name::unknown_word, "map",
                       fmt::format("'{}' is no column with what it means", shown(text)),
                       "write it as `Power (mW)=power:mW`");
    }
    if (const auto fault = mapping_fault(options.mapping)) {
        mapping.report(name::unknown_word, "map", *fault, "as in `Power (W)=power:W`");
    }
}

MeterOptions read_options(Mapping& mapping, LogsStatement& logs) {
    MeterOptions options;
    options.host = mapping.text_or_empty("host");
    if (const auto pattern = mapping.text("host_from", Presence::optional)) {
        options.host_from = resolved_path(
            Reference{mapping.reading(), *mapping.node().find("host_from")}, *pattern);
        if (pattern->find("{host}") == std::string::npos) {
            mapping.report(name::unknown_word, "host_from",
                           "'host_from' does not say where the host is",
                           "write {host} in its place: `logs/{host}/*.csv`");
        }
    }
    mapping.exclude("host", "host_from", "either all files are of one host or their paths say it");
    if (const auto name = mapping.text("time_zone", Presence::optional)) {
        options.zone = TimeZone::named(*name);
        if (!options.zone) {
            mapping.report(name::unknown_word, "time_zone",
                           fmt::format("no time zone is called '{}'", shown(*name)),
                           "write UTC, an offset such as +02:00, or a name such as Europe/Berlin");
        }
    }
    logs.hold.longest_hold = read_milliseconds(mapping, "max_hold");
    if (const auto gap = read_milliseconds(mapping, "gap")) {
        logs.hold.gap_milliseconds = *gap;
        options.gap_milliseconds = *gap;
    }
    options.columns = mapping.texts("columns", Presence::optional);
    read_meanings(mapping, options);
    read_selection(mapping, options);
    return options;
}

std::vector<std::string> read_files(Mapping& mapping, FileReader& files, LogsStatement& logs) {
    logs.files = mapping.texts("files", Presence::required);
    const Node* node = mapping.node().find("files");
    if (node == nullptr) return {};
    if (node->kind == Node::Kind::sequence && node->items.empty()) {
        mapping.report(name::missing_key, "files", "this list is empty", "name at least one file");
    }
    std::vector<std::string> paths;
    for (const Node* item : one_or_several(*node)) {
        if (item->kind != Node::Kind::scalar) continue;
        paths.push_back(resolved_path(Reference{mapping.reading(), *node}, item->text));
        if (const auto fault = outside_fault(files, paths.back())) {
            mapping.reading().report(name::outside_folder, *item, fault->message, fault->hint);
        }
    }
    return paths;
}

// The names under which logs know chips; an instance of a board has its profile behind the name.
// Rows of which nothing could be used may lack it where those of other devices have it.
std::set<std::string> chip_names(const Usage& usage) {
    std::set<std::string> names;
    for (const DeviceUsage& device : usage.devices) {
        if (!device.tracks.empty() || !device.chip.empty()) names.insert(device.chip);
    }
    for (const JobUsage& job : usage.jobs) {
        if (job.chips != 0) names.insert(job.chip_type);
    }
    if (names.empty() && !usage.devices.empty()) names.insert("");
    return names;
}

// A chip that the ledger states must be one that the name in the logs can mean.
void check_name(Mapping& mapping, Catalog& catalog, const Chip& chip, const std::string& name) {
    const ChipLookup lookup = catalog.find_chip(name, mapping.reading().diagnostics);
    bool can_be = lookup.chip == nullptr && lookup.candidates.empty();
    can_be = can_be || (lookup.chip != nullptr && lookup.chip->id == chip.id);
    for (const auto& candidate : lookup.candidates) can_be = can_be || candidate->id == chip.id;
    if (can_be) return;
    mapping.report(name::chip_differs, "chip",
                   fmt::format("the logs are of '{}', which is not {}", shown(name), chip.id),
                   lookup.chip != nullptr
                       ? fmt::format("write `chip: {}`, or leave `chip` out", lookup.chip->id)
                       : "write the id of the chip that ran");
}

void find_chips(Mapping& mapping, Catalog& catalog, LogsStatement& logs) {
    for (const std::string& name : chip_names(*logs.usage)) {
        const std::string product = name.substr(0, name.find(" MIG "));
        if (logs.chip != nullptr) {
            if (!product.empty()) check_name(mapping, catalog, *logs.chip, product);
            continue;
        }
        if (product.empty()) {
            mapping.report(name::missing_key, "chip",
                           "the logs do not name the chip of every device", "add `chip:`");
            continue;
        }
        if (auto chip = find_chip_named(mapping, catalog, product)) {
            logs.chips.emplace(name, std::move(chip));
        }
    }
}

// Machines and jobs become FLOP by a dense peak, which depends on the precision.
void check_peaks(Mapping& mapping, const LogsStatement& logs) {
    std::set<const Chip*> chips;
    if (logs.chip != nullptr) chips.insert(logs.chip.get());
    for (const auto& [name, chip] : logs.chips) chips.insert(chip.get());
    const bool machines = !logs.usage->devices.empty() || !logs.usage->jobs.empty();
    if (machines && !mapping.has("precision")) {
        find_precision(mapping, chips.empty() ? nullptr : *chips.begin());
    }
    if (!logs.precision) return;
    for (const Chip* chip : chips) {
        if (chip->peak_at(*logs.precision) != nullptr) continue;
        mapping.report(
            name::no_peak, "precision",
            fmt::format("no cited dense {} peak of {} is known", word(*logs.precision), chip->id),
            fmt::format("it has peaks at {}", known_precisions(*chip)));
    }
}

// Rows outside the period are not faults, and neither is the torn end of a log that is still being
// written; of all others there are few, or the logs are not what they seem.
void check_rejected(Mapping& mapping, const Usage& usage) {
    if (const auto why = too_many_rejected(usage, most_rejected)) {
        mapping.report(name::too_many_rejected, "files", *why,
                       remedy_for_rejected(usage, "`flopledger logs summarize` names the places"));
    }
}

// The files among those named that are summaries of others: a usage lists the logs that they sum
// up in their place.
std::vector<InputFile> summaries_of(FileReader& files, const std::vector<std::string>& paths,
                                    const LogsStatement& logs) {
    Diagnostics told_before;
    std::set<std::string> names;
    for (const InputFile& input : logs.usage->inputs) names.insert(input.name);
    std::vector<InputFile> summaries;
    for (const std::string& path : find_logs(files, paths, told_before)) {
        if (names.contains(path)) continue;
        InputFile summary;
        summary.name = path;
        summary.sha256 = file_digest(files, path);
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

}  // namespace

std::optional<LogsStatement> read_logs(const Reading& reading, const Node& node,
                                       Surroundings& surroundings,
                                       const std::optional<Period>& period) {
    const auto before = errors_in(reading.diagnostics);
    Mapping mapping(reading, node, "'logs'");
    LogsStatement logs;
    logs.place = reading.place(node);
    if (node.kind != Node::Kind::mapping) return std::nullopt;
    const std::vector<std::string> paths = read_files(mapping, surroundings.files, logs);
    logs.chip = mapping.has("chip") ? find_chip(mapping, surroundings.catalog) : nullptr;
    logs.precision = mapping.word<Precision>("precision", Presence::optional);
    logs.complete = mapping.truth("complete", Presence::optional).value_or(false);
    MeterOptions options = read_options(mapping, logs);
    mapping.find("chip", Presence::optional);
    mapping.finish();
    if (errors_in(reading.diagnostics) != before) return std::nullopt;
    options.fingerprints = surroundings.fingerprints;
    options.quotes_columns = false;
    options.from = options.selection.from;
    options.to = options.selection.to;
    if (period) {
        options.from = std::max(options.from.value_or(0), start_of(period->from));
        options.to = std::min(options.to.value_or(last_possible_time), start_of(period->to));
    }
    // What the logs lack is judged only where they have no fault, whatever stands before them.
    Diagnostics of_logs;
    logs.usage =
        std::make_shared<const Usage>(summarize(surroundings.files, paths, options, of_logs));
    for (Diagnostic& fault : of_logs.list) reading.diagnostics.add(std::move(fault));
    if (errors_in(reading.diagnostics) != before) return std::nullopt;
    if (surroundings.fingerprints) logs.summaries = summaries_of(surroundings.files, paths, logs);
    check_rejected(mapping, *logs.usage);
    find_chips(mapping, surroundings.catalog, logs);
    check_peaks(mapping, logs);
    return errors_in(reading.diagnostics) == before ? std::optional(std::move(logs)) : std::nullopt;
}

}  // namespace flopledger
