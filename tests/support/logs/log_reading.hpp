// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// Everything that a parser put into its meter, as text: a line for each series of each device with
// its readings (`time=first/second`, `-` for missing), then what was counted.
inline std::string told_of(Meter& meter, DeviceTable& devices) {
    const auto value = [](std::uint32_t number) {
        return number == missing_value ? std::string("-") : std::to_string(number);
    };
    std::string told;
    for (Device& device : devices.devices()) {
        device.each_track([&](TrackBuilder& builder) {
            DayTotals days;
            const Shape shape = builder.shape();
            const Track track = builder.finish(days);
            told += fmt::format("{} ({}) {}:", device.name, device.chip->chip, word(shape));
            for (const Run& run : track.runs) {
                for (const auto* samples : {&run.head, &run.tail}) {
                    for (const Sample& sample : *samples) {
                        told += fmt::format(" {}={}", sample.time(), value(sample.first));
                        const bool second = metrics_of(shape).has_second ||
                                            (shape == Shape::energy_only && sample.second != 0);
                        if (second) told += "/" + value(sample.second);
                        if (sample.conflict()) told += "!";
                    }
                }
                told += ";";
            }
            if (track.duplicates != 0) told += fmt::format(" {} duplicates", track.duplicates);
            told += "\n";
        });
    }
    Usage usage;
    meter.rows.move_to(usage, 0, 0);
    told += fmt::format("{} rows", meter.row_count);
    for (const auto* counts : {&usage.rejected, &usage.findings}) {
        for (const auto& [name, count] : *counts) {
            told += fmt::format(", {} {} (", count.rows, name);
            for (const InputPlace& place : count.first) told += fmt::format("{} ", place.line);
            told.back() = ')';
        }
    }
    if (meter.host_needed) told += ", host needed";
    if (meter.zone_assumed) told += ", zone assumed";
    return told + "\n";
}

// Reads a text by a format, in pieces of so many bytes at least, each ending where a line does, and
// tells what came of it.
inline std::string read_log(const LogFormat& format, std::string_view text,
                            const MeterOptions& options = {}, const std::string& host = "n1",
                            std::size_t piece = 1) {
    DeviceTable devices;
    Meter meter{.options = options,
                .host = host,
                .devices = devices,
                .rows = {},
                .training = {},
                .jobs = {}};
    const auto parser = format.parser(meter);
    while (true) {
        const std::size_t end = text.find('\n', std::min(piece - 1, text.size()));
        if (end == text.npos) break;
        parser->take(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
    const std::size_t last = text.rfind('\n');
    if (last != text.npos) {
        parser->take(text.substr(0, last + 1));
        text.remove_prefix(last + 1);
    }
    parser->end(text);
    return told_of(meter, devices);
}

}  // namespace flopledger
