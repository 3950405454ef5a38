// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/usage_join.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/meter/series/job_table.hpp"
#include "core/meter/series/run_all.hpp"
#include "core/meter/series/track_merge.hpp"
#include "core/meter/series/usage_order.hpp"
#include "core/usage/boards.hpp"
#include "core/usage/seen_devices.hpp"

namespace flopledger {

namespace {

bool by_shape(const Track& left, const Track& right) { return left.shape < right.shape; }

// Of several slots the first in order stays, whichever part of the logs it comes from.
std::string_view first_slot(std::string_view one, std::string_view other) {
    if (one.empty() || other.empty()) return one.empty() ? other : one;
    return std::min(one, other);
}

void take_slot(DeviceUsage& device, std::string_view slot) {
    if (first_slot(device.slot, slot) != device.slot) device.slot = slot;
}

// Adds the series of one device to those of the same device; false where one cannot be joined.
bool join_device(DeviceUsage& into, DeviceUsage&& from, DayTotals& days) {
    const bool other_chip = into.chip.empty() || (!from.chip.empty() && from.chip < into.chip);
    if (other_chip) into.chip = std::move(from.chip);
    take_slot(into, from.slot);
    into.seen.add(from.seen);
    into.silent.add(from.silent);
    for (Track& track : from.tracks) {
        const auto same = std::find_if(into.tracks.begin(), into.tracks.end(),
                                       [&](const Track& t) { return t.shape == track.shape; });
        if (same == into.tracks.end()) {
            into.tracks.push_back(std::move(track));
        } else if (!merge_tracks(*same, track, days)) {
            return false;
        }
    }
    std::sort(into.tracks.begin(), into.tracks.end(), by_shape);
    settle_seen(into);
    return true;
}

void join_days(std::vector<DayUsage>& into, std::vector<DayUsage>&& from) {
    const auto key = [](const DayUsage& day) { return std::tie(day.chip, day.day, day.shape); };
    const auto before = [&](const DayUsage& left, const DayUsage& right) {
        return key(left) < key(right);
    };
    into.insert(into.end(), std::make_move_iterator(from.begin()),
                std::make_move_iterator(from.end()));
    std::stable_sort(into.begin(), into.end(), before);
    std::vector<DayUsage> joined;
    for (DayUsage& day : into) {
        if (!joined.empty() && !before(joined.back(), day)) {
            add_intervals(joined.back().interior, day.interior);
        } else {
            joined.push_back(std::move(day));
        }
    }
    into = std::move(joined);
}

// What the series of one chip's devices share, for whoever ends some of the devices.
class ChipTotals {
  public:
    explicit ChipTotals(std::int64_t gap_milliseconds) : gap_milliseconds_(gap_milliseconds) {}

    DayTotals& of(const std::string& chip) {
        const auto known = by_name_.find(chip);
        if (known != by_name_.end()) return *known->second;
        auto& [name, totals] = all_.emplace_back(chip, gap_milliseconds_);
        by_name_.emplace(name, &totals);
        return totals;
    }

    void move_to(std::vector<DayUsage>& days) const {
        for (const auto& [chip, totals] : all_) totals.move_to(chip, days);
    }

  private:
    std::int64_t gap_milliseconds_;
    std::deque<std::pair<std::string, DayTotals>> all_;
    std::unordered_map<std::string_view, DayTotals*> by_name_;  // few, unless names are made up
};

// Ends the series of one device.
DeviceUsage finished(const DeviceTable& table, Device& device, DayTotals& totals,
                     DeviceNames& disordered) {
    DeviceUsage result;
    result.device = std::string(device.name);
    result.identity = device.identity;
    result.chip = device.chip->chip;
    result.slot = std::string(table.slot_of(device));
    result.seen = std::exchange(device.seen, {});
    result.silent = std::exchange(device.silent, {});
    device.end_tracks([&](TrackBuilder& builder) {
        result.tracks.reserve(1);
        result.tracks.push_back(builder.finish(totals));
        if (builder.disordered()) disordered.insert(result.device);
    });
    std::sort(result.tracks.begin(), result.tracks.end(), by_shape);
    // A series of which nothing was read within the window is none.
    std::erase_if(result.tracks, [](const Track& track) { return track.runs.empty(); });
    settle_seen(result);
    return result;
}

bool is_empty(const DeviceUsage& device) {
    return device.tracks.empty() && !device.seen.known() && !device.silent.known();
}

}  // namespace

// Adds devices for a UsageJoin. Several may add devices side by side if no two add the same.
class UsageJoin::Joiner {
  public:
    explicit Joiner(UsageJoin& join) : join_(join), totals_(join.usage_.gap_milliseconds) {}

