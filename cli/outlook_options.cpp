// SPDX-License-Identifier: Apache-2.0
#include "cli/outlook_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/figure_options.hpp"
#include "cli/option_kinds.hpp"
#include "core/count/sampling.hpp"
#include "core/facts/enum_words.hpp"

namespace flopledger {

namespace {

// The chip whose peak is a rate, and at which precision.
void add_chip(CLI::App& app, CommandLine& into, ChipChoice& choice) {
    const auto take = [&choice](const std::string& given) { choice.name = given; };
    add_text(app, "--chip", "NAME", "Take the dense peak of this chip.", take);
    Words<Precision> words;
    for (const std::string_view word : words_of<Precision>()) {
        words.emplace_back(word, *from_word<Precision>(word));
    }
    add_words<Precision>(app, "--precision", choice.precision, words,
                         "The precision of the peak; the default is bf16.");
    add_texts(app, "--chips", into.data.chips, "DIR",
              "Add the chips of the folder's *.yaml files; one with the id of a built-in chip "
              "replaces it.");
}

}  // namespace

void add_explain_flag(CLI::App& app, bool& into) {
    app.add_flag("--explain", into, "Unfold every figure to its formula, inputs and sources.");
}

void add_sampling_items(CLI::App& app, CommandLine& into) {
    SamplingOptions& sampling = into.sampling;
    add_whole(app, "--items", sampling.items, most_items, "So many items there are to check.");
    add_whole(app, "--bad", sampling.bad, most_items, "So many of them are bad.");
    add_probability(app, "--probability", sampling.probability,
                    "Ask how many samples catch a bad item with this probability.");
    add_whole(app, "--samples", sampling.samples, most_items,
              "Ask with what probability so many samples a visit catch a bad item.");
    add_whole(app, "--visits", sampling.visits, 1'000'000,
              "Visit so many times, each time drawing anew; the default is 1.");
    add_explain_flag(app, sampling.explain);
    add_common(app, into.common);
}

void add_sampling_snapshots(CLI::App& app, CommandLine& into) {
    SamplingOptions& sampling = into.sampling;
    add_number(app, "--flop", "FLOP", sampling.flop, Dimension::flop, "FLOP",
               "Catch training runs of so many FLOP; the guarantee is for twice as many.");
    add_number(app, "--chip-count", "N", sampling.chips, Dimension::chips, "",
               "So many chips are inspected.");
    add_number(app, "--rate", "RATE", sampling.rate, Dimension::flop_per_second, "FLOP/s",
               "The operations per second of one chip at its peak; or name the chip.");
    add_chip(app, into, sampling.chip);
    add_number(app, "--snapshots-per-day", "N", sampling.snapshots_per_day, Dimension::ratio, "",
               "So many snapshots of its memory a chip takes a day.");
    add_number(app, "--training-time", "TIME", sampling.training_time, Dimension::seconds, "days",
               "The longest that a run may take; the default is 365 days.");
    add_number(app, "--period", "TIME", sampling.period, Dimension::seconds, "days",
               "Samples are drawn once in such a time; the default is 30 days.");
    add_probability(app, "--probability", sampling.probability,
                    "Ask how many samples a period catch a run with this probability.");
    add_whole(app, "--samples", sampling.samples, most_items,
              "Ask with what probability so many samples a period catch a run.");
    add_explain_flag(app, sampling.explain);
    add_common(app, into.common);
}

void add_trend(CLI::App& app, CommandLine& into) {
    TrendOptions& trend = into.trend;
    add_range(app, "--flop", "FLOP", trend.flop, Dimension::flop, "FLOP",
              "The level of compute that is asked about.");
    add_range(app, "--budget", "USD", trend.budget, Dimension::dollars, "USD",
              "What one run may cost, US dollars.");
    add_range(app, "--flop-per-dollar", "FLOP", trend.flop_per_dollar, Dimension::flop, "FLOP",
              "What a dollar buys today; or name a chip with its price and utilization.");
    add_range(app, "--price-per-chip-hour", "USD", trend.price, Dimension::dollars, "USD",
              "The price of an hour of the chip, US dollars.");
    add_range(app, "--utilization", "SHARE", trend.utilization, Dimension::ratio, "",
              "The share of the chip's dense peak that a run makes.");
    add_chip(app, into, trend.chip);
    add_range(app, "--frontier", "FLOP", trend.frontier, Dimension::flop, "FLOP",
              "The largest training run of today.");
    add_range(app, "--price-performance", "RATE", trend.price_performance, Dimension::ratio, "",
              "Operations that a dollar buys grow so many times a year, instead of the built-in "
              "rate.");
    add_range(app, "--algorithmic-progress", "RATE", trend.algorithmic_progress, Dimension::ratio,
              "", "What an operation achieves grows so many times a year, likewise.");
    add_range(app, "--frontier-growth", "RATE", trend.frontier_growth, Dimension::ratio, "",
              "The largest run grows so many times a year, likewise.");
    add_whole(app, "--years", trend.years, 100, "Show where all stands after so many years, too.");
    add_date(app, "--as-of", trend.as_of, "Count years from this day; the default is today.");
    add_explain_flag(app, trend.explain);
    add_common(app, into.common);
}

}  // namespace flopledger
