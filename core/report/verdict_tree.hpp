// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/base/exact.hpp"
#include "core/count/derivation.hpp"
#include "core/judge/ledger_result.hpp"

namespace flopledger {

// The figures that `check` prints with a verdict, as trees: the ratio of what is measured to the
// amount, each of them unfolded, and the total as a margin widens it. Where there is no ratio, what
// is known of its two sides.
std::vector<Derivation> verdict_trees(const LedgerResult& result, const Verdict& verdict,
                                      const std::optional<Exact>& margin);

}  // namespace flopledger
