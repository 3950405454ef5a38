// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "core/count/derivation.hpp"
#include "core/report/json_output.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// `3.79e25 (3.42e25 .. 4.18e25) FLOP`.
std::string value_text(const Derivation& figure);

// `ledger.yaml:12`.
std::string place_text(const Place& place);

// Tells the trees of a page apart, so that what stands there once is not unfolded again.
class UnfoldedTrees {
  public:
    // Whether a tree stands on the page already; one without inputs never does. Remembers it.
    bool seen(const Derivation& tree);

  private:
    std::set<std::string> written_;
};

// Writes derivations as indented trees: each figure with its formula, its source, the line that
// states it and its findings. What a writer has unfolded once it does not unfold again.
class DerivationWriter {
  public:
    explicit DerivationWriter(const Style& style) : style_(style) {}

    // A tree that stands so many levels deep; its head is bold where it stands at the margin.
    std::string text(const Derivation& tree, int depth);

  private:
    std::string bold_head(const std::string& head) const;

    const Style& style_;
    UnfoldedTrees unfolded_;
};

// {"label", "formula", "value", "exact", "unit", "source", "place", "inputs", "findings"}.
Json derivation_json(const Derivation& tree);

}  // namespace flopledger
