// SPDX-License-Identifier: Apache-2.0
#include "core/usage/fleet_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>

#include "core/base/utc_time.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/usage/frequent_names.hpp"
#include "core/usage/seen_devices.hpp"
#include "core/usage/told_apart.hpp"
#include "core/usage/utilization_scale.hpp"

namespace flopledger {

namespace {

// From the first reading of a device to its last, in milliseconds since 1970.
struct Span {
    const DeviceUsage* device = nullptr;
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::uint32_t input = 0;  // that the first reading came from
};

std::vector<Span> spans_of(const Usage& usage) {
    std::vector<Span> spans;
    spans.reserve(usage.devices.size());
    for (const DeviceUsage& device : usage.devices) {
        Span span;
        for (const Track& track : device.tracks) {
            for (const Run& run : track.runs) {
                const Sample& from = run.head.front();
                const Sample& to = run.tail.empty() ? run.head.back() : run.tail.back();
                const bool earlier = span.device == nullptr || from.time() < span.first;
                if (earlier) span.input = from.input();
                span.first = earlier ? from.time() : span.first;
                span.last = std::max(span.last, to.time());
                span.device = &device;
            }
        }
        if (span.device != nullptr) spans.push_back(span);
    }
    return spans;
}

// A place for a board. Where the logs name no host, a slot is one of its input only.
using Slot = std::pair<std::string_view, std::uint32_t>;

Slot slot_of(const Span& span) {
    const std::string_view slot = span.device->slot;
    const bool hostless = slot.starts_with('/') || slot.starts_with('#');
    return {slot, hostless ? span.input : most_inputs};
}

std::string devices_text(std::uint64_t count) {
    return fmt::format("{} device{}", count, count == 1 ? "" : "s");
}

// Boards of one slot, in order of time. Where two of them were there at once, the words do not tell
// slots apart: several hosts in one file, or indexes dealt out anew.
bool follow_each_other(const std::vector<Span>& spans) {
    for (std::size_t i = 1; i < spans.size(); ++i) {
        if (spans[i].first <= spans[i - 1].last) return false;
    }
    return true;
}

void tell_swapped(const std::vector<Span>& spans, std::vector<Finding>& findings) {
    std::map<Slot, std::vector<Span>> boards;
    for (const Span& span : spans) {
        if (!span.device->slot.empty()) boards[slot_of(span)].push_back(span);
    }
    std::uint64_t swapped = 0;
    std::string example;
    for (auto& [slot, in_turn] : boards) {
        if (in_turn.size() < 2) continue;
        std::sort(in_turn.begin(), in_turn.end(),
                  [](const Span& left, const Span& right) { return left.first < right.first; });
        if (!follow_each_other(in_turn)) continue;
        if (swapped == 0) {
            const Span& old = in_turn[0];
            const Span& fresh = in_turn[1];
            example = fmt::format("{}: {} until {}, {} from {}", slot.first, old.device->device,
                                  utc_text(old.last), fresh.device->device, utc_text(fresh.first));
        }
        swapped += in_turn.size() - 1;
    }
    if (swapped == 0) return;
    findings.push_back(
        {name::board_swapped,
         fmt::format("{} took the slot of another that was silent from then on; each is counted "
                     "by itself ({})",
                     devices_text(swapped), example)});
}

void tell_nameless(const Usage& usage, std::vector<Finding>& findings) {
    for (const DeviceUsage& device : usage.devices) {
        if (!is_nameless(device)) continue;
        findings.push_back({name::one_device_taken,
                            fmt::format("rows name no device and come one a poll: all are taken to "
                                        "be about one, {}",
                                        device.device)});
    }
}

void tell_scale(const Usage& usage, std::vector<Finding>& findings) {
    std::uint64_t doubtful = 0;
    const DeviceUsage* example = nullptr;
    for (const DeviceUsage& device : usage.devices) {
        if (!may_be_ratio(device)) continue;
        const DeviceSums sums = sums_of(device, {std::nullopt, usage.gap_milliseconds});
        if (!is_ratio_for_percent(device, sums, std::nullopt)) continue;
        if (example == nullptr) example = &device;
        ++doubtful;
    }
    if (example == nullptr) return;
    findings.push_back(
        {name::scale_doubtful,
         fmt::format(
             "the utilization of {} is never above 1 % though the device draws too much "
             "for that or values have decimals ({}): a ratio seems to be read as per cents; "
             "--map COLUMN=gpu_utilization:ratio says so",
             devices_text(doubtful), example->device)});
}

constexpr std::int64_t quarter = 900'000;            // zones lie whole quarters of an hour apart
constexpr std::int64_t tolerance = 60'000;           // how evenly the logs of a fleet begin and end
constexpr std::int64_t furthest = 26 * 4 * quarter;  // between UTC-12 and UTC+14

// By how many milliseconds a span lies beside the usual one, both its ends alike; 0 where it does
// not, or not by whole quarters of an hour.
std::int64_t shift_of(const Span& span, std::int64_t first, std::int64_t last) {
    const std::int64_t begins = span.first - first;
    const std::int64_t half = begins < 0 ? -quarter / 2 : quarter / 2;
    const std::int64_t shift = (begins + half) / quarter * quarter;
    if (std::abs(shift) > furthest || std::abs(begins - shift) > tolerance) return 0;
    return std::abs(span.last - last - shift) > tolerance ? 0 : shift;
}

std::int64_t median(std::vector<std::int64_t> times) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

void tell_zones(const std::vector<Span>& spans, std::vector<Finding>& findings) {
    if (spans.size() < 3) return;
    std::vector<std::int64_t> firsts;
    std::vector<std::int64_t> lasts;
    for (const Span& span : spans) {
        firsts.push_back(span.first);
        lasts.push_back(span.last);
    }
    const std::int64_t first = median(std::move(firsts));
    const std::int64_t last = median(std::move(lasts));
    const auto usual = std::count_if(spans.begin(), spans.end(), [&](const Span& span) {
        return std::abs(span.first - first) <= tolerance && std::abs(span.last - last) <= tolerance;
    });
    // Where most devices do not begin and end together, there is nothing to lie beside.
    if (2 * static_cast<std::size_t>(usual) <= spans.size()) return;
    std::uint64_t shifted = 0;
    const Span* example = nullptr;
    std::int64_t minutes = 0;
    for (const Span& span : spans) {
        const std::int64_t shift = shift_of(span, first, last);
        if (shift == 0) continue;
        if (example == nullptr) {
            example = &span;
            minutes = shift / 60'000;
        }
        ++shifted;
    }
    if (example == nullptr) return;
    const std::int64_t size = std::abs(minutes);
    findings.push_back(
        {name::clock_of_another_zone,
         fmt::format("readings of {} begin and end whole quarters of an hour beside those of most "
                     "others ({}: {} h {:02} min {}): if their clocks are of another zone, read "
                     "them apart with --tz and merge",
                     devices_text(shifted), example->device->device, size / 60, size % 60,
                     minutes < 0 ? "earlier" : "later")});
}

void tell_unread(const Usage& usage, std::vector<Finding>& findings) {
    if (usage.unread.empty()) return;
    std::vector<NameRows> names;
    for (const auto& [name, count] : usage.unread) names.push_back({name, count.rows, true});
    findings.push_back(
        {name::unknown_metrics,
         fmt::format("{} metric{} that may tell what accelerators did {} not read: {}",
                     names.size(), names.size() == 1 ? "" : "s", names.size() == 1 ? "is" : "are",
                     most_frequent(names))});
}

void tell_seen(const Usage& usage, std::vector<Finding>& findings) {
    const std::vector<SeenBoard> boards = boards_without_readings(usage);
    if (boards.empty()) return;
    findings.push_back(
        {name::devices_without_readings,
         fmt::format("{} named by rows of which nothing could be used, and by no other: {}{}",
                     devices_text(boards.size()) + (boards.size() == 1 ? " is" : " are"),
                     boards.front().board, boards.size() == 1 ? "" : " and others")});
}

}  // namespace

std::vector<Finding> fleet_findings(const Usage& usage) {
    const std::vector<Span> spans = spans_of(usage);
    std::vector<Finding> findings;
    tell_nameless(usage, findings);
    tell_scale(usage, findings);
    tell_swapped(spans, findings);
    tell_zones(spans, findings);
    tell_unread(usage, findings);
    tell_seen(usage, findings);
    return findings;
}

}  // namespace flopledger
