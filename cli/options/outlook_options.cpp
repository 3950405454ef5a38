// SPDX-License-Identifier: Apache-2.0
#include "cli/options/outlook_options.hpp"

#include "cli/options/figure_options.hpp"
#include "cli/options/option_kinds.hpp"
#include "core/base/enum_words.hpp"
#include "core/count/tools/sampling.hpp"

namespace flopledger {

namespace {

// The chip whose peak is a rate, and at which precision.
void add_chip(Command& command, CommandLine& into, ChipChoice& choice) {
    const auto take = [&choice](const std::string& given) { choice.name = given; };
    command.add_text("--chip", "NAME", "Take the dense peak of this chip.", take);
    Words<Precision> words;
    for (const std::string_view word : words_of<Precision>()) {
        words.emplace_back(word, *from_word<Precision>(word));
    }
    add_words<Precision>(command, "--precision", choice.precision, words,
                         "The precision of the peak; the default is bf16.");
    command.add_texts(
        "--chips", into.data.chips, "DIR",
        "Add the chips of the folder's *.yaml files; one with the id of a built-in chip "
        "replaces it.");
}

}  // namespace

void add_explain_flag(Command& command, bool& into) {
    command.add_flag("--explain", into, "Unfold every figure to its formula, inputs and sources.");
}

void add_sampling_items(Command& command, CommandLine& into) {
    SamplingOptions& sampling = into.sampling;
    add_whole(command, "--items", sampling.items, most_items, "So many items there are to check.");
    add_whole(command, "--bad", sampling.bad, most_items, "So many of them are bad.");
    add_probability(command, "--probability", sampling.probability,
                    "Ask how many samples catch a bad item with this probability.");
    add_whole(command, "--samples", sampling.samples, most_items,
              "Ask with what probability so many samples a visit catch a bad item.");
    add_whole(command, "--visits", sampling.visits, 1'000'000,
              "Visit so many times, each time drawing anew; the default is 1.");
    add_explain_flag(command, sampling.explain);
    add_common(command, into.common);
}

void add_sampling_snapshots(Command& command, CommandLine& into) {
    SamplingOptions& sampling = into.sampling;
    add_number(command, "--flop", "FLOP", sampling.flop, Dimension::flop, "FLOP",
               "Catch training runs of so many FLOP; the guarantee is for twice as many.");
    add_number(command, "--chip-count", "N", sampling.chips, Dimension::chips, "",
               "So many chips are inspected.");
    add_number(command, "--rate", "RATE", sampling.rate, Dimension::flop_per_second, "FLOP/s",
               "The operations per second of one chip at its peak; or name the chip.");
    add_chip(command, into, sampling.chip);
    add_number(command, "--snapshots-per-day", "N", sampling.snapshots_per_day, Dimension::ratio,
               "", "So many snapshots of its memory a chip takes a day.");
    add_number(command, "--training-time", "TIME", sampling.training_time, Dimension::seconds,
               "days", "The longest that a run may take; the default is 365 days.");
    add_number(command, "--period", "TIME", sampling.period, Dimension::seconds, "days",
               "Samples are drawn once in such a time; the default is 30 days.");
    add_probability(command, "--probability", sampling.probability,
                    "Ask how many samples a period catch a run with this probability.");
    add_whole(command, "--samples", sampling.samples, most_items,
              "Ask with what probability so many samples a period catch a run.");
    add_explain_flag(command, sampling.explain);
    add_common(command, into.common);
}

void add_trend(Command& command, CommandLine& into) {
    TrendOptions& trend = into.trend;
    add_range(command, "--flop", "FLOP", trend.flop, Dimension::flop, "FLOP",
              "The level of compute that is asked about.");
    add_range(command, "--budget", "USD", trend.budget, Dimension::dollars, "USD",
              "What one run may cost, US dollars.");
    add_range(command, "--flop-per-dollar", "FLOP", trend.flop_per_dollar, Dimension::flop, "FLOP",
              "What a dollar buys today; or name a chip with its price and utilization.");
    add_range(command, "--price-per-chip-hour", "USD", trend.price, Dimension::dollars, "USD",
              "The price of an hour of the chip, US dollars.");
    add_range(command, "--utilization", "SHARE", trend.utilization, Dimension::ratio, "",
              "The share of the chip's dense peak that a run makes.");
    add_chip(command, into, trend.chip);
    add_range(command, "--frontier", "FLOP", trend.frontier, Dimension::flop, "FLOP",
              "The largest training run of today.");
    add_range(command, "--price-performance", "RATE", trend.price_performance, Dimension::ratio, "",
              "Operations that a dollar buys grow so many times a year, instead of the built-in "
              "rate.");
    add_range(command, "--algorithmic-progress", "RATE", trend.algorithmic_progress,
              Dimension::ratio, "",
              "What an operation achieves grows so many times a year, likewise.");
    add_range(command, "--frontier-growth", "RATE", trend.frontier_growth, Dimension::ratio, "",
              "The largest run grows so many times a year, likewise.");
    add_whole(command, "--years", trend.years, 100,
              "Show where all stands after so many years, too.");
    add_date(command, "--as-of", trend.as_of, "Count years from this day; the default is today.");
    add_explain_flag(command, trend.explain);
    add_common(command, into.common);
}

}  // namespace flopledger
