// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/token_count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <list>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/lists.hpp"
#include "core/count/figures/log_figure_names.hpp"
#include "core/count/logs/logged_amount.hpp"
#include "core/count/methods/chip_time.hpp"
#include "core/count/methods/operation_counting.hpp"
#include "core/usage/run_history.hpp"
#include "core/usage/training_feed.hpp"

namespace flopledger {

namespace {

// The extent of one input: iterations, and times where it has them.
struct Extent {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t from = 0;
    std::int64_t to = 0;
    const TrainingStretch* state = nullptr;  // that tells its history
};

// Whether the histories of two states tell what they have in common.
bool told_by_histories(const Extent& one, const Extent& other) {
    return one.state != nullptr && other.state != nullptr && shared_until(*one.state, *other.state);
}

// Whether two inputs hold the same iterations and do not tell by their times that they were
// executed twice: copies of one log are counted with the run, not beside it.
bool may_overlap(const std::vector<TrainingStretch>& stretches) {
    std::map<std::uint32_t, Extent> inputs;
    for (const TrainingStretch& stretch : stretches) {
        const auto [place, added] = inputs.try_emplace(
            stretch.input, Extent{stretch.first_iteration, stretch.last_iteration,
                                  stretch.first_time, stretch.last_time, nullptr});
        if (!stretch.history.empty()) place->second.state = &stretch;
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
            if (told_by_histories(list[i], list[j])) continue;
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

// What was executed, and what of it was kept: tokens, else sequences, else iterations.
struct ExecutedAndKept {
    Exact executed;
    Exact kept;
    std::string_view unit;
};

ExecutedAndKept executed_and_kept(const TrainingSums& sums) {
    if (sums.executed_tokens != 0) {
        return {exact_of(sums.executed_tokens), exact_of(sums.kept_tokens), "tokens"};
    }
    if (sums.executed_samples != 0) {
        return {exact_of(sums.executed_samples), exact_of(sums.kept_samples), "sequences"};
    }
    return {exact_of(sums.executed_iterations), exact_of(sums.kept_iterations), "iterations"};
}

// What was executed again after a restart, with what was kept.
void tell_repeated(MethodCount& count, const TrainingSums& sums, const Flop& spent) {
    const auto [executed, kept, unit] = executed_and_kept(sums);
    if (kept.is_zero() || executed <= kept) return;
    count.repeated = executed / kept;
    const Exact& all = spent.value.high;
    count.findings.push_back(
        {name::rolled_back_steps,
         fmt::format("of {} {} executed {} were kept, the others rolled back by {} restart{}: {} "
                     "FLOP were spent, {} on what was kept",
                     input_figure(executed), unit, input_figure(kept), sums.restarts,
                     sums.restarts == 1 ? "" : "s", figure(all), figure(all * kept / executed))});
}

std::string formats_of(const std::vector<TrainingStretch>& stretches) {
    std::set<std::string> formats;
    for (const TrainingStretch& stretch : stretches) formats.insert(stretch.format);
    std::string text;
    for (const std::string& format : formats) text += (text.empty() ? "" : ", ") + format;
    return text;
}

// The sequence length that the logs of a feed state where the ledger states another; of several the
// longest.
std::optional<Exact> other_length(const TrainingFeed& feed) {
    const auto& stated = feed.phase.lengths.text;
    if (!stated || !feed.phase.model || is_fed_by_examples(feed.phase)) return std::nullopt;
    std::uint64_t longest = 0;
    for (const TrainingStretch& stretch : feed.stretches) {
        longest = std::max(longest, stretch.sequence_length);
    }
    if (longest == 0 || stated->value == exact_of(longest)) return std::nullopt;
    return exact_of(longest);
}

// Where the logs state another sequence length than the ledger, attention is counted over both: the
// range holds what either makes.
void count_other_lengths(const Activity& activity, const std::vector<TrainingFeed>& feeds,
                         const std::vector<FedPhase>& phases, MethodCount& count) {
    std::string lengths;
    std::list<OperationsPhase> as_logged;
    std::vector<FedPhase> fed;
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        OperationsPhase& phase = as_logged.emplace_back(feeds[i].phase);
        if (const auto other = other_length(feeds[i])) {
            Exact& length = phase.lengths.text->value;
            lengths = fmt::format("sequence_length is {}, and the logs have sequences of {}",
                                  length.text(), other->text());
            length = *other;
        }
        fed.push_back({phase, phases[i].fed});
    }
    if (lengths.empty()) return;
    const MethodCount by_logs = count_fed(activity, fed);
    const Range& one = count.model_flop.value;
    const Range& two = by_logs.model_flop.value;
    const Flop both{{smaller(one.low, two.low), one.best, larger(one.high, two.high)}};
    count.derivation = computed("model FLOP by operation counting",
                                "by sequence_length, and as far as by that of the logs", both,
                                Measures::flop, {count.derivation, by_logs.derivation});
    count.model_flop = both;
    if (count.hardware_flop && by_logs.hardware_flop) {
        const Range& here = count.hardware_flop->value;
        const Range& there = by_logs.hardware_flop->value;
        count.hardware_flop =
            Flop{{smaller(here.low, there.low), here.best, larger(here.high, there.high)}};
    }
    count.findings.push_back({name::sequence_length_differs,
                              lengths + ": the range holds what attention over either makes"});
}

// The feeds counted by the rules of operation counting.
MethodCount counted(const Activity& activity, const std::vector<TrainingFeed>& feeds,
                    const FeedDoubts& doubts) {
    std::vector<FedPhase> phases;
    std::vector<Finding> findings;
    bool logged = true;
    bool part_only = false;
    for (const TrainingFeed& feed : feeds) {
        const AmountSource source = amount_source(feed);
        logged = logged && source == AmountSource::logged;
        part_only = part_only || (source == AmountSource::trainer_flop && feed.sums.flop_of_part);
        LoggedAmount amount = logged_amount(activity, feed, doubts);
        phases.push_back({feed.phase, std::move(amount.fed)});
        for (const Finding& finding : amount.findings) add_once_by_name(findings, finding);
    }
    MethodCount count = count_fed(activity, phases);
    count_other_lengths(activity, feeds, phases, count);
    count.part_only = part_only;
    count.method = {Method::logs, LogEvidence::tokens};
    count.derivation.label = "model FLOP by logs (tokens)";
    findings.insert(
        findings.begin(),
        {name::logs_evidence,
         logged ? "tokens: what the trainer itself logged as executed, times the FLOP of a token: "
                  "exact for what is in the log, and the trainer's own word"
                : "tokens: the iterations that the trainer itself logged as executed, made tokens "
                  "by what else is known of them, times the FLOP of a token"});
    count.findings.insert(count.findings.begin(), findings.begin(), findings.end());
    return count;
}

// Iterations of the run that the logs do not show: before their first, unless whoever cut the logs
// to a stretch of time or calls them complete left those out on purpose; and at their ends, in rows
// that cannot be read.
Exact not_shown(const Activity& activity, const TrainingSums& sums) {
    const LogsStatement& logs = *activity.logs;
    const Exact after = exact_of(sums.not_read_after);
    if (logs.complete || logs.usage->rejected.contains("out-of-window")) return after;
    return exact_of(sums.not_shown_before) + after;
}

// Says that the high end holds iterations that the logs do not show.
void tell_not_shown(MethodCount& count, const TrainingSums& sums, const Exact& iterations) {
    if (iterations.is_zero()) return;
    const bool all_after = iterations == exact_of(sums.not_read_after);
    const std::string where =
        all_after ? "in rows at the end of the logs that cannot be read"
                  : "before the first in the logs, or in rows at their end that cannot be read";
    const std::string remedy =
        all_after ? ""
                  : "; name the logs that show them, or write `complete: true` where they are "
                    "no part of this activity";
    count.findings.push_back(
        {name::iterations_missing,
         fmt::format("{} iterations of the run are not shown, {}: the high end holds as many again "
                     "at their mean{}",
                     input_figure(iterations), where, remedy)});
}

}  // namespace

std::optional<MethodCount> count_tokens(const Activity& activity,
                                        const std::vector<ExpectedTime>& expected,
                                        std::vector<Finding>& findings) {
    assert(activity.logs);
    const std::vector<TrainingStretch> stretches = stretches_of(activity);
    if (stretches.empty()) return std::nullopt;
    const TrainingFeeds feeds = feeds_of(activity);
    if (!feeds.lacking.empty()) {
        findings.push_back(
            {name::tokens_without_model, fmt::format("{}: {}", feeds.lacking, feeds.remedy)});
        return std::nullopt;
    }
    const TrainingSums sums = sums_of(stretches);
    const auto [executed, kept, unit] = executed_and_kept(sums);
    const bool overlapping = may_overlap(stretches) && !kept.is_zero() && kept < executed;
    FeedDoubts doubts;
    doubts.copies = overlapping;
    const Exact hidden = not_shown(activity, sums);
    doubts.not_shown = hidden / exact_of(sums.executed_iterations);
    doubts.source =
        fmt::format("{}: {} iterations, {} restart{}", formats_of(stretches),
                    sums.executed_iterations, sums.restarts, sums.restarts == 1 ? "" : "s");
    MethodCount count = counted(activity, feeds.list, doubts);
    if (overlapping) {
        count.findings.push_back(
            {name::training_may_overlap,
             "several logs hold the same iterations without telling by their times whether they "
             "were executed again: low and best count them once, high as often as they stand"});
    }
    tell_not_shown(count, sums, hidden);
    const Flop shown = high_end(count.model_flop) / (Exact(1) + doubts.not_shown);
    tell_repeated(count, sums, shown);
    add_uncovered(count, left_out(activity, expected, stretches, shown), activity.logs->complete);
    count.model_flop = count.derivation.quantity();
    return count;
}

}  // namespace flopledger
