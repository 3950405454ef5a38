// SPDX-License-Identifier: Apache-2.0
#include "core/judge/results/capacity_result.hpp"

#include <fmt/core.h>

#include <array>
#include <utility>

#include "core/base/enum_words.hpp"
#include "core/base/figure_text.hpp"

namespace flopledger {

namespace {

// A run is ruled out where even the largest one that fits does not reach the amount.
CapacityVerdict verdict_of(const CapacityCount& count, const AmountLine& line) {
    if (!count.impossible.empty()) return CapacityVerdict::impossible;
    const Truth largest = reaches(high_end(count.hidden.quantity()), line);
    return largest.value_or(true) ? CapacityVerdict::unexplained : CapacityVerdict::explained;
}

// The amounts are in order: the first one that a law names decides.
void judge(CapacityResult& result) {
    const std::string most = figure(result.count.hidden.value.high);
    if (!result.count.impossible.empty()) {
        result.verdict = CapacityVerdict::impossible;
        result.why = result.count.impossible;
        return;
    }
    for (const HiddenAmount& amount : result.amounts) {
        if (amount.line.thresholds.empty()) continue;
        result.verdict = amount.verdict;
        result.why =
            amount.verdict == CapacityVerdict::explained
                ? fmt::format("what is left holds {} FLOP at most, less than any law names", most)
                : fmt::format(
                      "what is left may hold a run of {} FLOP; that is no finding "
                      "that there was one",
                      most);
        return;
    }
    const bool none = result.count.hidden.value.high.is_zero();
    result.verdict = none ? CapacityVerdict::explained : CapacityVerdict::unexplained;
    result.why = none ? "nothing is left" : fmt::format("what is left may hold {} FLOP", most);
}

}  // namespace

CapacityResult capacity_of(CapacityPlan plan, const std::vector<AmountLine>& amounts) {
    CapacityResult result;
    result.plan = std::move(plan);
    result.count = count_capacity(result.plan);
    for (const AmountLine& line : amounts) {
        result.amounts.push_back({line, verdict_of(result.count, line)});
    }
    judge(result);
    result.notes = {
        "Utilization runs from below 1 % to about 90 %: a single figure for it makes honest work "
        "look unexplained, or hidden work explained. State ranges.",
        "Chips that are in no inventory are not in these figures, nor is work other than declared "
        "training and inference.",
        "A ledger's own activities count, not those of the models it is built on: add their "
        "ledgers, too, if the same chips did them."};
    return result;
}

std::string_view word(CapacityVerdict verdict) {
    constexpr std::array<std::string_view, 3> words{"explained", "unexplained", "impossible"};
    return word_at(words, verdict);
}

}  // namespace flopledger
