// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/meter/readings/meter.hpp"
#include "core/meter/series/device_table.hpp"
#include "core/meter/words/metric_names.hpp"

namespace flopledger {

// The units in which logs write measurands.
enum class MeasureUnit : std::uint8_t {
    percent,
    ratio,
    watt,
    milliwatt,
    microwatt,
    kilowatt,
    joule,
    millijoule,
    microjoule,
    watt_hour,
    kilowatt_hour,
    megahertz,
    kilohertz,
    hertz
};

// The unit that a word means: `%`, `percent`, `ratio`, `W`, `mJ`, `kWh`, `MHz`, ...; or nothing.
std::optional<MeasureUnit> unit_named(std::string_view word);

// Whether a measurand can be written in a unit.
bool fits(Measurand measurand, MeasureUnit unit);

// The unit in which most logs write a measurand: per cent for gpu_utilization, a ratio for the two
// activities, W, MHz, J.
MeasureUnit usual_unit(Measurand measurand);

// What the text of a value says.
struct ReadFigure {
    std::uint64_t value = 0;  // in the unit of Metric; MHz for the clock
    bool missing = false;     // there is no value
    std::optional<Rejection> fault;
};

// Reads a number of a unit, with or without the unit behind it (`46.19 W`), which then must be one
// that the measurand can have, and holds.
ReadFigure read_figure(std::string_view text, Measurand measurand, MeasureUnit unit);

// What one row says about one device.
class DeviceReading {
  public:
    // Takes a text as the value of a measurand. Later texts of the same measurand fill in where the
    // first had no value. The first fault stays.
    void read(std::string_view text, Measurand measurand, MeasureUnit unit);

    // Says that rows of this kind have a measurand, even if this one has no value.
    void declare(Measurand measurand) { slot(measurand).declared = true; }

    // Takes a value in the unit of Metric.
    void set(Measurand measurand, std::uint64_t value) { slot(measurand) = {true, true, value}; }

    // Takes a fault that the row has besides its values.
    void fail(Rejection fault) {
        if (!fault_) fault_ = fault;
    }

    std::optional<Rejection> fault() const { return fault_; }

    // Whether rows of this kind have any measurand.
    bool has_places() const;

    // Whether any value is there, and whether a certain one is.
    bool has_values() const;
    bool has(Measurand measurand) const { return slot(measurand).present; }
    std::uint64_t value(Measurand measurand) const { return slot(measurand).value; }

    // Puts the values into the series of their device. Utilization and power, tensor activity and
    // clock share a series where rows of this kind have both.
    void put(Device& device, std::int64_t time, std::uint32_t input) const;

  private:
    struct Slot {
        bool declared = false;
        bool present = false;
        std::uint64_t value = 0;
    };
    Slot& slot(Measurand measurand) { return slots_[static_cast<std::size_t>(measurand)]; }
    const Slot& slot(Measurand measurand) const {
        return slots_[static_cast<std::size_t>(measurand)];
    }
    std::uint32_t gauge(Measurand measurand) const;

    std::array<Slot, measurand_count> slots_{};
    std::optional<Rejection> fault_;
};

}  // namespace flopledger
