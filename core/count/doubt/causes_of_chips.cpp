// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/causes_of_chips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/doubt/cause_names.hpp"

namespace flopledger {

namespace {

// The chips that all phases ran on, where they state one number.
std::optional<Exact> stated_chips(const Activity& activity) {
    std::optional<Exact> chips;
    for (const ChipTimePhase& phase : activity.chip_time) {
        if (!phase.chips) return std::nullopt;
        const Exact& here = phase.chips->value.value.best;
        if (chips && *chips != here) return std::nullopt;
        chips = here;
    }
    return chips;
}

bool has_utilization(const Activity& activity) {
    const auto& phases = activity.chip_time;
    return std::any_of(phases.begin(), phases.end(),
                       [](const auto& phase) { return phase.utilization.has_value(); });
}

// Which of the two figures rests on chips and time: chip-time, or else a total that somebody
// reported.
bool rests_on_chips(const Disagreement& gap, const MethodCount& count) {
    if (count.method == Method::chip_time) return true;
    return count.method == Method::reported && !gap.has(Method::chip_time);
}

// What was done where the figure that rests on chips is the larger or the smaller one.
std::string question_of(const Disagreement& gap, const std::string& chips, const std::string& one) {
    if (rests_on_chips(gap, gap.larger)) {
        return has_utilization(gap.activity)
                   ? fmt::format(
                         "was the rate of {} divided by the peak of {}, or are chip-hours "
                         "multiplied by the chips once more?",
                         chips, one)
                   : fmt::format("are chip-hours multiplied by {} once more?", chips);
    }
    return fmt::format("are time or rate those of {} and not of {}?", one, chips);
}

// A small ratio has many causes: one of a node must come within 1 %.
constexpr int most_off_of_node = 101;

void add(CauseSearch& search, const Exact& ratio, int most_off, std::string question,
         const char* formula) {
    const Exact& gap = search.gap().ratio;
    if (ratio <= 1 || larger(ratio, gap) * 100 > smaller(ratio, gap) * most_off) return;
    Cause cause{name::chips_left_out, ratio, std::move(question)};
    cause.formula = formula;
    search.add_exact(CauseSubject::time, std::move(cause));
}

bool asks_for_chips(const Disagreement& gap) {
    return !gap.activity.chip_time.empty() &&
           (rests_on_chips(gap, gap.larger) || rests_on_chips(gap, gap.smaller));
}

// `1`, `4` and `8` chips for a time are those of one chip or node, of which a power of two may have
// run.
void consider_one_node(CauseSearch& search, const Exact& chips) {
    const Disagreement& gap = search.gap();
    const bool is_one = chips == 1 || chips == 4 || chips == 8;
    if (gap.smaller.method != Method::chip_time || !is_one) return;
    Exact nodes = 2;
    while (nodes * 2 <= gap.ratio * Exact::ratio(102, 100)) nodes = nodes * 2;
    if (larger(nodes, gap.ratio) * 100 > smaller(nodes, gap.ratio) * 102) return;
    Cause cause{name::chips_left_out, nodes,
                fmt::format("are the chips those of one {}? {} of them would close the gap",
                            chips == 1 ? "device" : "node", input_figure(nodes))};
    cause.formula = "nodes / 1, a power of two";
    search.add_exact(CauseSubject::time, std::move(cause));
}

}  // namespace

void consider_chips(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (!asks_for_chips(gap)) return;
    const auto chips = stated_chips(gap.activity);
    if (!chips) return;
    add(search, *chips, 105,
        question_of(gap, fmt::format("all {} chips", input_figure(*chips)), "one"), "chips / 1");
}

void consider_nodes(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (gap.activity.chip_time.empty() || !gap.has(Method::chip_time)) return;
    const auto chips = stated_chips(gap.activity);
    for (const int of_node : {8, 4}) {
        add(search, of_node, most_off_of_node,
            question_of(gap, fmt::format("the {} chips of a node", of_node), "one"),
            "chips of a node / 1");
        if (!chips || !(*chips / of_node).is_whole()) continue;
        add(search, *chips / of_node, most_off_of_node,
            question_of(gap, fmt::format("all {} chips", input_figure(*chips)),
                        fmt::format("a node of {}", of_node)),
            "chips / chips of a node");
    }
    if (chips) consider_one_node(search, *chips);
}

}  // namespace flopledger
