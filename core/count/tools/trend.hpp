// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/base/date.hpp"
#include "core/count/tools/answer.hpp"

namespace flopledger {

// What a trend is asked, as of a day. Rates are times a year; all figures above zero.
struct TrendRequest {
    Derived<Flop> flop;                                     // C*: the level of compute
    std::optional<Derived<FlopPerDollar>> flop_per_dollar;  // k0: what a dollar buys on that day
    std::optional<Derived<Dollars>> budget;                 // B: for one run
    std::optional<Derived<Flop>> frontier;                  // C0: the largest run on that day
    Derived<Ratio> price_performance;                       // h
    Derived<Ratio> algorithmic_progress;                    // a
    Derived<Ratio> frontier_growth;                         // g
    int years = 0;  // where things stand after so many; 0: not asked
    Date as_of;
};

// When a level of compute becomes affordable, physically (operations alone) and effectively (the
// capability that so many operations bring today), and when the frontier gets there; where all of
// it stands after some years. Pilz, Heim and Brown 2023 (arXiv 2311.15377):
// t = max(0, ln(C*/(k0 B)) / ln h), with h a in place of h; t = ln(C*/C0) / ln g.
// A rate that does not exceed 1 at an end never arrives at that end.
std::vector<AnswerGroup> trend(const TrendRequest& request);

}  // namespace flopledger
