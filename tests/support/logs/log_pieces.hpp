// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/meter/files/line_blocks.hpp"
#include "core/meter/formats/metrics/clock_carry.hpp"
#include "core/meter/series/usage_join.hpp"

namespace flopledger {

// What reading a log gives, all of it.
struct PieceReading {
    Usage usage;
    DeviceNames disordered;
    std::uint64_t lines = 0;
    std::uint64_t rows = 0;
    bool host_needed = false;
    bool columns_needed = false;
    bool zone_assumed = false;
    std::string state;

    friend bool operator==(const PieceReading&, const PieceReading&) = default;
};

// How long the next piece of a text is.
using PieceLength = std::function<std::size_t()>;

// Reads a text by one format, in pieces of such lengths.
inline PieceReading read_in_pieces(const LogFormat& format, std::string_view text,
                                   const MeterOptions& options, const PieceLength& piece_length) {
    auto devices = std::make_unique<DeviceTable>(options.gap_milliseconds);
    Meter meter{options, 0, options.host, *devices, {}, 0, {}, {}, false, false, false};
    const auto parser = format.parser(meter);
    LineBlocks blocks(*parser, meter);
    while (!text.empty()) {
        const std::size_t size = std::clamp<std::size_t>(piece_length(), 1, text.size());
        std::copy_n(text.data(), size, blocks.room(size));
        blocks.filled(size);
        text.remove_prefix(size);
    }
    blocks.end();
    ClockCarry().join(meter);
    PieceReading reading;
    reading.usage.gap_milliseconds = options.gap_milliseconds;
    DeviceTables tables;
    tables.push_back(std::move(devices));
    UsageJoin join(reading.usage);
    join.add(tables, 1);
    join.finish(reading.disordered);
    reading.usage.inputs.push_back({"log", "", "", 0, 0, 0});
    meter.rows.move_to(reading.usage, 0, 0);
    reading.usage.training = std::move(meter.training);
    reading.usage.jobs = std::move(meter.jobs);
    reading.lines = parser->lines();
    reading.rows = meter.row_count;
    reading.host_needed = meter.host_needed;
    reading.columns_needed = meter.columns_needed;
    reading.zone_assumed = meter.zone_assumed;
    reading.state = parser->state();
    return reading;
}

}  // namespace flopledger