    void add(DeviceUsage&& device) {
        if (DeviceUsage* known = join_.find(device.device)) {
            this->join(*known, std::move(device));
        } else {
            fresh_.push_back(std::move(device));
        }
    }

    // Joins a device to the same device.
    void join(DeviceUsage& known, DeviceUsage&& device) {
        DayTotals& totals =
            totals_.of(day_name(std::min(known.chip, device.chip), is_instance(known)));
        if (!join_device(known, std::move(device), totals)) disordered_.insert(known.device);
    }

    // Makes room for so many new devices.
    void expect(std::size_t devices) { fresh_.reserve(devices); }

    // Puts what was added into the usage, when nobody adds to it any more.
    void settle() {
        std::vector<DeviceUsage>& devices = join_.usage_.devices;
        if (devices.empty()) {
            devices = std::move(fresh_);
        } else {
            devices.insert(devices.end(), std::make_move_iterator(fresh_.begin()),
                           std::make_move_iterator(fresh_.end()));
            std::exchange(fresh_, {});
        }
        totals_.move_to(join_.usage_.days);
        join_.disordered_.merge(disordered_);
    }

    // Adds the devices of one of several tables from a place on, so many, and what the tables after
    // it know of them.
    void add_devices(const DeviceTables& tables, std::size_t number, std::size_t begin,
                     std::size_t end);

  private:
    DeviceUsage end(const DeviceTables& tables, std::size_t number, Device& device);
    DeviceUsage end(const DeviceTable& table, Device& device);
    DayTotals& totals_of(const Device& device) {
        return totals_.of(day_name(device.chip->chip, device.chip->of_instances));
    }

