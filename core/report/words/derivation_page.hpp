// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/count/figures/derivation.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// `3.79e25 (3.42e25 .. 4.18e25) FLOP`.
std::string value_text(const Derivation& figure);

// `ledger.yaml:12`.
std::string place_text(const Place& place);

// A figure with its formula, its source, the line that states it, its findings and its inputs.
PageStep step_of(const Derivation& tree);

// Figures, unfolded; what a page has unfolded once it does not unfold again.
PageFigures figures_of(const std::vector<Derivation>& trees);

}  // namespace flopledger
