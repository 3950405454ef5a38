// SPDX-License-Identifier: Apache-2.0
#include "core/count/logged_amount.hpp"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "core/count/log_figure_names.hpp"
#include "core/count/trainer_flop.hpp"

namespace flopledger {

namespace {

// An amount of which not all may have been executed, and of whose beginning nothing was told.
template <BaseUnits units>
Quantity<units> in_doubt(const Quantity<units>& told, const FeedDoubts& doubts) {
    const Range& value = told.value;
    return {{value.low * doubts.share, value.best * doubts.share,
             value.high * (Exact(1) + doubts.not_shown)}};
}

template <BaseUnits units>
Derived<Quantity<units>> executed(std::string label, const Quantity<units>& told,
                                  MeasureBeside<units> measures, const FeedDoubts& doubts,
                                  const Place& place) {
    auto figure = stated(std::move(label), in_doubt(told, doubts), measures, place);
    figure.source = doubts.source;
    return figure;
}

Fed as_logged(const TrainingFeed& feed, const FeedDoubts& doubts, const Place& place) {
    if (is_fed_by_examples(feed.phase)) {
        return executed("examples executed", Examples{point(exact_of(feed.sums.executed_samples))},
                        Measures::examples, doubts, place);
    }
    return executed("tokens executed", Tokens{point(exact_of(feed.sums.executed_tokens))},
                    Measures::tokens, doubts, place);
}

// Sequences of all iterations, by the ledger's batch; nothing where it states none.
std::optional<Derived<Examples>> sequences_of(const TrainingFeed& feed, const FeedDoubts& doubts,
                                              const Place& place) {
    const auto& batch = feed.phase.global_batch_size;
    if (batch) {
        const Examples all = exact_of(feed.sums.executed_iterations) * batch->value;
        auto each =
            stated("sequences of an iteration", batch->value, Measures::examples, batch->place);
        auto figure = computed("sequences executed", "iterations x sequences of an iteration",
                               in_doubt(all, doubts), Measures::examples, {std::move(each)});
        figure.source = doubts.source;
        return figure;
    }
    if (feed.sums.executed_samples == 0) return std::nullopt;
    return executed("sequences executed", Examples{point(exact_of(feed.sums.executed_samples))},
                    Measures::examples, doubts, place);
}

Fed per_iteration(const TrainingFeed& feed, const FeedDoubts& doubts, const Place& place) {
    const OperationsPhase& phase = feed.phase;
    if (const auto& each = phase.tokens_per_iteration) {
        const Tokens all = exact_of(feed.sums.executed_iterations) * each->value;
        auto figure = computed(
            "tokens executed", "iterations x tokens of an iteration", in_doubt(all, doubts),
            Measures::tokens,
            {stated("tokens of an iteration", each->value, Measures::tokens, each->place)});
        figure.source = doubts.source;
        return figure;
    }
    auto sequences = sequences_of(feed, doubts, place);
    assert(sequences);
    if (is_fed_by_examples(phase)) return *sequences;
    assert(phase.lengths.text);
    const TokensPerExample length{point(phase.lengths.text->value)};
    const Tokens tokens = sequences->quantity() * length;
    return computed(
        "tokens executed", "sequences x sequence length", tokens, Measures::tokens,
        {std::move(*sequences), stated("sequence length", length, Measures::tokens_per_example,
                                       phase.lengths.text->place)});
}

Derived<Tokens> by_flop(const TrainingFeed& feed, const FeedDoubts& doubts, const Place& place) {
    return tokens_by_trainer_flop(
        feed.phase, executed("total_flos of the trainer", Flop{point(feed.sums.executed_flop)},
                             Measures::flop, doubts, place));
}

Finding about_flop() {
    return {name::tokens_by_trainer_flop,
            "the tokens follow from the trainer's total_flos, which is 6 x tokens x parameters: "
            "without and with embeddings and adapters. Where it split parameters over devices "
            "(ZeRO stage 3, FSDP) it counted a part of them, and this is too low: then state "
            "`tokens`, or `tokens_per_iteration`"};
}

// Sequences of any length up to the sequence length bound the tokens, and the trainer's own count
// says how many they were, unless it counted a part of the parameters: the high end is the larger.
LoggedAmount up_to_length(const TrainingFeed& feed, const FeedDoubts& doubts, const Place& place) {
    const auto most = std::get<Derived<Tokens>>(per_iteration(feed, doubts, place));
    const std::string how = "sequences of the trainer are up to sequence_length long";
    if (!tells_by_flop(feed)) {
        auto bound = computed("tokens executed", "at most sequences x sequence length",
                              at_most(most.quantity()), Measures::tokens, {most});
        return {std::move(bound),
                {{name::tokens_by_length,
                  how + ": taken as an upper bound; padded or packed to it they are just so many, "
                        "which `tokens_per_iteration` says"}}};
    }
    const auto counted = by_flop(feed, doubts, place);
    const Tokens fewer = smaller_ends(counted.quantity(), most.quantity());
    const Tokens more = larger_ends(counted.quantity(), most.quantity());
    auto both = computed("tokens executed", "by total_flos .. sequences x sequence length",
                         with_high_of(fewer, more), Measures::tokens, {counted, most});
    return {std::move(both), {about_flop(), {name::tokens_by_length, how + ": the high end"}}};
}

// What a log says, unless the ledger says more of its iterations: then the high end is that.
LoggedAmount logged(const TrainingFeed& feed, const FeedDoubts& doubts, const Place& place) {
    LoggedAmount amount{as_logged(feed, doubts, place), {}};
    const OperationsPhase& phase = feed.phase;
    const bool stated =
        phase.tokens_per_iteration || (phase.global_batch_size && phase.lengths.text);
    if (!stated || is_fed_by_examples(phase)) return amount;
    const auto by_log = std::get<Derived<Tokens>>(amount.fed);
    const auto by_ledger = std::get<Derived<Tokens>>(per_iteration(feed, doubts, place));
    // What a log rounds to three digits is within 1 %.
    if (by_ledger.value.high * 100 <= by_log.value.high * 101) return amount;
    amount.fed = computed("tokens executed", "as logged, and as far as the ledger says",
                          with_high_of(by_log.quantity(), by_ledger.quantity()), Measures::tokens,
                          {by_log, by_ledger});
    amount.findings = {{name::iteration_size_differs,
                        "the ledger says more of an iteration than the logs hold: the high end "
                        "goes by the ledger"}};
    return amount;
}

}  // namespace

LoggedAmount logged_amount(const Activity& activity, const TrainingFeed& feed,
                           const FeedDoubts& doubts) {
    const Place& place = activity.logs->place;
    switch (amount_source(feed)) {
        case AmountSource::none:
            break;
        case AmountSource::logged:
            return logged(feed, doubts, place);
        case AmountSource::per_iteration:
            return {per_iteration(feed, doubts, place), {}};
        case AmountSource::up_to_length:
            return up_to_length(feed, doubts, place);
        case AmountSource::trainer_flop:
            return {by_flop(feed, doubts, place), {about_flop()}};
    }
    assert(false);
    return {};
}

}  // namespace flopledger
