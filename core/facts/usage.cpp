// SPDX-License-Identifier: Apache-2.0
#include "core/facts/usage.hpp"

#include "core/facts/words.hpp"

namespace flopledger {

ShapeMetrics metrics_of(Shape shape) {
    switch (shape) {
        case Shape::utilization_and_power:
            return {Metric::gpu_utilization, true, Metric::power};
        case Shape::tensor_and_clock:
            return {Metric::tensor_active, true, Metric::tensor_clock};
        case Shape::sm_only:
            return {Metric::sm_active, false, Metric::sm_active};
        case Shape::utilization_only:
            return {Metric::gpu_utilization, false, Metric::gpu_utilization};
        case Shape::power_only:
            return {Metric::power, false, Metric::power};
        case Shape::tensor_only:
            return {Metric::tensor_active, false, Metric::tensor_active};
        case Shape::clock_only:
            return {Metric::tensor_clock, false, Metric::tensor_clock};
        case Shape::energy_only:
            break;
    }
    return {Metric::energy, false, Metric::energy};
}

std::string_view word(Metric metric) {
    constexpr auto table = std::to_array<std::string_view>(
        {"gpu_utilization", "power", "tensor_active", "tensor_clock", "sm_active", "energy"});
    static_assert(table.size() == metric_count);
    return word_at(table, metric);
}

std::string_view word(Shape shape) {
    constexpr auto table = std::to_array<std::string_view>(
        {"gpu_utilization+power", "tensor_active+tensor_clock", "sm_active", "gpu_utilization",
         "power", "tensor_active", "tensor_clock", "energy"});
    static_assert(table.size() == shape_count);
    return word_at(table, shape);
}

std::string_view word(Identity identity) {
    constexpr auto table = std::to_array<std::string_view>({"uuid", "bus", "index"});
    return word_at(table, identity);
}

}  // namespace flopledger
