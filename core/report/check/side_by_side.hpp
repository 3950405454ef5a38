// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/judge/results/ledger_result.hpp"
#include "core/judge/totals/difference.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// Standards side by side as a page: a table with activities down, standards across and totals at
// its foot, then by which rules each total differs from the one of `against` (the first total where
// that is empty or has none).
Page side_by_side_page(const CheckResult& result, const std::string& against);

// What one standard takes of a thing.
struct ThingByStandard {
    std::string_view standard;
    const Contribution* taken = nullptr;
};

// An activity or a base model by every standard.
struct ComparedThing {
    const Contribution* thing = nullptr;
    std::vector<ThingByStandard> standards;
};

// The same of one ledger as plain data, with the differences between any two totals.
struct SideBySide {
    std::vector<ComparedThing> things;
    std::vector<TotalDifference> differences;
};

// Puts totals side by side, which must outlive it.
SideBySide side_by_side(const std::vector<Total>& totals);

}  // namespace flopledger
