// SPDX-License-Identifier: Apache-2.0
// `flopledger sampling items|snapshots`: how many inspections catch what is hidden.
#include <fmt/core.h>

#include "cli/options/commands.hpp"
#include "cli/session/chip_lookup.hpp"
#include "cli/session/request.hpp"
#include "core/count/tools/sampling.hpp"
#include "core/report/tools/answers.hpp"

namespace flopledger {

namespace {

// That an option which a command needs was given.
template <typename Value>
void need(const std::optional<Value>& value, std::string_view option, Diagnostics& diagnostics) {
    if (value) return;
    tell_usage(diagnostics, fmt::format("{} is missing", option), "");
}

// Of a probability and samples, one is given and the other asked.
void check_question(const SamplingOptions& options, Diagnostics& diagnostics) {
    if (options.probability.has_value() == options.samples.has_value()) {
        tell_usage(diagnostics,
                   options.samples ? "--probability and --samples exclude each other"
                                   : "neither --probability nor --samples is given",
                   "give one: the other is what comes out");
    }
}

int finish_sampling(const Session& session, const std::vector<AnswerGroup>& groups,
                    const Diagnostics& diagnostics) {
    const std::string text =
        session.line.common.format == Format::json
            ? sampling_json(groups, diagnostics, program_version())
            : written(session, answers_page("Inspections that catch what is hidden", groups,
                                            session.line.sampling.explain));
    return finish(session, text, diagnostics, plain_status(diagnostics));
}

std::optional<Derived<FlopPerChipSecond>> rate_of(Session& session, Diagnostics& diagnostics) {
    const SamplingOptions& options = session.line.sampling;
    if (options.rate.has_value() == !options.chip.name.empty()) {
        tell_usage(diagnostics,
                   options.rate ? "--rate and --chip exclude each other"
                                : "neither --rate nor --chip is given",
                   "give one: both say what a chip does at its peak");
        return std::nullopt;
    }
    const auto second =
        options.rate ? std::optional(given("rate of a chip",
                                           FlopPerChipSecond{point(*options.rate)}, Measures::peak))
                     : find_peak(session, options.chip, diagnostics);
    if (!second) return std::nullopt;
    return computed("FLOP a day and chip (a)", "86400 x rate", second->quantity(),
                    Measures::flop_per_day, {*second});
}

}  // namespace

int run_sampling_items(Session& session, Diagnostics& diagnostics) {
    const SamplingOptions& options = session.line.sampling;
    need(options.items, "--items", diagnostics);
    need(options.bad, "--bad", diagnostics);
    check_question(options, diagnostics);
    if (options.items && options.bad && *options.bad > *options.items) {
        tell_usage(diagnostics, "--bad is more than --items", "bad items are among the items");
    }
    if (options.items && options.samples && *options.samples > *options.items) {
        tell_usage(diagnostics, "--samples is more than --items",
                   "no more can be drawn than there are");
    }
    if (diagnostics.has_errors()) return finish_sampling(session, {}, diagnostics);
    const ItemSampling plan{.items = *options.items,
                            .bad = *options.bad,
                            .probability = options.probability,
                            .samples = options.samples,
                            .visits = options.visits.value_or(1)};
    return finish_sampling(session, {sample_items(plan)}, diagnostics);
}

int run_sampling_snapshots(Session& session, Diagnostics& diagnostics) {
    const SamplingOptions& options = session.line.sampling;
    constexpr std::int64_t day = 86'400;
    need(options.flop, "--flop", diagnostics);
    need(options.chips, "--chip-count", diagnostics);
    need(options.snapshots_per_day, "--snapshots-per-day", diagnostics);
    check_question(options, diagnostics);
    const auto rate = rate_of(session, diagnostics);
    if (diagnostics.has_errors() || !rate) return finish_sampling(session, {}, diagnostics);
    SnapshotSampling plan{.flop = {point(*options.flop)},
                          .chips = {point(*options.chips)},
                          .flop_per_day = *rate,
                          .snapshots = {point(*options.snapshots_per_day / day)},
                          .training_time = {point(options.training_time.value_or(365 * day))},
                          .period = {point(options.period.value_or(30 * day))}};
    plan.probability = options.probability;
    if (options.samples) plan.samples = Exact(*options.samples);
    return finish_sampling(session, {sample_snapshots(plan)}, diagnostics);
}

}  // namespace flopledger
