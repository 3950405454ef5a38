// SPDX-License-Identifier: Apache-2.0
// telemetry_generator [OPTION VALUE]...: writes telemetry of a made-up fleet to standard output, to
// measure with and to test with; the same options give the same bytes. See usage() below.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "tests/support/logs/telemetry.hpp"

namespace flopledger {

namespace {

[[noreturn]] void usage() {
    std::fputs(
        "usage: telemetry_generator [OPTION VALUE]...\n"
        "  --format nvidia-smi|nvidia-smi-no-units|prometheus|victoria|tsdb-dump\n"
        "  --order by-time|by-host|shuffled\n"
        "  --devices N   --devices-per-host N   --polls N   --bytes ABOUT   --seed N\n"
        "  --interval MS   --jitter MS   --start MS   --longest-gap MS   --latest POLLS   --block "
        "READINGS\n"
        "  chances in a million: --gaps  --duplicates  --conflicts  --late  --missing  --headers\n"
        "  --faults 1: some of each, and a torn end   --torn-end 1   --carriage-returns 1\n",
        stderr);
    std::exit(2);
}

std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    const auto end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc() || result.ptr != end) usage();
    return value;
}

template <typename Value>
Value one_of(const std::map<std::string_view, Value>& values, std::string_view word) {
    const auto found = values.find(word);
    if (found == values.end()) usage();
    return found->second;
}

// The place of an option that is a small number, or nullptr.
std::uint32_t* small_number(TelemetryOptions& options, std::string_view name) {
    const std::map<std::string_view, std::uint32_t*> places{
        {"--devices", &options.devices},
        {"--devices-per-host", &options.devices_per_host},
        {"--jitter", &options.jitter},
        {"--gaps", &options.gaps},
        {"--duplicates", &options.duplicates},
        {"--conflicts", &options.conflicts},
        {"--late", &options.late},
        {"--latest", &options.latest},
        {"--missing", &options.missing},
        {"--headers", &options.headers},
    };
    const auto found = places.find(name);
    return found == places.end() ? nullptr : found->second;
}

// The place of an option that is a number of polls or milliseconds, or nullptr.
std::int64_t* large_number(TelemetryOptions& options, std::string_view name) {
    if (name == "--polls") return &options.polls;
    if (name == "--interval") return &options.interval;
    if (name == "--start") return &options.start;
    if (name == "--block") return &options.block;
    return name == "--longest-gap" ? &options.longest_gap : nullptr;
}

void set(TelemetryOptions& options, std::uint64_t& bytes, std::string_view name,
         std::string_view value) {
    if (std::uint32_t* small = small_number(options, name)) {
        *small = static_cast<std::uint32_t>(number(value));
    } else if (std::int64_t* large = large_number(options, name)) {
        *large = static_cast<std::int64_t>(number(value));
    } else if (name == "--format") {
        options.format =
            one_of<TelemetryFormat>({{"nvidia-smi", TelemetryFormat::nvidia_smi},
                                     {"nvidia-smi-no-units", TelemetryFormat::nvidia_smi_no_units},
                                     {"prometheus", TelemetryFormat::prometheus},
                                     {"victoria", TelemetryFormat::victoria},
                                     {"tsdb-dump", TelemetryFormat::tsdb_dump}},
                                    value);
    } else if (name == "--order") {
        options.order = one_of<TelemetryOrder>({{"by-time", TelemetryOrder::by_time},
                                                {"by-host", TelemetryOrder::by_host},
                                                {"shuffled", TelemetryOrder::shuffled}},
                                               value);
    } else if (name == "--bytes") {
        bytes = number(value);
    } else if (name == "--seed") {
        options.seed = number(value);
    } else if (name == "--faults") {
        if (number(value) != 0) options = with_faults(options);
    } else if (name == "--torn-end") {
        options.torn_end = number(value) != 0;
    } else if (name == "--carriage-returns") {
        options.carriage_returns = number(value) != 0;
    } else {
        usage();
    }
}

}  // namespace

}  // namespace flopledger

int main(int count, char** arguments) {
    flopledger::TelemetryOptions options;
    std::uint64_t bytes = 0;
    if (count % 2 == 0) flopledger::usage();
    for (int i = 1; i + 1 < count; i += 2) {
        flopledger::set(options, bytes, arguments[i], arguments[i + 1]);
    }
    if (options.devices == 0 || options.devices_per_host == 0 || options.interval < 1 ||
        options.block < 1) {
        flopledger::usage();
    }
    if (bytes != 0) options.polls = flopledger::polls_for_bytes(options, bytes);
    bool written = true;
    flopledger::write_telemetry(options, [&](std::string_view piece) {
        written = written && std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size();
    });
    if (!written || std::fflush(stdout) != 0) {
        std::perror("telemetry_generator");
        return 1;
    }
    return 0;
}
