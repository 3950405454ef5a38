// SPDX-License-Identifier: Apache-2.0
// A poll asks each device once. So the rows of one device lie one interval apart, while those of
// several that go by one name come in bursts, or at the same time. Only how long intervals are is
// kept of most readings; the first and last of a run show in which order they come, without which
// a log whose interval was changed on the way would look like bursts.
#include "core/usage/told_apart.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace flopledger {

namespace {

// Intervals by their length.
struct Spacing {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> lengths;  // milliseconds, how many
    std::uint64_t count = 0;

    void add(std::uint64_t milliseconds, std::uint64_t times) {
        lengths.emplace_back(milliseconds, times);
        count += times;
    }

    void add(const std::vector<Sample>& samples) {
        for (std::size_t i = 1; i < samples.size(); ++i) {
            add(static_cast<std::uint64_t>(samples[i].time() - samples[i - 1].time()), 1);
        }
    }

    // The length up to which intervals fill half of the time: rows within a poll fill next to none.
    // So many of the longest, which are pauses, are left aside.
    std::uint64_t usual(std::uint64_t pauses) {
        sort();
        std::uint64_t whole = 0;
        std::uint64_t left = count - std::min(count, pauses);
        std::vector<std::pair<std::uint64_t, std::uint64_t>> taken;
        for (const auto& [length, times] : lengths) {
            taken.emplace_back(length, std::min(left, times));
            left -= taken.back().second;
            whole += length * taken.back().second;
        }
        std::uint64_t filled = 0;
        for (const auto& [length, times] : taken) {
            filled += length * times;
            if (filled * 2 >= whole) return length;
        }
        return 0;
    }

    // The most intervals of about one length, and the most of another: the longest of each is 5/4
    // of the shortest.
    std::pair<std::uint64_t, std::uint64_t> of_one_length() {
        sort();
        const auto [most, from, to] = most_within(0, lengths.size());
        return {most, std::max(most_within(0, from).times, most_within(to, lengths.size()).times)};
    }

    // How many intervals are shorter than so many tenths of a length.
    std::uint64_t shorter_than(std::uint64_t tenths, std::uint64_t length) const {
        std::uint64_t shorter = 0;
        for (const auto& [milliseconds, times] : lengths) {
            if (milliseconds * 10 < length * tenths) shorter += times;
        }
        return shorter;
    }

  private:
    struct Cluster {
        std::uint64_t times = 0;
        std::size_t from = 0;
        std::size_t to = 0;
    };

    void sort() { std::sort(lengths.begin(), lengths.end()); }

    Cluster most_within(std::size_t begin, std::size_t end) const {
        Cluster best{0, begin, begin};
        std::uint64_t times = 0;
        for (std::size_t from = begin, to = begin; from < end; ++from) {
            for (; to < end && lengths[to].first * 4 <= lengths[from].first * 5; ++to) {
                times += lengths[to].second;
            }
            if (times > best.times) best = {times, from, to};
            times -= lengths[from].second;
        }
        return best;
    }
};

// Whether a device's name says that its rows name no host.
bool is_hostless(const DeviceUsage& device) {
    const std::string_view name = device.device;
    return name.size() > nameless_host.size() && name.starts_with(nameless_host) &&
           (name[nameless_host.size()] == '#' || name[nameless_host.size()] == '/');
}

std::uint64_t conflicts_of(const Track& track) {
    std::uint64_t conflicts = track.conflicts;
    for (const Run& run : track.runs) {
        for (const std::vector<Sample>* edge : {&run.head, &run.tail}) {
            conflicts += static_cast<std::uint64_t>(std::count_if(
                edge->begin(), edge->end(), [](const Sample& one) { return one.conflict(); }));
        }
    }
    return conflicts;
}

// No driver answers sooner, in milliseconds.
constexpr std::uint64_t shortest_poll = 20;

// How the readings of a series lie: at the beginnings of its runs, at their ends, and all of them.
struct TrackSpacing {
    Spacing heads;
    Spacing tails;
    Spacing all;
    std::uint64_t readings = 0;

    explicit TrackSpacing(const Track& track) {
        for (const Interval& interval : track.interior) {
            all.add(interval.milliseconds, interval.count);
        }
        for (const Run& run : track.runs) {
            const std::vector<Sample>& end = run.tail.empty() ? run.head : run.tail;
            heads.add(run.head);
            tails.add(end);
            all.add(run.head);
            if (!run.tail.empty()) all.add(run.tail);
        }
        // A run has one reading more than intervals.
        readings = all.count + track.runs.size();
    }

    std::uint64_t bursts_of_hostless() {
        constexpr std::uint64_t half = 5;
        constexpr std::uint64_t enough = 8;
        const std::uint64_t usual =
            all.usual(all.count < 10 ? 0 : std::max<std::uint64_t>(1, all.count / 20));
        if (all.count >= enough && usual < shortest_poll) return all.count;
        const auto bursts = [&](const Spacing& spacing) {
            return spacing.count != 0 && spacing.shorter_than(half, usual) * 5 >= spacing.count * 2;
        };
        if (bursts(heads) && bursts(tails) && bursts(all)) return all.shorter_than(half, usual);
        const auto uneven = [&](Spacing& spacing) {
            return spacing.count >= enough && spacing.of_one_length().first * 5 < spacing.count * 3;
        };
        const auto [most, others] = all.of_one_length();
        const bool scattered = all.count >= enough && (most + others) * 5 < all.count * 4;
        const bool mixed = scattered || (uneven(heads) && uneven(tails) && uneven(all));
        return mixed ? all.count - most : 0;
    }

    std::uint64_t bursts_of_nameless() {
        constexpr std::uint64_t most_of_it = 8;
        const std::uint64_t usual = all.usual(0);
        if (all.count != 0 && usual < shortest_poll) return all.count;
        const std::uint64_t shorter = all.shorter_than(most_of_it, usual);
        return shorter * 10 > all.count ? shorter : 0;
    }
};

std::optional<MixedDevice> mixed(const DeviceUsage& device) {
    const bool nameless = is_nameless(device);
    const bool hostless = is_hostless(device);
    for (const Track& track : device.tracks) {
        if (const std::uint64_t times = conflicts_of(track); times != 0) {
            return MixedDevice{&device, MixedRows::differ, times, 1};
        }
        if (!nameless && !hostless) continue;
        TrackSpacing spacing(track);
        const std::uint64_t repeated = track.duplicates;
        if (nameless ? repeated != 0 : repeated >= spacing.readings / 2 + spacing.readings % 2) {
            return MixedDevice{&device, MixedRows::repeat, repeated, 1};
        }
        const std::uint64_t early =
            nameless ? spacing.bursts_of_nameless() : spacing.bursts_of_hostless();
        if (early != 0) return MixedDevice{&device, MixedRows::exceed_polls, early, 1};
    }
    return std::nullopt;
}

}  // namespace

bool is_nameless(const DeviceUsage& device) {
    const std::string_view name = device.device;
    return device.identity == Identity::index && name.ends_with(nameless_index) &&
           name.size() > 1 && name[name.size() - 2] == '#';
}

std::optional<MixedDevice> mixed_device(const Usage& usage) {
    std::optional<MixedDevice> first;
    for (const DeviceUsage& device : usage.devices) {
        if (device.identity == Identity::uuid) continue;
        const auto found = mixed(device);
        if (found && first) ++first->devices;
        if (found && !first) first = found;
    }
    return first;
}

}  // namespace flopledger
