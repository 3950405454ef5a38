// SPDX-License-Identifier: Apache-2.0
#include "core/count/token_count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/chip_time.hpp"
#include "core/count/log_figure_names.hpp"
#include "core/count/operation_counting.hpp"
#include "core/usage/training_feed.hpp"

namespace flopledger {

namespace {

// What the trainer's log says that a model was fed. Where logs may hold some iterations twice, at
// least the share that was kept was executed.
Fed executed(const TrainingFeed& feed, const Exact& share, const std::string& source,
             const Place& place) {
    const auto between = [&share](std::uint64_t count) {
        const Exact all = exact_of(count);
        return Range{all * share, all * share, all};
    };
    if (is_fed_by_examples(feed.phase)) {
        auto examples = stated("examples executed", Examples{between(feed.sums.executed_samples)},
                               Measures::examples, place);
        examples.source = source;
        return examples;
    }
    auto tokens = stated("tokens executed", Tokens{between(feed.sums.executed_tokens)},
                         Measures::tokens, place);
    tokens.source = source;
    return tokens;
}

// The extent of one input: iterations, and times where it has them.
struct Extent {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t from = 0;
    std::int64_t to = 0;
};

// Whether two inputs hold the same iterations and do not tell by their times that they were
// executed twice: copies of one log are counted with the run, not beside it.
bool may_overlap(const std::vector<TrainingStretch>& stretches) {
    std::map<std::uint32_t, Extent> inputs;
    for (const TrainingStretch& stretch : stretches) {
        const auto [place, added] = inputs.try_emplace(
            stretch.input, Extent{stretch.first_iteration, stretch.last_iteration,
                                  stretch.first_time, stretch.last_time});
        if (added) continue;
        Extent& extent = place->second;
        extent.first = std::min(extent.first, stretch.first_iteration);
        extent.last = std::max(extent.last, stretch.last_iteration);
        extent.from = std::min(extent.from, stretch.first_time);
        extent.to = std::max(extent.to, stretch.last_time);
    }
    std::vector<Extent> list;
    for (const auto& [input, extent] : inputs) list.push_back(extent);
    std::sort(list.begin(), list.end(),
              [](const Extent& left, const Extent& right) { return left.first < right.first; });
    for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t j = i + 1; j < list.size() && list[j].first <= list[i].last; ++j) {
            const bool timed = list[i].from != 0 && list[j].from != 0;
            if (!timed || (list[i].from < list[j].to && list[j].from < list[i].to)) return true;
        }
    }
    return false;
}

// How many chips a trainer's log is about.
Exact devices_of(const Activity& activity, const std::vector<TrainingStretch>& stretches) {
    std::uint64_t devices = 0;
    for (const TrainingStretch& stretch : stretches) devices = std::max(devices, stretch.devices);
    if (devices != 0) return exact_of(devices);
    Exact stated;
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (phase.chips) stated = larger(stated, phase.chips->value.value.high);
    }
    return stated;
}

// The time of a log: of its iterations or between its first and last line, stretch by stretch;
// where several overlap, the whole counts once.
struct LoggedTime {
    Exact stretches;  // milliseconds
    Exact span;       // from the first line of all to the last
};

LoggedTime time_of(const std::vector<TrainingStretch>& stretches) {
    LoggedTime time;
    std::int64_t first = 0;
    std::int64_t last = 0;
    for (const TrainingStretch& stretch : stretches) {
        const Exact between(stretch.last_time - stretch.first_time);
        time.stretches = time.stretches + larger(exact_of(stretch.milliseconds), between);
        if (stretch.first_time == 0) continue;
        first = first == 0 ? stretch.first_time : std::min(first, stretch.first_time);
        last = std::max(last, stretch.last_time);
    }
    time.span = larger(time.stretches, Exact(last - first));
    if (first != 0) time.stretches = smaller(time.stretches, time.span);
    return time;
}

// Chip-time that the ledger states, in milliseconds of one chip, and the most that one can do.
struct StatedTime {
    Exact milliseconds;
    const ExpectedTime* fastest = nullptr;  // the chip that can do the most
};

StatedTime stated_time(const Activity& activity, const std::vector<ExpectedTime>& expected) {
    StatedTime stated;
    const ChipSeconds second{point(1)};
    for (const ExpectedTime& time : expected) {
        const bool faster =
            stated.fastest == nullptr ||
            stated.fastest->most_in(second).value.high < time.most_in(second).value.high;
        if (faster) stated.fastest = &time;
    }
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (const auto seconds = chip_seconds_of(phase)) {
            stated.milliseconds = stated.milliseconds + seconds->value.high * 1000;
        }
    }
    return stated;
}

