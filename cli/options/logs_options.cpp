// SPDX-License-Identifier: Apache-2.0
#include "cli/options/logs_options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "cli/options/option_kinds.hpp"
#include "core/base/number_text.hpp"
#include "core/meter/formats/machines/mapped_columns.hpp"
#include "core/meter/readings/log_format.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t longest_duration = std::int64_t{366} * 24 * 3600 * 1000;

struct DurationUnit {
    std::string_view name;
    std::int64_t milliseconds;
};

constexpr auto duration_units = std::to_array<DurationUnit>(
    {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"min", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}});

// `15s`, `500ms`, `1.5 min` in milliseconds; a number alone says no unit and is refused.
std::optional<std::int64_t> parse_duration(std::string_view text) {
    const std::size_t cut = text.find_first_not_of("0123456789._");
    if (cut == std::string_view::npos) return std::nullopt;
    const auto number = parse_exact(text.substr(0, cut));
    const std::size_t begin = std::min(text.find_first_not_of(' ', cut), text.size());
    if (!std::holds_alternative<Exact>(number)) return std::nullopt;
    for (const DurationUnit& unit : duration_units) {
        if (unit.name != text.substr(begin)) continue;
        const Exact duration = std::get<Exact>(number) * unit.milliseconds;
        if (!duration.is_whole() || duration < 1 || longest_duration < duration) break;
        return duration.to_int64();
    }
    return std::nullopt;
}

template <typename Into>
void add_duration(Command& command, const std::string& name, Into& into,
                  const std::string& sentence) {
    command.add_text(name, "DURATION", sentence, [&into, name](const std::string& given) {
        const auto duration = parse_duration(given);
        if (!duration) {
            throw UsageFault{fmt::format("{} takes a duration, not '{}'", name, given),
                             "write it as 45s, 1500ms, 2m, 1h or 1d"};
        }
        into = *duration;
    });
}

// Times without a zone are those of --tz, wherever that stands in the call: they are read last.
void add_time(Command& command, const std::string& name, TimeText& into,
              const std::string& sentence) {
    command.add_text(name, "TIME", sentence, [&into, name](const std::string& given) {
        into.text = given;
        into.time = parse_log_time(given);
        if (!into.time) {
            throw UsageFault{fmt::format("{} takes a time, not '{}'", name, given),
                             "write it as 2024-03-15T13:57:59Z"};
        }
    });
}

void add_zone(Command& command, MeterOptions& meter) {
    const auto convert = [&meter](const std::string& given) {
        meter.zone = TimeZone::named(given);
        if (!meter.zone) {
            throw UsageFault{fmt::format("--tz knows no time zone '{}'", given),
                             "write it as UTC, +02:00 or Europe/Berlin"};
        }
    };
    command.add_text("--tz", "ZONE", "The time zone of times that name none; the default is UTC.",
                     convert);
}

void add_input_format(Command& command, MeterOptions& meter) {
    const auto convert = [&meter](const std::string& given) {
        std::vector<std::string_view> names;
        for (const LogFormat& format : log_formats()) names.push_back(format.name);
        if (std::find(names.begin(), names.end(), given) == names.end()) {
            throw UsageFault{fmt::format("--input-format knows no format '{}'", given),
                             suggestion(given, names, "formats")};
        }
        meter.format = given;
    };
    command.add_text("--input-format", "NAME",
                     "Take every file to be in this format instead of recognising it.", convert);
}

void add_columns(Command& command, MeterOptions& meter) {
    const auto convert = [&meter](const std::string& given) {
        meter.columns.clear();
        for (std::size_t at = 0; at <= given.size();) {
            const std::size_t comma = std::min(given.find(',', at), given.size());
            std::string name = given.substr(at, comma - at);
            name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
            while (name.ends_with(' ')) name.pop_back();
            if (name.empty()) {
                throw UsageFault{fmt::format("--columns takes names, not '{}'", given),
                                 "write them as --query-gpu does: timestamp,uuid,power.draw"};
            }
            meter.columns.push_back(std::move(name));
            at = comma + 1;
        }
    };
    command.add_text(
        "--columns", "LIST",
        "The columns of nvidia-smi tables without a header, as --query-gpu named them.", convert);
}

// What an option says of a column.
ColumnMeaning parse_meaning(const std::string& given) {
    auto meaning = parse_column_meaning(given);
    if (!meaning) {
        throw UsageFault{fmt::format("--map takes a column and what it means, not '{}'", given),
                         "write it as 'Power (mW)=power:mW'"};
    }
    return std::move(*meaning);
}

void add_map(Command& command, MeterOptions& meter) {
    command.add_texts(
        "--map", "COLUMN=MEANING[:UNIT]",
        "What a column of another program's table means: time, uuid, host, bus, index, chip, "
        "gpu_utilization, power, tensor_active, tensor_clock, sm_active or energy; with its "
        "unit.",
        [&meter](const std::vector<std::string>& all) {
            meter.mapping.clear();
            for (const std::string& given : all) meter.mapping.push_back(parse_meaning(given));
        });
}

void add_devices_per_poll(Command& command, MeterOptions& meter) {
    const auto convert = [&meter](const std::string& given) {
        meter.devices_per_poll = plain_count(given, 5).value_or(0);
        if (meter.devices_per_poll > 0) return;
        throw UsageFault{fmt::format("--devices-per-poll takes a whole number, not '{}'", given),
                         "write digits alone, from 1 to 99999"};
    };
    command.add_text("--devices-per-poll", "N",
                     "Row k of each poll is about device k, where rows of a table do not tell "
                     "their device: so many rows in one order, then a pause.",
                     convert);
}

