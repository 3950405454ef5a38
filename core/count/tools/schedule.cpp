// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/schedule.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "core/base/enum_words.hpp"
#include "core/base/utc_time.hpp"
#include "core/count/methods/chip_time.hpp"
#include "core/usage/usage_sums.hpp"

namespace flopledger {

namespace {

constexpr Date first_day{1970, 1, 1};
constexpr std::int64_t day_seconds = 86'400;

// From the first moment that logs speak of to the last, in milliseconds since 1970.
struct LogSpan {
    std::int64_t first = 0;
    std::int64_t last = 0;

    // Takes in a stretch; a moment of zero is one that nobody knows.
    void add(std::int64_t from, std::int64_t to) {
        if (from > 0) first = first == 0 ? from : std::min(first, from);
        last = std::max(last, to);
    }
};

std::optional<LogSpan> span_of(const Activity& activity) {
    if (!activity.logs || activity.logs->usage == nullptr) return std::nullopt;
    const Usage& usage = *activity.logs->usage;
    LogSpan span;
    for (const DeviceUsage& device : usage.devices) {
        for (const Track& track : device.tracks) {
            const TrackSums sums = sums_of(track, activity.logs->hold);
            if (sums.samples > 0) span.add(sums.first, sums.last);
        }
    }
    for (const TrainingStretch& stretch : usage.training) {
        span.add(stretch.first_time, stretch.last_time);
    }
    for (const JobUsage& job : usage.jobs) {
        const auto seconds = static_cast<std::int64_t>(job.seconds);
        span.add(job.start * 1000, (job.end > 0 ? job.end : job.start + seconds) * 1000);
    }
    if (span.first == 0 || span.last <= span.first) return std::nullopt;
    return span;
}

Exact seconds_of(std::int64_t milliseconds) { return Exact::ratio(milliseconds, 1000); }

// How long chip-time takes by its own words, seconds; nothing where it gives chip-hours alone.
std::optional<Exact> duration_of(const Activity& activity) {
    if (activity.chip_time.empty()) return std::nullopt;
    Exact sum;
    for (const ChipTimePhase& phase : activity.chip_time) {
        const auto chip_seconds = chip_seconds_of(phase);
        if (!phase.chips || !chip_seconds || phase.chips->value.value.best.is_zero()) {
            return std::nullopt;
        }
        sum = sum + chip_seconds->quantity().value.best / phase.chips->value.value.best;
    }
    return sum.is_zero() ? std::nullopt : std::optional(sum);
}

Scheduled logged(const ActivityCount& count, const LogSpan& span, const ScheduleRequest& request) {
    const Activity& activity = *count.activity;
    const Exact last = seconds_of(span.last);
    Scheduled entry{&count, ScheduleBasis::logs, seconds_of(span.first), last, last};
    // A period that begins before the logs is time without readings, which the count has in it.
    if (activity.period) entry.from = smaller(entry.from, moment_of(activity.period->from));
    const std::optional<Date>& stop = request.until ? request.until : activity.goes_on_until;
    if (stop) entry.stop = larger(last, moment_of(*stop));
    return entry;
}

}  // namespace

Flop Scheduled::flop_in(const Exact& seconds) const {
    return seconds / (to - from) * activity->flop;
}

Exact moment_of(const Date& day) { return Exact(days_between(first_day, day)) * day_seconds; }

Date day_at(const Exact& moment) {
    const Exact day = (moment / day_seconds).floor();
    return day_of_number(day.to_int64());
}

Date day_ending_at(const Exact& moment) {
    const Exact days = moment / day_seconds;
    const Exact day = days.is_whole() ? days - 1 : days.floor();
    return day_of_number(day.to_int64());
}

std::shared_ptr<const Ledger> logged_so_far(std::shared_ptr<const Ledger> ledger) {
    std::shared_ptr<Ledger> cut;
    for (std::size_t index = 0; index < ledger->activities.size(); ++index) {
        const Activity& activity = ledger->activities[index];
        const auto span = span_of(activity);
        if (!span || !activity.period) continue;
        const Date after = day_of_number(span->last / (day_seconds * 1000) + 1);
        if (activity.period->to <= after || after <= activity.period->from) continue;
        if (cut == nullptr) cut = std::make_shared<Ledger>(*ledger);
        Activity& shortened = cut->activities[index];
        shortened.goes_on_until = shortened.period->to;
        shortened.period->to = after;
    }
    return cut == nullptr ? std::move(ledger) : cut;
}

Schedule schedule_of(const LedgerCount& count, const ScheduleRequest& request) {
    Schedule schedule;
    Exact next = request.from ? moment_of(*request.from) : Exact();
    for (const ActivityCount& one : count.activities) {
        const Activity& activity = *one.activity;
        const bool by_logs = one.used && one.used->method == Method::logs;
        const auto span = by_logs ? span_of(activity) : std::nullopt;
        const auto duration = request.from ? duration_of(activity) : std::nullopt;
        if (span) {
            schedule.activities.push_back(logged(one, *span, request));
        } else if (activity.period) {
            const Exact to = moment_of(activity.goes_on_until.value_or(activity.period->to));
            schedule.activities.push_back(
                {&one, ScheduleBasis::period, moment_of(activity.period->from), to, to});
        } else if (duration) {
            const Exact to = next + *duration;
            schedule.activities.push_back({&one, ScheduleBasis::sequence, next, to, to});
            next = to;
        } else {
            schedule.undated.push_back(&one);
        }
    }
    for (const Scheduled& entry : schedule.activities) {
        schedule.end = larger(schedule.end, entry.stop);
    }
    return schedule;
}

std::string_view word(ScheduleBasis basis) {
    static constexpr std::array<std::string_view, 3> words{"period", "sequence", "logs"};
    return word_at(words, basis);
}

}  // namespace flopledger
