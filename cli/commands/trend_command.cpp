// SPDX-License-Identifier: Apache-2.0
// `flopledger trend`: when a level of compute becomes affordable.
#include <fmt/core.h>

#include <utility>

#include "cli/options/commands.hpp"
#include "cli/session/chip_lookup.hpp"
#include "cli/session/request.hpp"
#include "core/count/tools/trend.hpp"
#include "core/read/data/rate_reader.hpp"
#include "core/report/tools/answers.hpp"

namespace flopledger {

namespace {

// A rate as the call gives it, else the built-in one with its source.
Derived<Ratio> rate_of(const std::optional<Range>& stated, std::string_view id, std::string label,
                       Diagnostics& diagnostics) {
    if (stated) return given(std::move(label), Ratio{*stated}, Measures::a_year);
    const std::shared_ptr<const Rate> rate = built_in_rate(id, diagnostics);
    if (rate == nullptr) return given(std::move(label), Ratio{point(1)}, Measures::a_year);
    const Citation& source = rate->sources.front();
    std::string text = fmt::format("{} ({}, as of {}); {}", citation_text(source),
                                   word(rate->confidence), to_text(rate->as_of), rate->interval);
    return cited(std::move(label), rate->per_year, Measures::a_year, std::move(text));
}

// What a dollar buys, as the call gives it or by a chip at a price.
std::optional<Derived<FlopPerDollar>> yield_of(Session& session, Diagnostics& diagnostics) {
    const TrendOptions& options = session.line.trend;
    constexpr const char* label = "FLOP a dollar buys today (k0)";
    const bool by_chip = !options.chip.name.empty() || options.price || options.utilization;
    if (options.flop_per_dollar) {
        if (by_chip) {
            tell_usage(diagnostics,
                       "--flop-per-dollar and a chip with its price exclude each other",
                       "give one: both say what a dollar buys");
        }
        return given(label, FlopPerDollar{*options.flop_per_dollar}, Measures::flop_per_dollar);
    }
    if (!by_chip) return std::nullopt;
    if (options.chip.name.empty() || !options.price || !options.utilization) {
        tell_usage(diagnostics, "what a dollar buys is not complete",
                   "give --chip, --price-per-chip-hour and --utilization together");
        return std::nullopt;
    }
    if (options.utilization->high > 1) {
        tell_usage(diagnostics, "--utilization is a share and cannot be above 1",
                   "40 percent is 40% or 0.4");
        return std::nullopt;
    }
    const auto peak = find_peak(session, options.chip, diagnostics);
    if (!peak) return std::nullopt;
    const Ratio utilization{*options.utilization};
    const DollarsPerChipSecond price = unwritten<BaseUnits{.second = -1, .chip = -1, .dollar = 1}>(
        *options.price, Measures::hourly_price);
    return computed(label, "peak x utilization x 3600 / price of a chip-hour",
                    peak->quantity() * utilization / price, Measures::flop_per_dollar,
                    {*peak, given("utilization", utilization, Measures::utilization),
                     given("price of a chip-hour", price, Measures::hourly_price)});
}

void check_question(const TrendOptions& options, bool has_yield, Diagnostics& diagnostics) {
    if (!options.flop) tell_usage(diagnostics, "--flop is missing", "it is the level asked about");
    if (options.budget && !has_yield) {
        tell_usage(diagnostics, "--budget needs what a dollar buys",
                   "give --flop-per-dollar, or --chip, --price-per-chip-hour and --utilization");
    }
    if (!has_yield && !options.frontier) {
        tell_usage(diagnostics, "nothing is asked about the level",
                   "give --frontier for when the largest run gets there, or what a dollar buys "
                   "for what it costs");
    }
}

}  // namespace

int run_trend(Session& session, Diagnostics& diagnostics) {
    const TrendOptions& options = session.line.trend;
    std::optional<Derived<FlopPerDollar>> yield = yield_of(session, diagnostics);
    if (!diagnostics.has_errors()) check_question(options, yield.has_value(), diagnostics);
    std::vector<AnswerGroup> groups;
    TrendRequest request{
        .flop = {},
        .flop_per_dollar = std::move(yield),
        .budget = std::nullopt,
        .frontier = std::nullopt,
        .price_performance = rate_of(options.price_performance, "price-performance",
                                     "growth of what a dollar buys (h)", diagnostics),
        .algorithmic_progress = rate_of(options.algorithmic_progress, "algorithmic-progress",
                                        "algorithmic progress (a)", diagnostics),
        .frontier_growth = rate_of(options.frontier_growth, "training-compute",
                                   "growth of the largest run (g)", diagnostics),
        .years = static_cast<int>(options.years.value_or(0)),
        .as_of = day_of(session, options.as_of)};
    if (!diagnostics.has_errors()) {
        request.flop = given("level of compute (C*)", Flop{*options.flop}, Measures::flop);
        if (options.budget) {
            request.budget = given("budget (B)", Dollars{*options.budget}, Measures::money);
        }
        if (options.frontier) {
            request.frontier =
                given("largest run today (C0)", Flop{*options.frontier}, Measures::flop);
        }
        groups = trend(request);
    }
    const std::string text =
        session.line.common.format == Format::json
            ? trend_json(groups, diagnostics, program_version())
            : written(session, answers_page("When a level of compute becomes affordable", groups,
                                            options.explain));
    return finish(session, text, diagnostics, plain_status(diagnostics));
}

}  // namespace flopledger
