// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/meter/summary/summary_values.hpp"
#include "core/meter/words/json_value.hpp"

namespace flopledger {

// Reads devices and days of a summary. Whatever adds summaries may rely on all that is checked
// here: order, lengths of edges, and that interiors fill the time between them.
class SummaryDevices {
  public:
    explicit SummaryDevices(SummaryValues& values) : values_(values) {}

    // One device.
    DeviceUsage device(const JsonValue& value);

    // One day; its interior may be empty.
    DayUsage day(const JsonValue& value);

    // The highest rank of an input that a reading has.
    std::uint32_t highest_input() const { return highest_input_; }

  private:
    Shape shape(const JsonValue& value);
    Track track(const JsonValue& value);
    std::vector<Sample> samples(const JsonValue& value, Shape shape);
    Sample sample(const JsonValue& value, Shape shape);
    std::uint32_t value(const JsonValue& value);
    Run run(const JsonValue& value, Shape shape);
    std::vector<Interval> intervals(const JsonValue& holder, Shape shape);
    void zeros(const JsonValue& value, std::vector<Interval>& intervals);
    void check_interior(const JsonValue& value, const Track& track);
    std::vector<Gap> gaps(const JsonValue& value);

    SummaryValues& values_;
    std::uint32_t highest_input_ = 0;
};

}  // namespace flopledger
