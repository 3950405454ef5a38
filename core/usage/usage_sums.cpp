// SPDX-License-Identifier: Apache-2.0
#include "core/usage/usage_sums.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace flopledger {

namespace {

// Sums of sums: a value of 64 bits times a hold of 43, many times over.
__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

Exact exact_sum(Wide number) {
    if (number <= static_cast<Wide>(std::numeric_limits<std::int64_t>::max())) {
        return {static_cast<std::int64_t>(number)};
    }
    std::string digits;
    for (; number != 0; number /= 10) {
        digits.push_back(static_cast<char>('0' + static_cast<int>(number % 10)));
    }
    std::reverse(digits.begin(), digits.end());
    return Exact::from_digits(digits);
}

// Only a summary that was tampered with can say more than fits.
std::uint64_t fitting(Wide number) {
    return number > most ? most : static_cast<std::uint64_t>(number);
}

// All intervals of one length: the readings they begin with.
struct EqualIntervals {
    std::uint64_t milliseconds = 0;
    Wide count = 0;
    std::array<Wide, 2> sums{};
    std::array<Wide, 2> missing{};
    std::array<Wide, 2> zeros{};
};

// What adds up to nothing was zero throughout, which summaries made before zeros were counted do
// not say.
std::uint64_t zeros_of(const Interval& interval, std::size_t side) {
    if (interval.sums[side] != 0) return interval.zeros[side];
    return interval.count - std::min(interval.count, interval.missing[side]);
}

EqualIntervals as_stretch(const Interval& interval) {
    return {interval.milliseconds,
            interval.count,
            {interval.sums[0], interval.sums[1]},
            {interval.missing[0], interval.missing[1]},
            {zeros_of(interval, 0), zeros_of(interval, 1)}};
}

std::uint64_t energy_of(const Sample& sample) {
    return std::uint64_t{sample.first} | (std::uint64_t{sample.second} << 32);
}

bool has_energy(const Sample& sample) {
    return sample.first != missing_value || sample.second != missing_value;
}

// Adds the interval between two readings of a counter. One that dropped began anew: what it shows
// then was counted since.
void add_counted(EqualIntervals& into, const Sample& from, const Sample& to) {
    ++into.count;
    if (!has_energy(from) || !has_energy(to)) {
        ++into.missing[0];
        return;
    }
    const bool reset = energy_of(to) < energy_of(from);
    into.sums[0] += reset ? energy_of(to) : energy_of(to) - energy_of(from);
    into.sums[1] += reset ? 1 : 0;
    into.zeros[0] += energy_of(to) == energy_of(from) ? 1 : 0;
}

// Adds an interval through which a reading's values held.
void add_held(EqualIntervals& into, const Sample& from) {
    ++into.count;
    const std::array<std::uint32_t, 2> values{from.first, from.second};
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] == missing_value) {
            ++into.missing[i];
        } else {
            into.sums[i] += values[i];
            into.zeros[i] += values[i] == 0 ? 1 : 0;
        }
    }
}

// The lower median of the lengths of intervals, which must be in order.
std::uint64_t median_of(const std::vector<EqualIntervals>& stretches) {
    Wide all = 0;
    for (const EqualIntervals& stretch : stretches) all += stretch.count;
    if (all == 0) return 0;
    Wide seen = 0;
    for (const EqualIntervals& stretch : stretches) {
        seen += stretch.count;
        if (seen > (all - 1) / 2) return stretch.milliseconds;
    }
    return 0;
}

std::uint64_t hold_of(const HoldRule& rule, std::uint64_t median) {
    if (!rule.longest_hold) return 3 * median;
    return *rule.longest_hold < 0 ? 0 : static_cast<std::uint64_t>(*rule.longest_hold);
}

// What the intervals of a series or a day add up to.
struct IntervalSums {
    std::uint64_t median = 0;
    std::uint64_t hold = 0;
    std::uint64_t covered = 0;
    std::array<MetricSums, 2> metrics;
};

// A counter counts through silence, so its time is not capped; where it began anew, what was drawn
// before is lost, and the time is not one for which it was present.
MetricSums energy_sums(const std::vector<EqualIntervals>& stretches) {
    Wide counted = 0;
    Wide resets = 0;
    Wide present = 0;
    Wide zero = 0;
    for (const EqualIntervals& stretch : stretches) {
        counted += stretch.sums[0];
        resets += stretch.sums[1];
        const Wide lost = std::min(stretch.count, stretch.missing[0] + stretch.sums[1]);
        present += (stretch.count - lost) * stretch.milliseconds;
        zero += stretch.zeros[0] * stretch.milliseconds;
    }
    return {exact_sum(counted), fitting(present), fitting(resets), fitting(zero)};
}

