// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/facts/machines/usage.hpp"

namespace flopledger {

// What is measured of a device: a metric, or the clock that makes a rate of its tensor activity.
enum class Measurand {
    gpu_utilization,
    power,
    tensor_active,
    sm_active,
    energy,
    sm_clock,
    engine_active  // busy time too, which parts of a device have as well
};

// How many measurands there are.
inline constexpr int measurand_count = 7;

// The shape under which readings of a measurand alone are kept; the clock has none of its own.
Shape shape_of(Measurand measurand);

// A name under which a source publishes a measurand.
struct MetricSource {
    std::string_view name{};
    Measurand measurand = Measurand::gpu_utilization;
    int scale = 0;       // a value times 10^scale is in the unit of the measurand (MHz for clocks)
    bool ratio = false;  // said to lie in 0 to 1
    std::string_view label{};    // meant only where this label ...
    std::string_view meaning{};  // ... has this value ...
    bool may_lack = false;       // ... or is not there
};

// The most that each measurand can be, in its unit: the activity of a part of a device may lie a
// little over one, and counters of energy end before the first sign for no value.
inline constexpr std::array<std::uint64_t, measurand_count> most_possible{
    10'000, 10'000'000, 1'500'000, 1'500'000, 140'737'488'355'327, 4'294, 15'000};

// What a name means, by any of its spellings: DCGM's fields before and after they were renamed and
// by number, exporters of AMD and of nvidia-smi, OpenTelemetry. nullptr for all other names.
const MetricSource* metric_source(std::string_view name);

// The names nearest to one that is not known, three at the most, as `a, b`; empty where none is
// near.
std::string near_metrics(std::string_view name);

// What became of the text of a value.
enum class ValueKind {
    number,        // a number that the measurand can have
    missing,       // the source's sign for no value: NaN, DCGM's sentinels
    not_a_number,  // no number
    out_of_range,  // a number that the measurand cannot have
    percent        // a ratio over 1.5 and up to 100, likely in per cent; it cannot be used
};

// A value read.
struct MetricValue {
    ValueKind kind = ValueKind::number;
    std::uint64_t value = 0;  // in the unit of the measurand
};

// Whether a measurand can have a value, given in its unit, that is no sentinel in any unit.
inline bool is_possible(Measurand measurand, std::uint64_t value) {
    return value <= most_possible[static_cast<std::size_t>(measurand)];
}

// Reads the text of a value.
MetricValue read_value(const MetricSource& source, std::string_view text);

}  // namespace flopledger