    UsageJoin& join_;
    std::vector<DeviceUsage> fresh_;
    ChipTotals totals_;
    DeviceNames disordered_;
};

void UsageJoin::Joiner::add_devices(const DeviceTables& tables, std::size_t number,
                                    std::size_t begin, std::size_t end) {
    DeviceTable& table = *tables[number];
    for (std::size_t place = begin; place < end; ++place) {
        Device& device = table.devices()[place];
        if (device.mode != TrackMode::stream || device.ended()) continue;
        DeviceUsage usage = this->end(tables, number, device);
        if (!is_empty(usage)) add(std::move(usage));
    }
}

// Ends the series of a device of one table.
DeviceUsage UsageJoin::Joiner::end(const DeviceTable& table, Device& device) {
    return finished(table, device, totals_of(device), disordered_);
}

// Ends a device of one of several tables, and what the tables after it know of it.
DeviceUsage UsageJoin::Joiner::end(const DeviceTables& tables, std::size_t number, Device& device) {
    const std::string_view name = device.name;
    std::string_view slot = tables[number]->slot_of(device);
    // Mostly the readings of each table follow those of the table before.
    std::size_t later = number + 1;
    for (; later < tables.size(); ++later) {
        Device* same = tables[later]->find_name(name);
        if (same == nullptr || same->ended()) continue;
        if (same->chip->chip != device.chip->chip) break;
        slot = first_slot(slot, tables[later]->slot_of(*same));
        if (!device.take_later(*same, totals_of(device))) break;
    }
    DeviceUsage usage = this->end(*tables[number], device);
    usage.slot = slot;
    for (; later < tables.size(); ++later) {
        Device* same = tables[later]->find_name(name);
        if (same == nullptr || same->ended()) continue;
        DeviceUsage more = this->end(*tables[later], *same);
        if (is_empty(usage)) {
            usage = std::move(more);
        } else if (!is_empty(more)) {
            join(usage, std::move(more));
        }
    }
    return usage;
}

DeviceUsage* UsageJoin::find(std::string_view name) {
    const std::uint32_t number = numbers_.find(
        name,
        [this](std::uint32_t known) -> std::string_view { return usage_.devices[known].device; });
    return number == NameIndex::none ? nullptr : &usage_.devices[number];
}

// Gives numbers to the devices that have none yet: only where something is added to them.
void UsageJoin::number_devices() {
    for (std::size_t number = numbers_.size(); number < usage_.devices.size(); ++number) {
        numbers_.add(usage_.devices[number].device, static_cast<std::uint32_t>(number));
    }
}

void UsageJoin::add(const DeviceTables& tables, unsigned threads) {
    if (tables.empty()) return;
    number_devices();
    // Threads cost more than they save where devices are few.
    constexpr std::size_t worth_a_thread = 256;
    const std::size_t first = tables.front()->devices().size();
    const std::size_t parts = std::clamp<std::size_t>(first / worth_a_thread, 1, threads);
    std::deque<Joiner> joiners;
    for (std::size_t part = 0; part < parts; ++part) {
        joiners.emplace_back(*this).expect(first / parts + 1);
    }
    for (std::size_t number = 0; number < tables.size(); ++number) {
        const std::size_t devices = tables[number]->devices().size();
        run_all(threads, parts, [&](std::size_t part) {
            joiners[part].add_devices(tables, number, devices * part / parts,
                                      devices * (part + 1) / parts);
        });
    }
    for (Joiner& joiner : joiners) joiner.settle();
    // The days that ended while their readings arrived.
    for (const auto& table : tables) {
        for (const auto& chip : table->days()) {
            chip->totals.move_to(day_name(chip->chip, chip->of_instances), usage_.days);
        }
    }
}

void UsageJoin::add(Usage&& from) {
    number_devices();
    Joiner joiner(*this);
    for (DeviceUsage& device : from.devices) joiner.add(std::move(device));
    joiner.settle();
    join_days(usage_.days, std::move(from.days));
}

void UsageJoin::finish(DeviceNames& disordered) {
    sort_by_name(usage_.devices);
    disordered.merge(disordered_);
}

void join_devices(Usage& into, Usage&& from, DeviceNames& disordered) {
    UsageJoin join(into);
    join.add(std::move(from));
    join.finish(disordered);
}

Usage sorted_usage(DeviceTables& tables, std::int64_t gap_milliseconds) {
    struct Kept {
        DeviceUsage device;
        std::map<Shape, std::vector<Sample>> samples;
    };
    std::map<std::string, Kept, std::less<>> devices;
    for (const auto& table : tables) {
        for (Device& device : table->devices()) {
            if (device.mode != TrackMode::keep) continue;
            Kept& kept = devices[std::string(device.name)];
            kept.device.identity = device.identity;
            if (kept.device.chip.empty()) kept.device.chip = device.chip->chip;
            take_slot(kept.device, table->slot_of(device));
            kept.device.seen.add(device.seen);
            kept.device.silent.add(device.silent);
            device.end_tracks([&](TrackBuilder& builder) {
                const std::vector<Sample> more = builder.take_kept();
                std::vector<Sample>& samples = kept.samples[builder.shape()];
                samples.insert(samples.end(), more.begin(), more.end());
            });
        }
    }
    Usage usage;
    usage.gap_milliseconds = gap_milliseconds;
    std::map<std::string, DayTotals> days;
    for (auto& [name, kept] : devices) {
        kept.device.device = name;
        for (auto& [shape, samples] : kept.samples) {
            DayTotals& totals =
                days.try_emplace(day_name(kept.device), gap_milliseconds).first->second;
            kept.device.tracks.push_back(sorted_track(shape, std::move(samples), totals));
        }
        settle_seen(kept.device);
        usage.devices.push_back(std::move(kept.device));
    }
    for (const auto& [chip, totals] : days) totals.move_to(chip, usage.days);
    return usage;
}

void put_in_order(Usage& usage) {
    std::sort(usage.training.begin(), usage.training.end(),
              [](const TrainingStretch& left, const TrainingStretch& right) {
                  return std::tie(left.input, left.place) < std::tie(right.input, right.place);
              });
    join_jobs(usage);
}

}  // namespace flopledger
