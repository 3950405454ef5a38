// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "tests/support/made_ledgers.hpp"

namespace flopledger {

// What is taken away from a lineage: the total of a base, a statement on a teacher's outputs, the
// amount of an activity that may lack one, or a utilization.
enum class Taken { base, outputs, amount, utilization };

// A lineage that states one thing less, and what.
struct LesserLineage {
    MadeLineage lineage;
    Taken taken = Taken::base;
    std::string what;
    bool other_method = false;  // of a utilization: another method of the activity counts
};

// Every lineage that states one amount less. The ledger of a model that lies within another one's
// figure is left: what it holds is in that figure.
std::vector<LesserLineage> without_amounts(const MadeLineage& lineage);

// The lineage with the bound of a reason written where the reason says so; nothing where it names
// no bound, or where more than one entry may be meant.
std::optional<MadeLineage> with_bound(const MadeLineage& lineage, const Finding& reason);

// The lineage with the first own stages in a ledger of their own that the root is made of by a
// relation, and what they are built on with them or left; nothing where there are too few stages.
std::optional<MadeLineage> split(const MadeLineage& lineage, bool with_bases,
                                 std::string_view relation);

// The lineage with `merged` and `initialised-from` of third parties' models exchanged.
MadeLineage respelt(MadeLineage lineage);

// The lineage with all lists the other way round.
MadeLineage reversed(MadeLineage lineage);

// A small lineage of which the same is to be told: things are taken away as long as it is.
MadeLineage smallest(MadeLineage lineage, const std::function<bool(const MadeLineage&)>& is_same);

}  // namespace flopledger