// What the trainer's log leaves out of the time the ledger states.
Uncovered left_out(const Activity& activity, const std::vector<ExpectedTime>& expected,
                   const std::vector<TrainingStretch>& stretches, const Flop& flop) {
    const StatedTime stated = stated_time(activity, expected);
    const LoggedTime logged = time_of(stretches);
    const Exact devices = devices_of(activity, stretches);
    const Exact chips = larger(devices, 1);
    Uncovered open;
    open.expected = logged.span * chips;
    open.said_by = "the log from first to last line";
    if (!stated.milliseconds.is_zero()) {
        open.expected = larger(open.expected, stated.milliseconds);
        open.said_by = "chip_time";
    } else if (activity.period) {
        const Exact period = Exact(86'400'000) * Exact(activity.period->days());
        open.expected = larger(open.expected, period * chips);
        open.said_by = "the period";
    }
    open.missing = open.expected - logged.stretches * chips;
    if (open.missing <= 0) {
        open.missing = 0;
        return open;
    }
    const auto seconds =
        cited("chip-time without evidence", chip_time_of_milliseconds(open.missing),
              Measures::chip_time, "by " + open.said_by);
    if (const ExpectedTime* fastest = stated.fastest) {
        open.flop = up_to(fastest->most_in(seconds.quantity()));
        open.at_most = {computed("what the log leaves out",
                                 "0 .. chip-seconds x dense peak x highest utilization measured",
                                 open.flop, Measures::flop_not_covered,
                                 {seconds, fastest->peak, fastest->best})};
    } else if (!logged.stretches.is_zero()) {
        const ChipSeconds held = chip_time_of_milliseconds(logged.stretches * chips);
        const auto rate = cited("mean rate of the time logged", high_end(flop) / held,
                                Measures::chip_rate, "this log");
        open.flop = up_to(seconds.quantity() * rate.quantity());
        open.at_most = {computed("what the log leaves out",
                                 "0 .. chip-seconds x mean rate of the time logged", open.flop,
                                 Measures::flop_not_covered, {seconds, rate})};
    }
    return open;
}

// What was executed again after a restart, with what was kept.
void tell_repeated(MethodCount& count, const TrainingSums& sums) {
    const bool by_tokens = sums.executed_tokens != 0;
    const Exact executed = exact_of(by_tokens ? sums.executed_tokens : sums.executed_samples);
    const Exact kept = exact_of(by_tokens ? sums.kept_tokens : sums.kept_samples);
    if (kept.is_zero() || executed <= kept) return;
    count.repeated = executed / kept;
    const Exact flop = count.model_flop.value.high * kept / executed;
    count.findings.push_back(
        {name::rolled_back_steps,
         fmt::format("of {} {} executed {} were kept, the others rolled back by {} restart{}: {} "
                     "FLOP were spent, {} on what was kept",
                     input_figure(executed), by_tokens ? "tokens" : "sequences", input_figure(kept),
                     sums.restarts, sums.restarts == 1 ? "" : "s",
                     figure(count.model_flop.value.high), figure(flop))});
}

std::string formats_of(const std::vector<TrainingStretch>& stretches) {
    std::set<std::string> formats;
    for (const TrainingStretch& stretch : stretches) formats.insert(stretch.format);
    std::string text;
    for (const std::string& format : formats) text += (text.empty() ? "" : ", ") + format;
    return text;
}

// The feeds counted by the rules of operation counting.
MethodCount counted(const Activity& activity, const std::vector<TrainingFeed>& feeds,
                    const Exact& share, const std::string& source) {
    std::vector<FedPhase> phases;
    for (const TrainingFeed& feed : feeds) {
        phases.push_back({feed.phase, executed(feed, share, source, activity.logs->place)});
    }
    MethodCount count = count_fed(activity, phases);
    count.method = {Method::logs, LogEvidence::tokens};
    count.derivation.label = "model FLOP by logs (tokens)";
    return count;
}

}  // namespace

std::optional<MethodCount> count_tokens(const Activity& activity,
                                        const std::vector<ExpectedTime>& expected,
                                        std::vector<Finding>& findings) {
    assert(activity.logs);
    const std::vector<TrainingStretch> stretches = stretches_of(activity);
    if (stretches.empty()) return std::nullopt;
    const auto feeds = feeds_of(activity);
    if (!feeds) {
        findings.push_back({name::tokens_without_model,
                            "the trainer's log counts iterations, and nothing says how many tokens "
                            "or what model: add `operations:` with a model and sequence_length"});
        return std::nullopt;
    }
    const TrainingSums sums = sums_of(stretches);
    const bool by_tokens = sums.executed_tokens != 0;
    const std::uint64_t executed = by_tokens ? sums.executed_tokens : sums.executed_samples;
    const std::uint64_t kept = by_tokens ? sums.kept_tokens : sums.kept_samples;
    const bool overlapping = may_overlap(stretches) && kept != 0 && kept < executed;
    const Exact share = overlapping ? exact_of(kept) / exact_of(executed) : Exact(1);
    const std::string source =
        fmt::format("{}: {} iterations, {} restart{}", formats_of(stretches),
                    sums.executed_iterations, sums.restarts, sums.restarts == 1 ? "" : "s");
    MethodCount count = counted(activity, *feeds, share, source);
    count.findings.insert(count.findings.begin(),
                          {name::logs_evidence,
                           "tokens: what the trainer itself logged as executed, times the FLOP of "
                           "a token: exact for what is in the log, and the trainer's own word"});
    if (overlapping) {
        count.findings.push_back(
            {name::training_may_overlap,
             "several logs hold the same iterations without telling by their times whether they "
             "were executed again: low and best count them once, high as often as they stand"});
    }
    tell_repeated(count, sums);
    add_uncovered(count, left_out(activity, expected, stretches, count.model_flop),
                  activity.logs->complete);
    count.model_flop = count.derivation.quantity();
    return count;
}

}  // namespace flopledger
