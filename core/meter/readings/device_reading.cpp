// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/device_reading.hpp"

#include <algorithm>

#include "core/base/ascii.hpp"
#include "core/meter/words/decimal.hpp"

namespace flopledger {

namespace {

struct NamedUnit {
    std::string_view name;
    MeasureUnit unit;
};

constexpr auto named_units = std::to_array<NamedUnit>({
    {"%", MeasureUnit::percent},
    {"percent", MeasureUnit::percent},
    {"pct", MeasureUnit::percent},
    {"ratio", MeasureUnit::ratio},
    {"W", MeasureUnit::watt},
    {"mW", MeasureUnit::milliwatt},
    {"uW", MeasureUnit::microwatt},
    {"kW", MeasureUnit::kilowatt},
    {"J", MeasureUnit::joule},
    {"mJ", MeasureUnit::millijoule},
    {"uJ", MeasureUnit::microjoule},
    {"Wh", MeasureUnit::watt_hour},
    {"kWh", MeasureUnit::kilowatt_hour},
    {"MHz", MeasureUnit::megahertz},
    {"Mhz", MeasureUnit::megahertz},
    {"kHz", MeasureUnit::kilohertz},
    {"Hz", MeasureUnit::hertz},
});

bool is_busy_time(Measurand measurand) {
    return measurand == Measurand::gpu_utilization || measurand == Measurand::engine_active;
}

// The power of ten by which a number of a unit is multiplied to give the unit of Metric.
int scale_of(Measurand measurand, MeasureUnit unit) {
    switch (unit) {
        case MeasureUnit::percent:
            return is_busy_time(measurand) ? 2 : 4;
        case MeasureUnit::ratio:
            return is_busy_time(measurand) ? 4 : 6;
        case MeasureUnit::watt:
            return 2;
        case MeasureUnit::milliwatt:
            return -1;
        case MeasureUnit::microwatt:
            return -4;
        case MeasureUnit::kilowatt:
            return 5;
        case MeasureUnit::joule:
            return 3;
        case MeasureUnit::millijoule:
        case MeasureUnit::megahertz:
            return 0;
        case MeasureUnit::microjoule:
        case MeasureUnit::kilohertz:
            return -3;
        case MeasureUnit::hertz:
            return -6;
        case MeasureUnit::watt_hour:
        case MeasureUnit::kilowatt_hour:
            break;
    }
    return 0;
}

// Watt-hours in millijoules, to the nearest: an hour has 3600 s.
std::optional<std::uint64_t> millijoules_of_hours(std::string_view text, bool kilo) {
    const auto tiny = scaled_decimal(text, kilo ? 9 : 6);  // in 1/1000 mWh
    constexpr std::uint64_t most = ~std::uint64_t{0} / 3600 - 1;
    if (!tiny || *tiny > most) return std::nullopt;
    return (*tiny * 3600 + 500) / 1000;
}

// The greatest value that a measurand can have, in the unit of Metric.
std::uint64_t most_of(Measurand measurand) {
    switch (measurand) {
        case Measurand::gpu_utilization:
            return 100'00;
        case Measurand::engine_active:
            return 150'00;
        case Measurand::tensor_active:
        case Measurand::sm_active:
            return 1'500'000;  // that of a part of a device may lie a little over one
        case Measurand::sm_clock:
            return 4'294;
        case Measurand::power:
            return 1'000'000'00;
        case Measurand::energy:
            break;
    }
    return ~std::uint64_t{0} >> 1;
}

bool is_number_part(char c) {
    return is_digit(c) || c == '.' || c == '+' || c == '-' || c == 'e' || c == 'E';
}

// Where a number ends and its unit, if it has one, begins.
std::size_t end_of_number(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && is_number_part(text[end])) ++end;
    return end;
}

}  // namespace

std::optional<MeasureUnit> unit_named(std::string_view word) {
    for (const NamedUnit& named : named_units) {
        if (named.name == word) return named.unit;
    }
    return std::nullopt;
}

bool fits(Measurand measurand, MeasureUnit unit) {
    switch (measurand) {
        case Measurand::gpu_utilization:
        case Measurand::tensor_active:
        case Measurand::sm_active:
        case Measurand::engine_active:
            return unit == MeasureUnit::percent || unit == MeasureUnit::ratio;
        case Measurand::power:
            return unit >= MeasureUnit::watt && unit <= MeasureUnit::kilowatt;
        case Measurand::energy:
            return unit >= MeasureUnit::joule && unit <= MeasureUnit::kilowatt_hour;
        case Measurand::sm_clock:
            break;
    }
    return unit >= MeasureUnit::megahertz;
}

