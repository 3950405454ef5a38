// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/amount_lines.hpp"

#include <fmt/core.h>

#include "core/base/figure_text.hpp"
#include "core/base/joined.hpp"

namespace flopledger {

std::string amount_text(const AmountLine& line) {
    return fmt::format("{} {}",
                       line.comparison == Comparison::greater ? ">" : ">=", figure(line.amount));
}

std::vector<PageNote> amount_notes(const AmountLine& line) {
    std::vector<PageNote> notes;
    if (!line.levels.empty()) notes.push_back({"proposed", joined(line.levels)});
    if (!line.thresholds.empty()) notes.push_back({"law", joined(line.thresholds)});
    return notes;
}

}  // namespace flopledger
