// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "core/count/derivation.hpp"
#include "core/report/json.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// `3.79e25 (3.42e25 .. 4.18e25) FLOP`.
std::string value_text(const Derivation& figure);

// Writes derivations as indented trees: each figure with its formula, its source and the line that
// states it. What a writer has unfolded once it does not unfold again.
class DerivationWriter {
  public:
    explicit DerivationWriter(const Style& style) : style_(style) {}

    // A tree that stands so many levels deep; its head is bold where it stands at the margin.
    std::string text(const Derivation& tree, int depth);

  private:
    std::string bold_head(const std::string& head) const;

    const Style& style_;
    std::set<std::string> written_;
};

// {"label", "formula", "value", "exact", "unit", "source", "place", "inputs"}.
Json derivation_json(const Derivation& tree);

}  // namespace flopledger
