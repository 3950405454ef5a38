// SPDX-License-Identifier: Apache-2.0
#include "core/report/words/derivation_page.hpp"

#include <fmt/core.h>

#include "core/base/figure_text.hpp"

namespace flopledger {

namespace {

// `0.974 (0.953 .. 1.06)`.
std::string ratio_text(const KnownRange& ratio) {
    const std::string best = ratio.has_best
                                 ? plain_figure(ratio.range.best)
                                 : "at most " + plain_figure(rounded_up(ratio.range.high, 3));
    const std::string span = plain_figure(ratio.range);
    if (!ratio.has_best && ratio.range.low.is_zero()) return best;
    return span == best ? best : fmt::format("{} ({})", best, span);
}

}  // namespace

std::string value_text(const Derivation& figure_tree) {
    const Range& range = figure_tree.value;
    const Measures measures = figure_tree.measures;
    const std::string_view unit = figure_tree.unit();
    const bool is_data = measures == Measures::bytes || measures == Measures::bytes_per_second ||
                         measures == Measures::bytes_per_token ||
                         measures == Measures::bytes_per_chip;
    if (is_data) return prefixed(range, unit);
    // A ratio that was computed is rounded; what somebody stated is shown as it stands, and how
    // many samples to draw is no figure to be rounded.
    const bool is_ratio = unit.empty() && !figure_tree.formula.empty();
    const bool is_sample = measures == Measures::samples || measures == Measures::samples_a_visit;
    const bool is_count = is_sample && range.is_point() && range.best.is_whole() &&
                          range.best < Exact::power_of_ten(15);
    const bool is_open = figure_tree.is_open && !range.low.is_zero();
    const std::string value = is_count                            ? grouped(range.best)
                              : unit == unit_text(Measures::flop) ? figure(figure_tree.known())
                              : is_ratio                          ? ratio_text(figure_tree.known())
                              : is_open                           ? ">= " + input_figure(range.low)
                                                                  : input_figure(range);
    const bool is_unknown = figure_tree.is_open && range.low.is_zero();
    return unit.empty() || is_unknown ? value : fmt::format("{} {}", value, unit);
}

std::string place_text(const Place& place) {
    if (place.line == 0) return place.file;
    return fmt::format("{}:{}", place.file, place.line);
}

PageStep step_of(const Derivation& tree) {
    PageStep step;
    step.label = tree.label;
    step.formula = tree.formula;
    step.value = tree.known();
    step.text = value_text(tree);
    step.unit = tree.unit();
    step.source = tree.source;
    if (tree.place) step.place = place_text(*tree.place);
    for (const Finding& finding : tree.findings) {
        step.findings.push_back({std::string(finding.name.text), finding.message});
    }
    for (const Derivation& input : tree.inputs) step.inputs.push_back(step_of(input));
    return step;
}

PageFigures figures_of(const std::vector<Derivation>& trees) {
    PageFigures figures;
    for (const Derivation& tree : trees) figures.figures.push_back({"", step_of(tree)});
    return figures;
}

}  // namespace flopledger