// Names that an option takes, also several with commas between them; those within brackets belong
// to a range of hosts.
void add_names(Command& command, const std::string& name, const std::string& what,
               std::vector<std::string>& into, const std::string& sentence) {
    command.add_texts(name, what, sentence, [&into](const std::vector<std::string>& all) {
        into.clear();
        for (const std::string& given : all) {
            std::string one;
            bool inside = false;
            for (const char c : given) {
                inside = c == '[' || (inside && c != ']');
                if (c != ',' || inside) {
                    one += c;
                } else if (!one.empty()) {
                    into.push_back(std::exchange(one, {}));
                }
            }
            if (!one.empty()) into.push_back(std::move(one));
        }
    });
}

void add_selection(Command& command, LogSelection& selection) {
    add_names(command, "--jobs", "ID,...", selection.jobs,
              "Take of the scheduler's jobs only these, and of readings only those that name them "
              "or lie on their nodes while they ran.");
    add_names(command, "--users", "NAME,...", selection.users,
              "The same for all jobs of some users.");
    add_names(command, "--hosts", "NAME,...", selection.hosts,
              "Take only readings of these hosts, which may be written as Slurm does: "
              "node[01-04,07].");
    command.add_texts(
        "--exclude", "PATTERN",
        "Do not read files that a pattern means, of their name, a folder's or a "
        "path: '*.bak', inference.",
        [&selection](const std::vector<std::string>& all) { selection.exclude = all; });
}

void add_most_rejected(Command& command, Exact& into) {
    const auto convert = [&into](const std::string& given) {
        std::string_view digits = given;
        if (digits.ends_with('%')) digits.remove_suffix(1);
        const auto number = parse_exact(digits);
        const Exact* percent = std::get_if<Exact>(&number);
        if (percent == nullptr || percent->is_negative() || 100 < *percent) {
            throw UsageFault{fmt::format("--max-rejected takes per cent, not '{}'", given),
                             "write it as 1% or 0.5%"};
        }
        into = *percent / 100;
    };
    command.add_text("--max-rejected", "PERCENT",
                     "Fail if more of the rows than this cannot be used; the default is 1%.",
                     convert);
}

void add_threads(Command& command, MeterOptions& meter) {
    const auto convert = [&meter](const std::string& given) {
        meter.threads = plain_count(given, 3).value_or(0);
        if (meter.threads > 0) return;
        throw UsageFault{fmt::format("--threads takes a whole number, not '{}'", given),
                         "write digits alone, from 1 to 999"};
    };
    command.add_text("--threads", "N", "Read with so many threads; the default is one a processor.",
                     convert);
}

// What becomes of a summary, whatever it is made of.
void add_result(Command& command, CommandLine& into) {
    add_duration(command, "--max-hold", into.logs.longest_hold,
                 "How long a reading holds at most; the default is three times the device's median "
                 "interval.");
    command.add_flag("--by-device", into.logs.by_device, "Print a row for each device, too.");
    add_format(command, into.common);
    add_file(command, into.common.output,
             "Write the summary to a file, always as JSON, whole or not at all; the text is still "
             "printed. To -, standard output, goes the summary alone.");
    into.common.file_format = Format::json;
    add_color(command, into.common);
    command.add_flag("--quiet", into.common.quiet,
                     "Print no progress, no warnings and, with --output, no text; errors are still "
                     "told.");
}

}  // namespace

void add_logs_summarize(Command& command, CommandLine& into) {
    LogsOptions& logs = into.logs;
    MeterOptions& meter = logs.meter;
    command.add_arguments("FILE", logs.files,
                          "A log in any known format, plain or packed by gzip or zstd, a folder, a "
                          "pattern, or a summary; - is standard input.");
    command.add_text("--host", "NAME", "The host of files that name none.",
                     [&meter](const std::string& given) { meter.host = given; });
    command.add_text(
        "--host-from", "PATTERN", "Where a file's path names its host: logs/{host}/*.csv.",
        [&meter](const std::string& given) {
            if (given.find("{host}") == std::string::npos) {
                throw UsageFault{
                    fmt::format("--host-from takes a pattern with {{host}}, not '{}'", given),
                    "write it as 'logs/{host}/*.csv'"};
            }
            meter.host_from = given;
        });
    add_zone(command, meter);
    add_columns(command, meter);
    add_map(command, meter);
    add_devices_per_poll(command, meter);
    add_input_format(command, meter);
    add_time(command, "--start", logs.start, "When a log without times begins.");
    add_duration(command, "--interval", meter.interval,
                 "How far apart the readings of a log without times are.");
    add_time(command, "--from", logs.from, "Leave out readings before this time.");
    add_time(command, "--to", logs.to, "Take readings up to, not including, this time.");
    add_selection(command, meter.selection);
    add_duration(command, "--gap", meter.gap_milliseconds,
                 "List silence of a device from this length on as a gap; the default is 60s.");
    add_most_rejected(command, logs.most_rejected);
    add_threads(command, meter);
    command.add_flag(
        "--no-fingerprints", [&meter] { meter.fingerprints = false; },
        "Leave out the SHA-256 of the files.");
    add_result(command, into);
}

void add_logs_merge(Command& command, CommandLine& into) {
    command.add_arguments("PART", into.logs.files,
                          "A summary that `logs summarize --output` wrote; - is standard input.");
    add_result(command, into);
}

}  // namespace flopledger
