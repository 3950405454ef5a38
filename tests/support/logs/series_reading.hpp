// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/meter/formats/metrics/clock_carry.hpp"
#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What a format makes of a text: its readings, and what it did not use. Long series are summed up.
class SeriesReading {
  public:
    // Reads a text whole.
    SeriesReading(const LogFormat& format, std::string_view text, MeterOptions options = {})
        : SeriesReading(format, std::vector<std::string_view>{text}, std::move(options)) {}

    // Reads a text in stretches, each after the one before; all but the last must end in a line
    // end.
    SeriesReading(const LogFormat& format, const std::vector<std::string_view>& stretches,
                  MeterOptions options = {})
        : options_(std::move(options)) {
        ClockCarry clocks;
        std::string state;
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            const std::string_view text = stretches[i];
            auto parser = i == 0 ? format.parser(meter_) : format.parser_within(meter_, state);
            const std::size_t whole = text.rfind('\n') + 1;
            parser->take(text.substr(0, whole));
            parser->end(text.substr(whole));
            state = parser->state();
            clocks.join(meter_);
            meter_.clock_edges.clear();
        }
        for (Device& device : devices_.devices()) {
            device.end_tracks([&](TrackBuilder& track) {
                const std::string_view name = device.name.substr(0, device.name.find(place_sign));
                finished_.push_back({std::string(name), track.finish(device.chip->totals)});
            });
        }
    }

    // The readings of a series, `seconds:value` each, seconds counted from a time; of one that is
    // too long to be kept whole, those at its edges.
    std::string readings(std::string_view device, Shape shape, std::int64_t from = 0) const {
        std::string out;
        for (const Finished& finished : finished_) {
            if (finished.device != device || finished.track.shape != shape) continue;
            for (const Run& run : finished.track.runs) {
                for (const auto* edge : {&run.head, &run.tail}) {
                    for (const Sample& sample : *edge) out += words(shape, sample, from);
                }
            }
        }
        return out;
    }

    // The names of the devices with any series, in order.
    std::string devices() const {
        std::vector<std::string> names;
        for (const Finished& finished : finished_) names.push_back(finished.device);
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        std::string out;
        for (const std::string& name : names) out += (out.empty() ? "" : " ") + name;
        return out;
    }

    // What a series comes to: readings, milliseconds between them, integral of the value held (for
    // energy what was counted), resets, the longest interval.
    struct Total {
        std::uint64_t readings = 0;
        std::uint64_t milliseconds = 0;
        std::uint64_t integral = 0;
        std::uint64_t resets = 0;
        std::uint64_t longest = 0;
        std::uint64_t duplicates = 0;

        friend bool operator==(const Total&, const Total&) = default;
    };

    // The total of one device's series, or of all devices' where none is named.
    Total total(Shape shape, std::string_view device = {}) const {
        Total total;
        for (const Finished& finished : finished_) {
            if (finished.track.shape != shape) continue;
            if (device.empty() || finished.device == device) add(total, finished.track);
        }
        return total;
    }

    Meter& meter() { return meter_; }
    std::uint64_t rows() const { return meter_.row_count; }
    std::uint64_t rejected(Rejection reason) const { return meter_.rows.rejected(reason); }
    std::uint64_t rejected() const { return meter_.rows.rejected(); }

    // Rows of a finding.
    std::uint64_t found(const std::string& name) const {
        Usage usage;
        meter_.rows.move_to(usage, 0, 0);
        const auto finding = usage.findings.find(name);
        return finding == usage.findings.end() ? 0 : finding->second.rows;
    }

  private:
    struct Finished {
        std::string device;
        Track track;
    };

    static std::uint64_t value_of(Shape shape, const Sample& sample) {
        const std::uint64_t high = shape == Shape::energy_only ? sample.second : 0;
        return high << 32 | sample.first;
    }

    static std::string words(Shape shape, const Sample& sample, std::int64_t from) {
        const std::int64_t time = sample.time() - from;
        std::string out = std::to_string(time / 1000);
        if (time % 1000 != 0) out += "." + std::to_string(time % 1000);
        return out + ":" + std::to_string(value_of(shape, sample)) + " ";
    }

    static void add(Total& total, const Track& track) {
        total.duplicates += track.duplicates;
        for (const Run& run : track.runs) {
            for (const auto* edge : {&run.head, &run.tail}) {
                total.readings += edge->size();
                for (std::size_t i = 1; i < edge->size(); ++i) {
                    add(total, track.shape, (*edge)[i - 1], (*edge)[i]);
                }
            }
            if (!run.tail.empty()) --total.readings;  // one interval less than readings inside
        }
        for (const Interval& interval : track.interior) {
            total.readings += interval.count;
            total.milliseconds += interval.count * interval.milliseconds;
            total.longest = std::max<std::uint64_t>(total.longest, interval.milliseconds);
            const bool counted = track.shape == Shape::energy_only;
            total.integral += interval.sums[0] * (counted ? 1 : interval.milliseconds);
            if (counted) total.resets += interval.sums[1];
        }
    }

    static void add(Total& total, Shape shape, const Sample& from, const Sample& to) {
        const auto milliseconds = static_cast<std::uint64_t>(to.time() - from.time());
        const std::uint64_t before = value_of(shape, from);
        const std::uint64_t after = value_of(shape, to);
        total.milliseconds += milliseconds;
        total.longest = std::max(total.longest, milliseconds);
        if (shape != Shape::energy_only) {
            total.integral += before * milliseconds;
        } else if (after < before) {
            total.integral += after;
            ++total.resets;
        } else {
            total.integral += after - before;
        }
    }

    MeterOptions options_;
    DeviceTable devices_;
    Meter meter_{options_, 0, "", devices_, {}, 0, {}, {}};
    std::vector<Finished> finished_;
};

}  // namespace flopledger
