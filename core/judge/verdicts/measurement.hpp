// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/judge/totals/total.hpp"
#include "core/judge/verdicts/comparison.hpp"

namespace flopledger {

// One side of a comparison: a share of a sum, or a figure that is no sum.
struct Side {
    Figure figure;                    // before any margin
    const Total* total = nullptr;     // the sum, which must outlive this; null for a plain figure
    Exact share = 1;                  // of the sum
    const Derivation* how = nullptr;  // of the sum or figure; null for an amount of the law
};

// A side that is a share of a sum.
Side share_of(const Total& total, const Exact& share);

// A side that is a plain figure, with how it was reached where it is no amount of the law.
Side plain(const Figure& figure, const Derivation* how = nullptr);

// What a threshold measures about one ledger, ready to be compared.
struct Measurement {
    Side measured;
    Comparison comparison = Comparison::greater;
    Side amount;
    std::optional<Exact> margin;         // widens both sums first
    std::string subject;                 // how a sentence begins: "The total under eu-cumulative"
    Measures measures = Measures::flop;  // of both sides
    std::string amount_note;             // how it goes on after the amount: ", 1/3 of `Base`"
    bool decides_alone = true;  // a measure that is not reached settles the verdict, so that bounds
                                // on what is unknown are worth telling
};

// Which figure of each activity stands in a sum: by the method that stands; or, for a measure as
// small or as large as methods in conflict allow, the least (over the greatest base) or reverse.
enum class Methods { standing, least, greatest };

// Whether the measure reaches the amount.
Truth holds(const Measurement& measurement, Methods methods);

// What each side lacks, so that its figure is open upwards, and the bound on it that would settle a
// measure against a plain amount; empty where nothing is open.
std::vector<Finding> open_reasons(const Measurement& measurement);

// How the figures of a measure stand to each other, in one sentence: `above`, `below` or
// `range-straddles`.
Finding figures_reason(const Measurement& measurement);

// Why it does, does not or cannot be said, the first reason always on the figures: `above`,
// `below`, or what of `range-straddles`, `base-unknown`, `unsettled-...` leaves it open.
std::vector<Finding> measure_reasons(const Measurement& measurement);

// The activities whose methods in conflict pull the measure to one side: one reason for each.
std::vector<Finding> conflict_reasons(const Measurement& measurement, Methods direction);

}  // namespace flopledger