MetricSums gauge_sums(const std::vector<EqualIntervals>& stretches, std::size_t which,
                      std::uint64_t hold) {
    Wide integral = 0;
    Wide present = 0;
    Wide zero = 0;
    for (const EqualIntervals& stretch : stretches) {
        const Wide held = std::min(stretch.milliseconds, hold);
        integral += stretch.sums[which] * held;
        present += (stretch.count - std::min(stretch.count, stretch.missing[which])) * held;
        zero += stretch.zeros[which] * held;
    }
    return {exact_sum(integral), fitting(present), 0, fitting(zero)};
}

IntervalSums add_up(std::vector<EqualIntervals> stretches, Shape shape, const HoldRule& rule) {
    std::sort(stretches.begin(), stretches.end(),
              [](const EqualIntervals& left, const EqualIntervals& right) {
                  return left.milliseconds < right.milliseconds;
              });
    IntervalSums sums;
    sums.median = median_of(stretches);
    sums.hold = hold_of(rule, sums.median);
    Wide covered = 0;
    for (const EqualIntervals& stretch : stretches) {
        covered += stretch.count * std::min(stretch.milliseconds, sums.hold);
    }
    sums.covered = fitting(covered);
    if (shape == Shape::energy_only) {
        sums.metrics[0] = energy_sums(stretches);
        return sums;
    }
    sums.metrics[0] = gauge_sums(stretches, 0, sums.hold);
    if (metrics_of(shape).has_second) sums.metrics[1] = gauge_sums(stretches, 1, sums.hold);
    return sums;
}

// Goes through the readings at the edges of a series' runs, in order of time.
class Edges {
  public:
    Edges(const Track& track, const HoldRule& rule, TrackSums& sums)
        : shape_(track.shape), limit_(rule.gap_milliseconds), sums_(sums) {
        constexpr std::size_t usual_room = 8;  // of what the edges add to the interior
        stretches_.reserve(track.interior.size() + usual_room);
        for (const Interval& interval : track.interior) {
            stretches_.push_back(as_stretch(interval));
            sums_.samples += interval.count;
            if (interval.milliseconds > limit_) sums_.gaps += interval.count;
        }
        for (const Run& run : track.runs) {
            walk(run.head);
            if (run.tail.empty()) continue;
            previous_ = nullptr;  // what lies between head and tail is in the interior
            --sums_.samples;
            walk(run.tail);
        }
    }

    // Both are handed over: a fleet has many series, and copies of these would cost a good part of
    // its page.
    std::vector<EqualIntervals> take_stretches() { return std::move(stretches_); }
    std::vector<Gap> take_gaps() { return std::move(gaps_); }

  private:
    static constexpr std::size_t most_looked_at = 16;

    void walk(const std::vector<Sample>& samples) {
        for (const Sample& sample : samples) {
            if (previous_ != nullptr) step(*previous_, sample);
            if (!begun_) sums_.first = sample.time();
            begun_ = true;
            previous_ = &sample;
            sums_.last = sample.time();
            ++sums_.samples;
            sums_.conflicts += sample.conflict() ? 1 : 0;
        }
    }

    void step(const Sample& from, const Sample& to) {
        if (to.time() <= from.time()) return;
        const auto milliseconds = static_cast<std::uint64_t>(to.time() - from.time());
        if (shape_ == Shape::energy_only) {
            add_counted(stretch_of(milliseconds), from, to);
        } else {
            add_held(stretch_of(milliseconds), from);
        }
        if (to.time() - from.time() > limit_) {
            ++sums_.gaps;
            gaps_.push_back({from.time(), to.time()});
        }
    }

    // Few lengths are distinct: there is less to sort and to sum up where equal ones are one.
    EqualIntervals& stretch_of(std::uint64_t milliseconds) {
        const std::size_t looked_at = std::min(stretches_.size(), most_looked_at);
        for (std::size_t i = 0; i < looked_at; ++i) {
            if (stretches_[i].milliseconds == milliseconds) return stretches_[i];
        }
        stretches_.push_back({milliseconds, 0, {}, {}});
        return stretches_.back();
    }

    Shape shape_;
    std::int64_t limit_;
    TrackSums& sums_;
    std::vector<EqualIntervals> stretches_;
    std::vector<Gap> gaps_;
    const Sample* previous_ = nullptr;
    bool begun_ = false;
};

// The longest few, in order of time.
std::vector<Gap> longest_of(std::vector<Gap> gaps) {
    std::sort(gaps.begin(), gaps.end(), [](const Gap& left, const Gap& right) {
        const std::int64_t first = left.to - left.from;
        const std::int64_t second = right.to - right.from;
        return first != second ? first > second : left < right;
    });
    if (gaps.size() > most_gaps) gaps.resize(most_gaps);
    std::sort(gaps.begin(), gaps.end());
    return gaps;
}

bool says_nothing(const MetricSums& sums) {
    return sums.present_milliseconds == 0 && sums.integral.is_zero();
}

// Takes a metric of one series, unless another that covers more of it is there. Whether another is
// there.
bool take(MetricTable& metrics, Metric metric, const MetricSums& sums) {
    if (says_nothing(sums)) return false;
    std::optional<MetricSums>& place = metrics[static_cast<std::size_t>(metric)];
    const bool has_another = place.has_value();
    if (!place || place->present_milliseconds < sums.present_milliseconds) place = sums;
    return has_another;
}

