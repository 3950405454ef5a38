// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/clock_carry.hpp"

#include <algorithm>
#include <iterator>

#include "core/facts/machines/log_names.hpp"

namespace flopledger {

namespace {

bool before(const ClockReading& left, const ClockReading& right) { return left.time < right.time; }

// Multiplies each reading with the largest of its time among others, which are in order.
void multiply(const std::vector<ClockReading>& readings, const std::vector<ClockReading>& others,
              Device& device, std::uint32_t input) {
    for (const ClockReading& reading : readings) {
        const auto [from, to] = std::equal_range(others.begin(), others.end(), reading, before);
        if (from == to) continue;
        const ClockReading& largest =
            *std::max_element(from, to, [](const ClockReading& left, const ClockReading& right) {
                return left.value < right.value;
            });
        if (const auto product = clock_product(largest, reading)) {
            device.add(Shape::clock_only, reading.time, input, *product);
        }
    }
}

}  // namespace

std::optional<std::uint32_t> clock_product(const ClockReading& first, const ClockReading& second) {
    if (first.is_clock == second.is_clock || first.time != second.time) return std::nullopt;
    const std::uint64_t product = std::uint64_t{first.value} * second.value;
    if (product >= missing_value) return std::nullopt;
    return static_cast<std::uint32_t>(product);
}

std::uint64_t ClockCarry::keep(std::vector<ClockReading>& into,
                               const std::vector<ClockReading>& more) {
    const std::size_t kept = std::min(left_, more.size());
    left_ -= kept;
    const auto known = static_cast<std::ptrdiff_t>(into.size());
    into.insert(into.end(), more.begin(), more.begin() + static_cast<std::ptrdiff_t>(kept));
    const auto seam = into.begin() + known;
    const bool in_order = known == 0 || kept == 0 || !before(*seam, *std::prev(seam));
    if (!in_order) std::inplace_merge(into.begin(), seam, into.end(), before);
    return more.size() - kept;
}

void ClockCarry::join(Meter& meter) {
    for (ClockEdge& edge : meter.clock_edges) {
        std::stable_sort(edge.lone.begin(), edge.lone.end(), before);
        std::vector<ClockReading> clocks;
        std::vector<ClockReading> tensors;
        for (const ClockReading& reading : edge.lone) {
            (reading.is_clock ? clocks : tensors).push_back(reading);
        }
        Lone& known = devices_[std::string(edge.device->name)];
        multiply(clocks, known.tensors, *edge.device, meter.input);
        multiply(clocks, tensors, *edge.device, meter.input);
        multiply(tensors, known.clocks, *edge.device, meter.input);
        keep(known.clocks, clocks);
        known.dropped += edge.dropped_tensors + keep(known.tensors, tensors);
        known.has_clocks = known.has_clocks || edge.has_clocks;
    }
}

std::uint64_t ClockCarry::untold() const {
    std::uint64_t rows = 0;
    for (const auto& [device, lone] : devices_) {
        if (!lone.has_clocks) continue;
        rows += lone.dropped;
        rows += static_cast<std::uint64_t>(std::count_if(
            lone.tensors.begin(), lone.tensors.end(), [&clocks = lone.clocks](const auto& tensor) {
                return !std::binary_search(clocks.begin(), clocks.end(), tensor, before);
            }));
    }
    return rows;
}

void ClockCarry::tell(Usage& usage) const {
    const std::uint64_t rows = untold();
    if (rows > 0) usage.findings[std::string(name::order_matters.text)].rows += rows;
}

}  // namespace flopledger
