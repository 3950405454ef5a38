// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/ledger/inventory.hpp"

namespace flopledger {

// What the rows of chips say together, with what they say twice taken out.
struct DeclaredChips {
    std::vector<ChipSeconds> chip_seconds;  // of each row, in the order of the rows
    std::vector<Finding> findings;
};

// Goes through rows of chips. A chip whose id stands at two places at one time counts once, and the
// later row loses it: that is certain. Rows of one site and chip at one time, without ids, may be
// the same chips: the low end counts them once, the high end counts all.
DeclaredChips declared_chips(const std::vector<ChipHolding>& holdings);

// What of declared work falls into the time of the chips, with what is declared twice taken out.
struct DeclaredFlop {
    std::vector<Flop> flop;  // of each row, in the order of the rows
    std::vector<Finding> findings;
};

// Goes through rows of work. Rows of one name may be the same work: the low end counts them once.
// Work of which only a part of the time lies within that of the chips counts from nothing to all of
// it, best by days; work of another time does not count.
DeclaredFlop declared_flop(const std::vector<DeclaredWork>& work,
                           const std::vector<ChipHolding>& holdings);

}  // namespace flopledger
