// SPDX-License-Identifier: Apache-2.0
#include "core/facts/machines/usage.hpp"

#include "core/base/enum_words.hpp"

namespace flopledger {

std::string_view word(Metric metric) {
    constexpr auto table = std::to_array<std::string_view>(
        {"gpu_utilization", "power", "tensor_active", "tensor_clock", "sm_active", "energy"});
    static_assert(table.size() == metric_count);
    return word_at(table, metric);
}

std::string_view word(Shape shape) {
    constexpr auto table = std::to_array<std::string_view>(
        {"gpu_utilization+power", "tensor_active+tensor_clock", "sm_active", "gpu_utilization",
         "power", "tensor_active", "tensor_clock", "energy", "engine_active"});
    static_assert(table.size() == shape_count);
    return word_at(table, shape);
}

std::string_view word(Identity identity) {
    constexpr auto table = std::to_array<std::string_view>({"uuid", "bus", "index"});
    return word_at(table, identity);
}

}  // namespace flopledger
