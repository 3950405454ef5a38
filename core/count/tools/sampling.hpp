// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "core/count/tools/answer.hpp"

namespace flopledger {

// How many inspections catch what is hidden, and how surely a number of them does.

// Items of which some are bad, checked one by one at random. Either a probability is wanted, and
// the samples follow, or samples are given, and the probability follows.
struct ItemSampling {
    std::int64_t items = 1;                 // from 1 on
    std::int64_t bad = 1;                   // 1 to items
    std::optional<Exact> probability{};     // above 0, below 1
    std::optional<std::int64_t> samples{};  // 1 to items
    std::int64_t visits = 1;                // independent inspections, each of so many samples
};

// The most items there may be: a thousand million, as digits and as a number.
inline constexpr std::int64_t most_items = 1'000'000'000;

// Without replacement, P = 1 - (C(n-k, m) / C(n, m))^e, hypergeometric; and with replacement,
// P = 1 - (1 - k/n)^(m e), binomial, which asks for at least as many. Whole numbers are exact:
// where the error of a logarithm leaves a doubt, the fraction itself decides.
AnswerGroup sample_items(const ItemSampling& plan);

// Snapshots of the weights in accelerators' memory, taken now and then and kept; some are inspected
// in each period to catch a training run of at least so many FLOP.
struct SnapshotSampling {
    Flop flop;                                // H: runs of 2 H or more are caught as wanted
    Chips chips;                              // C
    Derived<FlopPerChipSecond> flop_per_day;  // a: one chip's, at its peak
    PerSecond snapshots;                      // f: of one chip
    Seconds training_time;                    // T: the longest that a run may take
    Seconds period;                           // Tm: samples are drawn once in such a time
    std::optional<Exact> probability{};       // p: above 0, below 1
    std::optional<Exact> samples{};           // s: in each period
};

// Shavit 2023 (arXiv 2303.11341), Eq. 1:
// s >= ln(1-p) / ln(1 - H/(a T C) x (1 - exp(-f Tm))) x Tm/T.
AnswerGroup sample_snapshots(const SnapshotSampling& plan);

}  // namespace flopledger
