// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/meter/formats/metrics/series_labels.hpp"
#include "core/meter/readings/meter.hpp"
#include "core/meter/words/metric_names.hpp"
#include "core/meter/words/plain_number.hpp"

namespace flopledger {

// Whose readings the series with some labels are.
struct SeriesOwner {
    Device* device = nullptr;  // nullptr if the labels do not say
    Device* board = nullptr;   // what draws the power: the device that an instance is part of
    ClockEdge* clock = nullptr;
    const TimeWindows* times = nullptr;  // in which its readings are selected, if not in all
    bool zeros_say_nothing = false;      // of a part that has no figures
    bool usable = false;                 // at any time
    bool is_instance = false;            // of a board that is shared out (MIG)
    std::array<TrackBuilder*, measurand_count> tracks{};  // as far as they were needed

    // Whether what a source gives under a measurand is a figure: nobody knows for how long a kernel
    // was resident on an instance, and sources write zero (dcgm-exporter issue 216).
    bool measures(Measurand measurand) const {
        return !is_instance || measurand != Measurand::gpu_utilization;
    }

    // Whether a value of what is measured is one.
    bool is_figure(std::uint64_t value) const { return value != 0 || !zeros_say_nothing; }
};

// Puts readings of series into a meter.
class SeriesReader {
  public:
    // `paired`: readings of one device and time stand near each other, so that the clock and the
    // tensor activity of a moment are multiplied.
    SeriesReader(Meter& meter, bool paired)
        : meter_(meter),
          paired_(paired),
          from_(meter.options.from.value_or(0)),
          to_(meter.options.to.value_or(last_possible_time)) {}

    // Whose readings the series with some labels are.
    SeriesOwner owner(const SeriesLabels& labels);

    // Likewise of a metric that is not read: of no device where they do not name an accelerator.
    SeriesOwner owner_of_unread(const SeriesLabels& labels, std::string_view metric);

    // Notes that a device was there, by a row of which nothing is used.
    void see(const SeriesOwner& owner, std::int64_t time) {
        if (owner.device != nullptr && meter_.is_wanted(owner.times, time)) owner.device->see(time);
    }

    // The same by a row that gives no value.
    void meet(const SeriesOwner& owner, std::int64_t time) {
        if (owner.device != nullptr && meter_.is_wanted(owner.times, time)) {
            owner.device->meet(time);
        }
    }

    // One row: counts it, and uses its value or says why not.
    void read(SeriesOwner& owner, const MetricSource& source, std::string_view text,
              std::int64_t time, std::uint64_t line);

    // The same where a plain number stands in the text.
    void read(SeriesOwner& owner, const MetricSource& source, const PlainNumber& number,
              std::string_view text, std::int64_t time, std::uint64_t line) {
        const bool inside = time >= from_ && time < to_;
        const auto value = number.scaled(source.scale);
        if (inside && value && is_possible(source.measurand, *value) && owner.usable &&
            owner.measures(source.measurand) && owner.is_figure(*value)) [[likely]] {
            ++meter_.row_count;
            put(owner, source.measurand, *value, time);
        } else {
            read(owner, source, text, time, line);
        }
    }

    // The same for a value that is a number the measurand can have.
    void put(SeriesOwner& owner, Measurand measurand, std::uint64_t value, std::int64_t time);

    // Gives the meter what the stretches before and after must know. Called once, at the end.
    void finish();

    Meter& meter() { return meter_; }

  private:
    bool usable(const SeriesOwner& owner, std::int64_t time, std::uint64_t line);
    void put_missing(SeriesOwner& owner, Measurand measurand, std::int64_t time);
    void pair(SeriesOwner& owner, const ClockReading& reading);
    void keep_lone(ClockEdge& edge);
    TrackBuilder& track(SeriesOwner& owner, Device& device, Measurand measurand);

    Meter& meter_;
    bool paired_;
    std::int64_t from_;
    std::int64_t to_;
    std::unordered_map<const Device*, std::unique_ptr<ClockEdge>> clocks_;
    std::size_t lone_left_ = std::size_t{1} << 20;  // that are kept: 16 MiB
};

}  // namespace flopledger
