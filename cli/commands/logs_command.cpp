// SPDX-License-Identifier: Apache-2.0
// `flopledger logs summarize FILE...` and `flopledger logs merge PART...`.
#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <ostream>
#include <utility>

#include "cli/options/commands.hpp"
#include "cli/session/output.hpp"
#include "cli/session/progress.hpp"
#include "cli/session/request.hpp"
#include "core/base/call_names.hpp"
#include "core/base/figure_text.hpp"
#include "core/base/file_names.hpp"
#include "core/meter/readings/rejected_rows.hpp"
#include "core/meter/readings/rejections.hpp"
#include "core/meter/summary/summarize.hpp"
#include "core/meter/summary/usage_result.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/report/usage/usage_json.hpp"
#include "core/report/usage/usage_page.hpp"

namespace flopledger {

namespace {

constexpr std::size_t largest_summary_bytes = std::size_t{1} << 34;

// The moment of an option, in the zone of --tz where it names none.
std::optional<std::int64_t> moment_of(const TimeText& given, const MeterOptions& options) {
    if (!given.time) return std::nullopt;
    const std::int64_t local = given.time->milliseconds;
    return given.time->has_zone || !options.zone ? local : options.zone->to_utc(local, 0);
}

MeterOptions meter_options(const LogsOptions& logs, Diagnostics& diagnostics) {
    MeterOptions options = logs.meter;
    options.start = moment_of(logs.start, options);
    options.from = moment_of(logs.from, options);
    options.to = moment_of(logs.to, options);
    options.selection.from = options.from;
    options.selection.to = options.to;
    if (options.from && options.to && *options.to <= *options.from) {
        diagnostics.add({.name = name::usage,
                         .place = {},
                         .excerpt = "",
                         .message = fmt::format("--to {} does not come after --from {}",
                                                logs.to.text, logs.from.text),
                         .hint = "readings from --from on and before --to are taken"});
    }
    return options;
}

// Fails a summary of which too much could not be used.
void check_rejected(const Usage& usage, const Exact& most, Diagnostics& diagnostics) {
    if (const auto why = too_many_rejected(usage, most)) {
        diagnostics.add({.name = name::too_many_rejected,
                         .place = {},
                         .excerpt = "",
                         .message = *why,
                         .hint = remedy_for_rejected(
                             usage, "look at these rows; --max-rejected PERCENT allows for more")});
    }
}

// What is wrong, and nothing of a result.
int tell_failure(const Session& session, const Diagnostics& diagnostics) {
    const CommonOptions& common = session.line.common;
    if (common.format != Format::json || !common.output.empty()) {
        tell(session, diagnostics);
        return 2;
    }
    return finish(session, usage_errors_json(diagnostics, program_version()), 2);
}

// What puts a row for each device on a page, if that is asked for.
DeviceListener rows_of(UsagePage& page, const LogsOptions& logs) {
    if (!logs.by_device) return nullptr;
    return [&page](const DeviceUsage& device, const DeviceSums& sums) { page.add(device, sums); };
}

// Prints a usage: as JSON to a file where one is named, and to standard output what was asked for.
int finish_usage(const Session& session, const Usage& usage, const Diagnostics& found) {
    if (found.has_errors()) return tell_failure(session, found);
    const CommonOptions& common = session.line.common;
    const LogsOptions& logs = session.line.logs;
    Diagnostics diagnostics = found;
    const SumRequest request{logs.longest_hold, thread_count(logs.meter)};
    UsagePage page;
    UsageResult result;
    const TextSource source = [&](const TextSink& sink) {
        UsageJson document(sink, usage, logs.longest_hold, program_version());
        const DeviceListener rows = rows_of(page, logs);
        result = add_up(usage, request, [&](const DeviceUsage& device, const DeviceSums& sums) {
            document.add(device, sums);
            if (rows) rows(device, sums);
        });
        document.finish(result);
    };
    if (!common.output.empty()) {
        write_file_whole(common.output, source, session.streams, session.files, diagnostics);
    }
    const bool silent = !common.output.empty() && (common.quiet || common.format == Format::json ||
                                                   is_standard_output(common.output));
    if (!silent && !diagnostics.has_errors()) {
        if (common.format == Format::json) {
            write_stream(session.streams.out, source, diagnostics);
        } else {
            if (common.output.empty()) result = add_up(usage, request, rows_of(page, logs));
            write_stream(session.streams.out, written(session, std::move(page).page(result)),
                         diagnostics);
        }
    }
    tell(session, diagnostics);
    return plain_status(diagnostics);
}

// Keeps a usage until the program ends, and then leaves it to the system: giving back that of a
// fleet piece by piece takes a tenth of the whole time.
Usage& keep(Usage usage) {
    static auto& kept = *new std::deque<Usage>;
    return kept.emplace_back(std::move(usage));
}

std::optional<Usage> read_part(Session& session, const std::string& path,
                               Diagnostics& diagnostics) {
    const FileContent content = session.files.read(path, largest_summary_bytes);
    if (content.bytes) return read_summary(*content.bytes, path, diagnostics);
    const std::string why = content.too_large ? "it has more than 16 GiB" : content.why;
    diagnostics.add({.name = name::file_unreadable,
                     .place = {.file = path},
                     .excerpt = "",
                     .message = fmt::format("the file cannot be read: {}", why),
                     .hint = ""});
    return std::nullopt;
}

}  // namespace

int run_logs_summarize(Session& session, Diagnostics& diagnostics) {
    const LogsOptions& logs = session.line.logs;
    const MeterOptions options = meter_options(logs, diagnostics);
    if (diagnostics.has_errors()) return tell_failure(session, diagnostics);
    Usage& usage = keep({});
    {
        const Streams& streams = session.streams;
        ProgressLine line(streams.err, streams.width);
        ProgressListener listener;
        if (streams.err_is_terminal && !session.line.common.quiet) {
            listener = [&line](const Progress& progress) { line.show(progress); };
        }
        usage = summarize(session.files, logs.files, options, diagnostics, listener);
    }
    if (!diagnostics.has_errors()) check_rejected(usage, logs.most_rejected, diagnostics);
    return finish_usage(session, usage, diagnostics);
}

int run_logs_merge(Session& session, Diagnostics& diagnostics) {
    std::optional<Usage> all;
    for (const std::string& path : session.line.logs.files) {
        auto part = read_part(session, path, diagnostics);
        if (!part) continue;
        if (!all) {
            all = std::move(part);
        } else {
            merge(*all, *part, diagnostics);
        }
    }
    Usage& usage = keep(std::move(all).value_or(Usage{}));
    if (!diagnostics.has_errors()) check_told_apart(usage, diagnostics);
    return finish_usage(session, usage, diagnostics);
}

}  // namespace flopledger