// Takes the metrics of one series, as many as its shape has. Whether one of them was there.
bool take(MetricTable& metrics, Shape shape, const std::array<MetricSums, 2>& sums) {
    const ShapeMetrics shaped = metrics_of(shape);
    const bool has_first = take(metrics, shaped.first, sums[0]);
    return (shaped.has_second && take(metrics, shaped.second, sums[1])) || has_first;
}

}  // namespace

std::optional<Exact> MetricSums::mean() const {
    if (present_milliseconds == 0) return std::nullopt;
    return integral / exact_of(present_milliseconds);
}

std::optional<Exact> FleetSums::known_share(Metric metric) const {
    const auto& sums = metrics[static_cast<std::size_t>(metric)];
    if (!sums || covered_milliseconds.is_zero()) return std::nullopt;
    return exact_of(sums->present_milliseconds) / covered_milliseconds;
}

TrackSums sums_of(const Track& track, const HoldRule& rule) {
    TrackSums sums;
    sums.duplicates = track.duplicates;
    sums.conflicts = track.conflicts;
    Edges edges(track, rule, sums);
    IntervalSums added = add_up(edges.take_stretches(), track.shape, rule);
    sums.median_milliseconds = added.median;
    sums.hold_milliseconds = added.hold;
    sums.covered_milliseconds = added.covered;
    sums.metrics = std::move(added.metrics);
    std::vector<Gap> gaps = edges.take_gaps();
    for (const Gap& gap : track.interior_gaps) {
        if (gap.to - gap.from > rule.gap_milliseconds) gaps.push_back(gap);
    }
    sums.longest_gaps = longest_of(std::move(gaps));
    return sums;
}

DeviceSums sums_of(const DeviceUsage& device, const HoldRule& rule) {
    DeviceSums sums;
    bool first = true;
    for (const Track& track : device.tracks) {
        TrackSums series = sums_of(track, rule);
        const bool is_second = take(sums.metrics, track.shape, series.metrics);
        // Exporters give the busy time of the engine beside that of kernels.
        const bool beside = track.shape == Shape::engine_only;
        sums.two_sources = sums.two_sources || (is_second && !beside);
        if (first || series.covered_milliseconds > sums.principal.covered_milliseconds) {
            sums.principal = std::move(series);
        }
        first = false;
    }
    return sums;
}

DaySums sums_of(const DayUsage& day, const HoldRule& rule) {
    std::vector<EqualIntervals> stretches;
    stretches.reserve(day.interior.size());
    for (const Interval& interval : day.interior) stretches.push_back(as_stretch(interval));
    const IntervalSums added = add_up(std::move(stretches), day.shape, rule);
    DaySums sums{added.covered, {}};
    take(sums.metrics, day.shape, added.metrics);
    return sums;
}

void add(MetricSums& sums, const MetricSums& more) {
    sums.integral = sums.integral + more.integral;
    sums.present_milliseconds =
        fitting(Wide{sums.present_milliseconds} + more.present_milliseconds);
    sums.resets += more.resets;
    sums.zero_milliseconds = fitting(Wide{sums.zero_milliseconds} + more.zero_milliseconds);
}

void add(DaySums& day, const DaySums& series) {
    day.covered_milliseconds = std::max(day.covered_milliseconds, series.covered_milliseconds);
    for (std::size_t i = 0; i < series.metrics.size(); ++i) {
        if (series.metrics[i]) take(day.metrics, static_cast<Metric>(i), *series.metrics[i]);
    }
}

void add(FleetSums& fleet, const DeviceSums& device) {
    const TrackSums& principal = device.principal;
    add(fleet, {.devices = 1,
                .samples = principal.samples,
                .duplicates = principal.duplicates,
                .conflicts = principal.conflicts,
                .gaps = principal.gaps,
                .first = principal.first,
                .last = principal.last,
                .covered_milliseconds = exact_of(principal.covered_milliseconds),
                .metrics = device.metrics});
}

void add(FleetSums& fleet, const FleetSums& other) {
    if (other.samples != 0) {
        const bool first = fleet.samples == 0;
        fleet.first = first ? other.first : std::min(fleet.first, other.first);
        fleet.last = first ? other.last : std::max(fleet.last, other.last);
    }
    fleet.devices += other.devices;
    fleet.samples += other.samples;
    fleet.duplicates += other.duplicates;
    fleet.conflicts += other.conflicts;
    fleet.gaps += other.gaps;
    fleet.covered_milliseconds = fleet.covered_milliseconds + other.covered_milliseconds;
    for (std::size_t i = 0; i < other.metrics.size(); ++i) {
        if (!other.metrics[i]) continue;
        if (!fleet.metrics[i]) fleet.metrics[i].emplace();
        add(*fleet.metrics[i], *other.metrics[i]);
    }
}

}  // namespace flopledger
