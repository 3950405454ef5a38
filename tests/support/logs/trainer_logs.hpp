// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What a meter has of a log when it is read.
struct Metered {
    RowLog rows;
    std::uint64_t row_count = 0;
    std::vector<TrainingStretch> training;
    bool zone_assumed = false;
};

// A log read by one format, in pieces that end with lines, as the engine gives them.
class ReadLog {
  public:
    ReadLog(const LogFormat& format, std::string_view text, const MeterOptions& options = {}) {
        DeviceTable devices;
        Meter reading{options, 0, "", devices, {}, 0, {}, {}};
        const std::unique_ptr<LogParser> parser = format.parser(reading);
        const std::size_t last = text.rfind('\n');
        std::string_view whole = last == text.npos ? "" : text.substr(0, last + 1);
        const std::string_view rest = text.substr(whole.size());
        while (!whole.empty()) {
            const std::size_t near = whole.find('\n', std::min<std::size_t>(whole.size() - 1, 999));
            parser->take(whole.substr(0, near + 1));
            whole.remove_prefix(near + 1);
        }
        parser->end(rest);
        meter = {reading.rows, reading.row_count, reading.training, reading.zone_assumed};
        recognition = format.recognise(text.substr(0, std::size_t{64} << 10));
    }

    // Rows that had something odd, by the name of it.
    std::uint64_t found(const std::string& name) const {
        Usage usage;
        meter.rows.move_to(usage, 0, 0);
        const auto entry = usage.findings.find(name);
        return entry == usage.findings.end() ? 0 : entry->second.rows;
    }

    // The stretch at an index, which must be there.
    const TrainingStretch& stretch(std::size_t index) const {
        REQUIRE(index < meter.training.size());
        return meter.training[index];
    }

    Metered meter;
    Recognition recognition = Recognition::no;
};

}  // namespace flopledger
