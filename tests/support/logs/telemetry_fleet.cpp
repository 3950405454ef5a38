// SPDX-License-Identifier: Apache-2.0
#include "tests/support/logs/telemetry_fleet.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace flopledger {

namespace {

std::string made_up_uuid(Random& random) {
    const std::uint64_t high = random.next();
    const std::uint64_t low = random.next();
    return fmt::format("GPU-{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32,
                       (high >> 16) & 0xffffU, high & 0xffffU, low >> 48, low & 0xffff'ffff'ffffU);
}

}  // namespace

std::uint32_t host_count(const TelemetryOptions& options) {
    return (options.devices + options.devices_per_host - 1) / options.devices_per_host;
}

TelemetryHost::TelemetryHost(const TelemetryOptions& options, std::uint32_t number)
    : options_(options),
      random_(Random(options.seed).next() ^ (std::uint64_t{number} * 0xd134'2543'de82'ef95U)),
      name_(fmt::format("host{:05}", number)) {
    const std::uint32_t first = number * options.devices_per_host;
    const std::uint32_t count = std::min(options.devices_per_host, options.devices - first);
    const bool older = random_.below(8) == 0;
    for (std::uint32_t index = 0; index < count; ++index) {
        devices_.push_back({index, made_up_uuid(random_),
                            older ? "NVIDIA A100-SXM4-80GB" : "NVIDIA H100 80GB HBM3"});
        energy_.push_back(random_.below(1'000'000'000));
    }
    phase_ = random_.below(static_cast<std::uint32_t>(options.interval / 2 + 1));
}

// The job trains, writes checkpoints now and then, and rests between runs.
void TelemetryHost::work() {
    if (polls_left_ > 0) {
        --polls_left_;
        return;
    }
    const std::uint32_t dice = random_.below(10);
    load_ = dice < 6 ? 90 + random_.below(9) : dice < 8 ? 15 + random_.below(70) : 0;
    polls_left_ = 5 + random_.below(dice < 6 ? 400 : 40);
}

bool TelemetryHost::silent() {
    if (polls_silent_ > 0) {
        --polls_silent_;
        return true;
    }
    if (!random_.chance(options_.gaps)) return false;
    const auto longest = static_cast<std::uint32_t>(options_.longest_gap / options_.interval);
    polls_silent_ = random_.below(std::max(longest, 1U));
    return true;
}

TelemetryReading TelemetryHost::reading(std::int64_t number, std::uint32_t index) {
    const std::uint64_t bits = random_.next();
    const auto wobble = static_cast<std::uint32_t>(bits & 3U);
    TelemetryReading reading;
    reading.time = options_.start + number * options_.interval + phase_ + 2 * index +
                   random_.below(options_.jitter + 1);
    reading.utilization = load_ == 0 ? 0 : std::min(100U, load_ + wobble);
    reading.power = 7'000 + reading.utilization * 600 + static_cast<std::uint32_t>(bits >> 48) / 20;
    reading.tensor = reading.utilization * 4'500 + static_cast<std::uint32_t>(bits >> 32 & 0xffffU);
    reading.clock = 1'980 - 15 * wobble;
    reading.memory = load_ == 0 ? 4 : 71'000 + static_cast<std::uint32_t>(bits >> 16 & 0xfffU);
    energy_[index] += reading.power * 10ULL * static_cast<std::uint64_t>(options_.interval) / 1'000;
    reading.energy = energy_[index];
    reading.missing = random_.chance(options_.missing);
    return reading;
}

void TelemetryHost::poll(std::int64_t number, std::vector<TelemetryRow>& rows) {
    const bool after_all = number >= options_.polls;
    if (!after_all) {
        work();
        header_again_ = random_.chance(options_.headers);
        if (silent()) return;
        for (const TelemetryDevice& device : devices_) {
            const TelemetryRow row{device.index, reading(number, device.index)};
            if (random_.chance(options_.late)) {
                held_up_.push_back({number + 1 + random_.below(options_.latest), row});
                continue;
            }
            rows.push_back(row);
            if (random_.chance(options_.duplicates)) rows.push_back(row);
            if (random_.chance(options_.conflicts)) {
                rows.push_back(row);
                rows.back().reading.power += 1 + random_.below(500);
                rows.back().reading.missing = random_.below(4) == 0;
            }
        }
    }
    if (held_up_.empty()) return;
    for (const HeldUp& held : held_up_) {
        if (after_all || held.until <= number) rows.push_back(held.row);
    }
    std::erase_if(held_up_, [&](const HeldUp& held) { return after_all || held.until <= number; });
}

}  // namespace flopledger
