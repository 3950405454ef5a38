// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/count/tools/answer.hpp"
#include "core/facts/ledger/inventory.hpp"

namespace flopledger {

// Chips held against work declared. All shares are of the dense peak and lie in (0, 1].
struct CapacityPlan {
    std::vector<ChipHolding> holdings;  // one at least, each with a chip that has the peak
    std::vector<DeclaredWork> work;
    Derived<Ratio> utilization;             // of training that does not state its own
    Derived<Ratio> inference_utilization;   // of inference that does not
    std::optional<Derived<Ratio>> highest;  // of a run that is not declared; nothing: as measured
};

// How much of what chips could do is accounted for. FLOP "at peak" are what the chips would do at
// their dense peaks: work takes its FLOP by its utilization of them, whichever chips did it.
struct CapacityCount {
    std::string hours_of;                 // the chip that chip-hours are told in: with most FLOP
    Derived<Flop> capacity;               // at peak, of all the time
    Derived<ChipSeconds> capacity_hours;  // the same as chip-hours
    Derived<Flop> active;                 // at peak, of the time at work
    Derived<ChipSeconds> active_hours;
    Derived<Flop> declared;
    Derived<Flop> accounted;  // at peak
    Derived<ChipSeconds> accounted_hours;
    Derived<Flop> unexplained;  // at peak
    Derived<ChipSeconds> unexplained_hours;
    Derived<Ratio> unexplained_share;      // of the active
    Derived<Flop> hidden;                  // the largest run that the remainder could hold
    std::vector<Derived<Flop>> rows;       // capacity of each holding, at peak
    std::vector<Derived<Flop>> work_rows;  // accounted of each declared work, at peak
    std::string impossible;  // why declared work cannot have been done by the chips; else empty
    std::vector<Finding> findings;
};

// Counts what is there, what is declared, and what is left (Baker et al. 2025, arXiv 2507.15916,
// appendix A.6, option A).
CapacityCount count_capacity(const CapacityPlan& plan);

// Its figures as answers.
std::vector<AnswerGroup> capacity_answers(const CapacityCount& count);

}  // namespace flopledger