MeasureUnit usual_unit(Measurand measurand) {
    switch (measurand) {
        case Measurand::gpu_utilization:
            return MeasureUnit::percent;
        case Measurand::tensor_active:
        case Measurand::sm_active:
        case Measurand::engine_active:
            return MeasureUnit::ratio;
        case Measurand::power:
            return MeasureUnit::watt;
        case Measurand::energy:
            return MeasureUnit::joule;
        case Measurand::sm_clock:
            break;
    }
    return MeasureUnit::megahertz;
}

ReadFigure read_figure(std::string_view text, Measurand measurand, MeasureUnit unit) {
    text = trimmed(text);
    if (is_missing(text)) return {0, true, std::nullopt};
    const std::size_t end = end_of_number(text);
    const std::string_view unit_text = trimmed(text.substr(end));
    const auto begins_unit = [](char c) { return c == '%' || is_letter(c); };
    if (end == 0 || (!unit_text.empty() && !begins_unit(unit_text.front()))) {
        return {0, false, Rejection::bad_number};
    }
    if (!unit_text.empty()) {
        const auto written = unit_named(unit_text);
        if (!written || !fits(measurand, *written)) return {0, false, Rejection::unknown_unit};
        unit = *written;
    }
    const std::string_view number = text.substr(0, end);
    const bool hours = unit == MeasureUnit::watt_hour || unit == MeasureUnit::kilowatt_hour;
    const auto value = hours ? millijoules_of_hours(number, unit == MeasureUnit::kilowatt_hour)
                             : scaled_decimal(number, scale_of(measurand, unit));
    if (value) {
        if (*value > most_of(measurand)) return {0, false, Rejection::out_of_range};
        return {*value, false, std::nullopt};
    }
    // A number that does not fit, or a negative one, is a number all the same.
    const bool digits = std::any_of(number.begin(), number.end(), is_digit);
    const bool negative = number.starts_with('-') && digits && scaled_decimal(number.substr(1), 0);
    const bool huge = digits && scaled_decimal(number, -1'000'000);
    return {0, false, negative || huge ? Rejection::out_of_range : Rejection::bad_number};
}

void DeviceReading::read(std::string_view text, Measurand measurand, MeasureUnit unit) {
    Slot& filled = slot(measurand);
    filled.declared = true;
    if (filled.present) return;
    const ReadFigure figure = read_figure(text, measurand, unit);
    if (figure.fault) {
        fail(*figure.fault);
    } else if (!figure.missing) {
        filled.present = true;
        filled.value = figure.value;
    }
}

bool DeviceReading::has_places() const {
    return std::any_of(slots_.begin(), slots_.end(),
                       [](const Slot& slot) { return slot.declared; });
}

bool DeviceReading::has_values() const {
    return std::any_of(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.present; });
}

std::uint32_t DeviceReading::gauge(Measurand measurand) const {
    const Slot& from = slot(measurand);
    return from.present ? static_cast<std::uint32_t>(from.value) : missing_value;
}

void DeviceReading::put(Device& device, std::int64_t time, std::uint32_t input) const {
    const std::uint32_t utilization = gauge(Measurand::gpu_utilization);
    const std::uint32_t power = gauge(Measurand::power);
    const bool has_utilization = slot(Measurand::gpu_utilization).declared;
    const bool has_power = slot(Measurand::power).declared;
    if (has_utilization && has_power) {
        device.add(Shape::utilization_and_power, time, input, utilization, power);
    } else if (has_utilization) {
        device.add(Shape::utilization_only, time, input, utilization);
    } else if (has_power) {
        device.add(Shape::power_only, time, input, power);
    }
    const std::uint32_t tensor = gauge(Measurand::tensor_active);
    const std::uint32_t clock = gauge(Measurand::sm_clock);
    if (slot(Measurand::tensor_active).declared) {
        if (slot(Measurand::sm_clock).declared) {
            const bool both = tensor != missing_value && clock != missing_value;
            const std::uint64_t product = both ? std::uint64_t{tensor} * clock : missing_value;
            device.add(Shape::tensor_and_clock, time, input, tensor,
                       static_cast<std::uint32_t>(std::min<std::uint64_t>(product, missing_value)));
        } else {
            device.add(Shape::tensor_only, time, input, tensor);
        }
    }
    if (slot(Measurand::sm_active).declared) {
        device.add(Shape::sm_only, time, input, gauge(Measurand::sm_active));
    }
    if (slot(Measurand::engine_active).declared) {
        device.add(Shape::engine_only, time, input, gauge(Measurand::engine_active));
    }
    if (slot(Measurand::energy).present) {
        device.add_energy(time, input, slot(Measurand::energy).value);
    }
}

}  // namespace flopledger
