// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/count/answer.hpp"
#include "core/facts/inventory.hpp"

namespace flopledger {

// Chips held against work declared. All shares are of the dense peak and lie in (0, 1].
struct CapacityPlan {
    std::vector<ChipHolding> holdings;  // one at least, each with a chip that has the peak
    std::vector<DeclaredWork> work;
    Derivation utilization;             // of training that does not state its own
    Derivation inference_utilization;   // of inference that does not
    std::optional<Derivation> highest;  // of a run that is not declared; nothing: as measured
};

// How much of what chips could do is accounted for. FLOP "at peak" are what the chips would do at
// their dense peaks: work takes its FLOP by its utilization of them, whichever chips did it.
struct CapacityCount {
    std::string hours_of;       // the chip that chip-hours are told in: the one with most FLOP
    Derivation capacity;        // FLOP at peak, of all the time
    Derivation capacity_hours;  // the same as chip-hours
    Derivation active;          // FLOP at peak, of the time at work
    Derivation active_hours;
    Derivation declared;   // FLOP
    Derivation accounted;  // FLOP at peak
    Derivation accounted_hours;
    Derivation unexplained;  // FLOP at peak
    Derivation unexplained_hours;
    Derivation unexplained_share;       // of the active
    Derivation hidden;                  // FLOP: the largest run that the remainder could hold
    std::vector<Derivation> rows;       // capacity of each holding, FLOP at peak
    std::vector<Derivation> work_rows;  // accounted of each declared work, FLOP at peak
    std::string impossible;  // why declared work cannot have been done by the chips; else empty
    std::vector<Finding> findings;
};

// Counts what is there, what is declared, and what is left (Baker et al. 2025, arXiv 2507.15916,
// appendix A.6, option A).
CapacityCount count_capacity(const CapacityPlan& plan);

// Its figures as answers.
std::vector<AnswerGroup> capacity_answers(const CapacityCount& count);

}  // namespace flopledger
