// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/selecting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/base/utc_time.hpp"
#include "core/meter/files/input_names.hpp"
#include "core/meter/summary/input_reader.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

void add_error(Diagnostics& diagnostics, Name name, std::string message, std::string hint) {
    diagnostics.add({.name = name,
                     .place = {},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

std::ptrdiff_t most_shown(const std::set<std::string>& names) {
    return static_cast<std::ptrdiff_t>(std::min<std::size_t>(names.size(), 5));
}

// Tells each name that was asked for and not met, with the nearest of those that were, or what to
// do where none was.
void check_names(std::string_view what, const std::vector<std::string>& asked,
                 const std::set<std::string>& met, const std::string& otherwise,
                 Diagnostics& diagnostics) {
    for (const std::string& name : asked) {
        if (met.contains(name)) continue;
        std::vector<std::string_view> known(met.begin(), met.end());
        constexpr std::size_t most_listed = 12;
        if (known.size() > most_listed) known = near_words(name, known, 3);
        if (known.empty()) known.assign(met.begin(), std::next(met.begin(), most_shown(met)));
        const std::string remedy =
            met.empty() ? otherwise
                        : suggestion(name, known, fmt::format("these logs name the {}s", what));
        add_error(diagnostics, name::selection_not_met,
                  fmt::format("the logs name no {} '{}'", what, name), remedy);
    }
}

}  // namespace

std::set<std::string> excluded_of(const std::vector<std::string>& paths,
                                  const LogSelection& selection, Diagnostics& diagnostics) {
    std::set<std::string> excluded;
    for (const std::string& pattern : selection.exclude) {
        bool any = false;
        for (const std::string& path : paths) {
            if (!excludes(pattern, path)) continue;
            any = true;
            excluded.insert(path);
        }
        if (any) continue;
        add_error(diagnostics, name::selection_not_met,
                  fmt::format("no file is left out by '{}'", pattern),
                  "a pattern is of a file's or a folder's name, or of a path: *.csv, inference/*");
    }
    if (!excluded.empty() && excluded.size() == paths.size()) {
        add_error(diagnostics, name::selection_not_met, "every file is left out",
                  "leave out fewer, or give up the figure from logs");
    }
    return excluded;
}

std::optional<Selector> selector_of(FileReader& files, const std::vector<std::string>& paths,
                                    const std::set<std::string>& excluded,
                                    const MeterOptions& options, Diagnostics& diagnostics) {
    if (!options.selection.by_rows()) return std::nullopt;
    const Selector by_name(options.selection);
    Selector selector = by_name;
    if (!options.selection.by_jobs()) return selector;
    MeterOptions plain = options;
    plain.fingerprints = false;
    for (const std::string& path : paths) {
        if (excluded.contains(path)) continue;
        const OpenedFile file = files.open(path);
        if (file.stream == nullptr) continue;
        if (!file.stream->size()) {  // a pipe, which opens but once
            if (paths.size() == 1) return selector;
            add_error(diagnostics, name::selection_without_nodes,
                      fmt::format("jobs select readings, for which logs are read twice, and '{}' "
                                  "can be read once",
                                  path),
                      "give it as a file");
            return selector;
        }
        Stretch stretch;
        stretch.name = path;
        stretch.selector = &by_name;
        stretch.jobs_only = true;
        const StretchResult result = read_stretch(files, stretch, plain, [](std::uint64_t) {});
        const Meter& meter = *result.meter;
        for (std::size_t at = 0; at < meter.jobs.size(); ++at) {
            const JobUsage& job = meter.jobs[at];
            // A job without an end may have run on behind the export. A moment is whole seconds.
            const std::int64_t end = job.end == 0 ? last_possible_time : job.end * 1000 + 999;
            selector.add(meter.job_places[at], {job.start * 1000, end});
        }
    }
    selector.settle();
    return selector;
}

void check_met(const MetNames& met, const Selector& selector, const LogSelection& selection,
               Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.list.size();
    const std::string with_jobs =
        "these logs name none; give the scheduler's log, `sacct -P` with JobID, User and NodeList, "
        "beside them";
    check_names("job", selection.jobs, met.jobs, with_jobs, diagnostics);
    check_names("user", selection.users, met.users, with_jobs, diagnostics);
    std::vector<std::string> hosts;
    for (const std::string& list : selection.hosts) {
        std::vector<std::string> missing;
        for (const std::string& host : hosts_of_list(list).value_or(std::vector{list})) {
            if (!met.hosts.contains(host_key(host))) missing.push_back(host_key(host));
        }
        if (missing.size() <= 1) {
            hosts.insert(hosts.end(), missing.begin(), missing.end());
            continue;
        }
        add_error(diagnostics, name::selection_not_met,
                  fmt::format("the logs do not name {} of the hosts '{}', '{}' the first",
                              missing.size(), list, missing.front()),
                  "select those that the logs name, or give the logs of these");
    }
    check_names("host", hosts, met.hosts,
                "these logs name none; name it with --host NAME, or with --host-from "
                "'logs/{host}/*.csv' where paths tell it",
                diagnostics);
    if (met.host_unknown) {
        add_error(diagnostics, name::host_unknown,
                  "readings are to be selected by their hosts, and some do not name theirs",
                  "name the host with --host NAME, or with --host-from 'logs/{host}/*.csv' where "
                  "paths tell it; in a ledger, `host` and `host_from`");
    }
    if (diagnostics.list.size() != before || !met.by_nodes) return;
    if (selector.lacks_nodes() || (!selector.knows_nodes() && !met.by_label)) {
        add_error(
            diagnostics, name::selection_without_nodes,
            "the readings name no job, and the rows of a selected job do not say on which "
            "nodes it ran",
            "export jobs with the column NodeList, `sacct -P -o "
            "JobID,User,State,Start,End,ElapsedRaw,AllocTRES,NodeList`, or select by `hosts`, "
            "`from` and `to`");
    } else if (!met.by_label && selector.knows_nodes() && !selector.met_a_node(met)) {
        add_error(diagnostics, name::selection_not_met,
                  "no reading is of a node on which a selected job ran",
                  fmt::format("readings are of hosts such as '{}': name them as the scheduler "
                              "does, with --host or --host-from, or select by `hosts`, `from` and "
                              "`to`",
                              met.hosts.empty() ? "" : *met.hosts.begin()));
    }
}

std::optional<std::string> summary_fault(const MeterOptions& options) {
    const LogSelection& selection = options.selection;
    if (!selection.by_rows() && !selection.from && !selection.to) return std::nullopt;
    return "a summary no longer holds rows that could be selected by job, user, host or time";
}

std::vector<SelectedBy> selected_by(const MeterOptions& options) {
    std::vector<SelectedBy> selected;
    const LogSelection& selection = options.selection;
    const auto add = [&](const char* key, const std::vector<std::string>& names) {
        for (const std::string& name : names) selected.push_back({key, name});
    };
    add("exclude", selection.exclude);
    if (selection.from) add("from", {utc_text(*selection.from)});
    add("hosts", selection.hosts);
    add("jobs", selection.jobs);
    if (selection.to) add("to", {utc_text(*selection.to)});
    add("users", selection.users);
    std::sort(selected.begin(), selected.end());
    selected.erase(std::unique(selected.begin(), selected.end()), selected.end());
    return selected;
}

}  // namespace flopledger
