// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/logged_amount.hpp"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "core/count/figures/log_figure_names.hpp"
#include "core/count/models/trainer_flop.hpp"

namespace flopledger {

namespace {

// What logs tell of one unit, and the least of it where they may be copies.
struct Told {
    Exact all;
    Exact least;
    Exact in_doubt{};  // so much more there may be
};

// An amount of which not all may have been executed, and of whose beginning nothing was told.
template <BaseUnits units>
Quantity<units> in_doubt(const Told& told, const Quantity<units>& each, const FeedDoubts& doubts) {
    const Exact& least = doubts.copies ? told.least : told.all;
    const Range& value = each.value;
    return {{value.low * least, value.best * least,
             value.high * (told.all + told.in_doubt) * (Exact(1) + doubts.not_shown)}};
}

template <BaseUnits units>
Derived<Quantity<units>> executed(std::string label, const Told& told, const Quantity<units>& each,
                                  MeasureBeside<units> measures, const FeedDoubts& doubts,
                                  const Place& place) {
    auto figure = stated(std::move(label), in_doubt(told, each, doubts), measures, place);
    figure.source = doubts.source;
    return figure;
}

Told tokens_told(const TrainingSums& sums) {
    return {exact_of(sums.executed_tokens), exact_of(sums.least_tokens),
            exact_of(sums.tokens_in_doubt)};
}

Told samples_told(const TrainingSums& sums) {
    return {exact_of(sums.executed_samples), exact_of(sums.least_samples),
            exact_of(sums.samples_in_doubt)};
}

Told iterations_told(const TrainingSums& sums) {
    return {exact_of(sums.executed_iterations), exact_of(sums.least_iterations), Exact()};
}

Fed as_logged(const TrainingFeed& feed, const FeedDoubts& doubts, const Place& place) {
    if (is_fed_by_examples(feed.phase)) {
        return executed("examples executed", samples_told(feed.sums), Examples{point(1)},
                        Measures::examples, doubts, place);
    }
    return executed("tokens executed", tokens_told(feed.sums), Tokens{point(1)}, Measures::tokens,
                    doubts, place);
}

// Sequences of all iterations, by the ledger's batch; nothing where it states none.
std::optional<Derived<Examples>> sequences_of(const TrainingFeed& feed, const FeedDoubts& doubts,
                                              const Place& place) {
    const auto& batch = feed.phase.global_batch_size;
    if (batch) {
        const Examples all = in_doubt(iterations_told(feed.sums), batch->value, doubts);
        auto each =
            stated("sequences of an iteration", batch->value, Measures::examples, batch->place);
        auto figure = computed("sequences executed", "iterations x sequences of an iteration", all,
                               Measures::examples, {std::move(each)});
        figure.source = doubts.source;
        return figure;
    }
    if (feed.sums.executed_samples == 0) return std::nullopt;
    return executed("sequences executed", samples_told(feed.sums), Examples{point(1)},
                    Measures::examples, doubts, place);
}

Fed per_iteration(const TrainingFeed& feed, const FeedDoubts& doubts, const Place& place) {
    const OperationsPhase& phase = feed.phase;
    if (const auto& each = phase.tokens_per_iteration) {
        const Tokens all = in_doubt(iterations_told(feed.sums), each->value, doubts);
        auto figure = computed(
            "tokens executed", "iterations x tokens of an iteration", all, Measures::tokens,
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
        feed.phase, executed("total_flos of the trainer",
                             Told{feed.sums.executed_flop, feed.sums.least_flop, Exact()},
                             Flop{point(1)}, Measures::flop, doubts, place));
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
    return {std::move(both),
            {about_trainer_flop(), {name::tokens_by_length, how + ": the high end"}}};
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

LoggedAmount amount_by(AmountSource source, const TrainingFeed& feed, const FeedDoubts& doubts,
                       const Place& place) {
    switch (source) {
        case AmountSource::none:
            break;
        case AmountSource::logged:
            return logged(feed, doubts, place);
        case AmountSource::per_iteration:
            return {per_iteration(feed, doubts, place), {}};
        case AmountSource::up_to_length:
            return up_to_length(feed, doubts, place);
        case AmountSource::trainer_flop:
            return {by_flop(feed, doubts, place), {about_trainer_flop()}};
    }
    assert(false);
    return {};
}

}  // namespace

LoggedAmount logged_amount(const Activity& activity, const TrainingFeed& feed,
                           const FeedDoubts& doubts) {
    const AmountSource source = amount_source(feed);
    LoggedAmount amount = amount_by(source, feed, doubts, activity.logs->place);
    const bool by_tokens = source == AmountSource::logged || source == AmountSource::per_iteration;
    const auto* tokens = std::get_if<Derived<Tokens>>(&amount.fed);
    if (!by_tokens || tokens == nullptr || !tells_by_flop(feed)) return amount;
    if (auto beside =
            beside_trainer_flop(feed.phase, tokens->quantity(), feed.sums.executed_flop)) {
        amount.findings.push_back(std::move(*beside));
    }
    return amount;
}

}  // namespace flopledger
