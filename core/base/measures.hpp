// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/quantity.hpp"

namespace flopledger {

// What a figure measures: its kind, not only its unit. The text of the unit follows from it, and
// redaction decides by it; no rule looks at a figure's label.
enum class Measures {
    flop,                       // model FLOP, and sums of it
    hardware_flop,              // executed FLOP, recomputation among them
    flop_bound,                 // an upper bound: chip-time or energy times a published figure
    base_flop,                  // compute of a base model
    flop_not_covered,           // FLOP of time for which logs have no evidence, at most
    flop_per_example,           // what an example takes
    tokens,                     // tokens processed, or the length of a sequence
    examples,                   // examples processed
    tokens_per_example,         // the length of an example
    epochs,                     // passes over the data
    parameters,                 // of a model, or those that a token meets
    chips,                      // chips at one time
    chip_time,                  // chips times time
    chip_days,                  // the same in days
    chip_hours,                 // the same in hours
    busy_cycles,                // clock cycles in which matrix units were busy
    time,                       // of a wall clock
    days,                       // the same in days
    peak,                       // dense peak of a chip
    clock,                      // frequency
    rate,                       // FLOP/s of chips together
    chip_rate,                  // FLOP/s that a chip was seen to do
    flop_per_day,               // of one chip
    utilization,                // share of a peak: MFU, HFU, busy time
    highest_utilization,        // ever measured on a chip
    goodput,                    // share of the time held that was trained in
    counter_error,              // of a hardware counter
    share_of_board,             // of instances
    share_not_recomputed,       // model FLOP per hardware FLOP
    energy,                     // joules
    megawatt_hours,             // the same in MWh
    power_usage_effectiveness,  // facility energy per energy of its machines
    flop_per_joule,             // measured yield
    power,                      // that a chip draws
    money,                      // US dollars
    price,                      // US dollars per chip-hour
    hourly_price,               // the same where the label names the hour
    flop_per_dollar,            // that money buys, as its label says
    ratio_to_amount,            // what is held against a law's amount, over that amount
    share_of_base,              // a law's share of a base model's compute
    margin,                     // by which a total is widened
    ratio,                      // any other figure without a unit
    bytes,                      // of data
    bytes_per_second,           // of a link
    bytes_per_token,            // of traffic
    bytes_per_number,           // of a stored or sent number
    bytes_per_parameter,        // what is stored or sent of each parameter
    token_size,                 // what a token is sent as
    bytes_per_chip,             // of memory
    gigabytes_per_second,       // of memory or links, as export rules limit them
    tokens_per_second,          // trained on or served
    steps,                      // of training
    layers,                     // of a model
    pods,                       // groups of chips that train together
    samples,                    // drawn in an inspection
    samples_a_visit,            // likewise
    snapshots_a_day,            // of one chip's memory
    bits,                       // of an operand
    processing_performance,     // TPP: 1e12 operations a second x bits of an operand
    square_millimetres,         // of a die
    per_square_millimetre,      // TPP for each of a die
    years,                      // until something is reached
    months,                     // likewise
    a_year,                     // growth, times a year
};

// How a figure is written down: the name of its unit, what that is made of, and how many base units
// it is: numerator / denominator.
struct WrittenUnit {
    Measures measures;
    std::string_view text;  // empty where the figure has no unit
    BaseUnits units{};
    std::int64_t numerator = 1;
    std::int64_t denominator = 1;
};

// One row a measure, in the order of the enumerators.
inline constexpr auto written_units = std::to_array<WrittenUnit>({
    {Measures::flop, "FLOP", {.flop = 1}},
    {Measures::hardware_flop, "FLOP", {.flop = 1}},
    {Measures::flop_bound, "FLOP", {.flop = 1}},
    {Measures::base_flop, "FLOP", {.flop = 1}},
    {Measures::flop_not_covered, "FLOP", {.flop = 1}},
    {Measures::flop_per_example, "FLOP/example", {.flop = 1, .example = -1}},
    {Measures::tokens, "tokens", {.token = 1}},
    {Measures::examples, "examples", {.example = 1}},
    {Measures::tokens_per_example, "tokens/example", {.token = 1, .example = -1}},
    {Measures::epochs, ""},
    {Measures::parameters, "parameters", {.parameter = 1}},
    {Measures::chips, "chips", {.chip = 1}},
    {Measures::chip_time, "chip-seconds", {.second = 1, .chip = 1}},
    {Measures::chip_days, "chip-days", {.second = 1, .chip = 1}, 86'400},
    {Measures::chip_hours, "chip-hours", {.second = 1, .chip = 1}, 3'600},
    {Measures::busy_cycles, "cycles", {.chip = 1, .cycle = 1}},
    {Measures::time, "seconds", {.second = 1}},
    {Measures::days, "days", {.second = 1}, 86'400},
    {Measures::peak, "FLOP/s/chip", {.flop = 1, .second = -1, .chip = -1}},
    {Measures::clock, "Hz", {.second = -1, .cycle = 1}},
    {Measures::rate, "FLOP/s", {.flop = 1, .second = -1}},
    {Measures::chip_rate, "FLOP/s/chip", {.flop = 1, .second = -1, .chip = -1}},
    {Measures::flop_per_day, "FLOP", {.flop = 1, .second = -1, .chip = -1}, 1, 86'400},
    {Measures::utilization, ""},
    {Measures::highest_utilization, ""},
    {Measures::goodput, ""},
    {Measures::counter_error, ""},
    {Measures::share_of_board, ""},
    {Measures::share_not_recomputed, ""},
    {Measures::energy, "J", {.joule = 1}},
    {Measures::megawatt_hours, "MWh", {.joule = 1}, 3'600'000'000},
    {Measures::power_usage_effectiveness, ""},
    {Measures::flop_per_joule, "FLOP/J", {.flop = 1, .joule = -1}},
    {Measures::power, "W/chip", {.second = -1, .chip = -1, .joule = 1}},
    {Measures::money, "USD", {.dollar = 1}},
    {Measures::price, "USD/chip-hour", {.second = -1, .chip = -1, .dollar = 1}, 1, 3'600},
    {Measures::hourly_price, "USD", {.second = -1, .chip = -1, .dollar = 1}, 1, 3'600},
    {Measures::flop_per_dollar, "FLOP", {.flop = 1, .dollar = -1}},
    {Measures::ratio_to_amount, ""},
    {Measures::share_of_base, ""},
    {Measures::margin, ""},
    {Measures::ratio, ""},
    {Measures::bytes, "B", {.byte = 1}},
    {Measures::bytes_per_second, "B/s", {.second = -1, .byte = 1}},
    {Measures::bytes_per_token, "B/token", {.token = -1, .byte = 1}},
    {Measures::bytes_per_number, "bytes", {.byte = 1}},
    {Measures::bytes_per_parameter, "bytes", {.parameter = -1, .byte = 1}},
    {Measures::token_size, "bytes", {.token = -1, .byte = 1}},
    {Measures::bytes_per_chip, "B/chip", {.chip = -1, .byte = 1}},
    {Measures::gigabytes_per_second, "GB/s", {.second = -1, .byte = 1}, 1'000'000'000},
    {Measures::tokens_per_second, "tokens/s", {.second = -1, .token = 1}},
    {Measures::steps, "steps"},
    {Measures::layers, "layers"},
    {Measures::pods, "pods"},
    {Measures::samples, "samples"},
    {Measures::samples_a_visit, "samples a visit"},
    {Measures::snapshots_a_day, "", {.second = -1}, 1, 86'400},
    {Measures::bits, "bits"},
    {Measures::processing_performance,
     "",
     {.flop = 1, .second = -1, .chip = -1},
     1'000'000'000'000},
    {Measures::square_millimetres, "mm2"},
    {Measures::per_square_millimetre,
     "per mm2",
     {.flop = 1, .second = -1, .chip = -1},
     1'000'000'000'000},
    {Measures::years, "years"},
    {Measures::months, "months"},
    {Measures::a_year, "a year"},
});

// The row of a measure.
constexpr const WrittenUnit& written_unit(Measures measures) {
    return written_units[static_cast<std::size_t>(measures)];
}

static_assert([] {
    for (std::size_t i = 0; i < written_units.size(); ++i) {
        if (written_units[i].measures != static_cast<Measures>(i)) return false;
    }
    return written_units.size() == static_cast<std::size_t>(Measures::a_year) + 1;
}());

// Whether a figure is of operations, whatever they are counted for.
constexpr bool is_flop(Measures measures) {
    return written_unit(measures).units == BaseUnits{.flop = 1};
}

// The name of the unit that a figure is written in: `chip-seconds`; empty where it has none.
constexpr std::string_view unit_text(Measures measures) { return written_unit(measures).text; }

// A measure whose figures are in these units; another does not compile.
template <BaseUnits units>
struct MeasureIn {
    Measures measures;

    // Implicit, so that a measure stands where a figure says what it is.
    consteval MeasureIn(Measures value)  // NOLINT(google-explicit-constructor)
        : measures(value) {
        if (written_unit(value).units != units) {
            throw "this measure has another unit than the quantity";
        }
    }
};

// So many base units are one unit of the measure; nothing where they are the same.
inline std::optional<Exact> base_units_of(Measures measures) {
    const WrittenUnit& unit = written_unit(measures);
    if (unit.numerator == 1 && unit.denominator == 1) return std::nullopt;
    return Exact::ratio(unit.numerator, unit.denominator);
}

// A quantity as it is written down, in the unit of its measure.
template <BaseUnits units>
Range written(const Quantity<units>& quantity, Measures measures) {
    const std::optional<Exact> scale = base_units_of(measures);
    return scale ? (quantity / *scale).value : quantity.value;
}

// The quantity that a figure written down in the unit of its measure is.
template <BaseUnits units>
Quantity<units> unwritten(const Range& value, Measures measures) {
    const std::optional<Exact> scale = base_units_of(measures);
    return scale ? *scale * Quantity<units>{value} : Quantity<units>{value};
}

}  // namespace flopledger
