// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/judge/results/ledger_result.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// The graph of the models that a ledger is built on, as a tree whose shared ancestors are unfolded
// once, with what each standard says of each model and what that model brings to its total. Nothing
// where the ledger is built on nothing.
std::optional<PageOutline> lineage_outline(const LedgerResult& result,
                                           const std::vector<const Total*>& totals);

// What a model brings to the total of a standard; nothing where its compute is unknown.
struct BroughtTo {
    std::string_view standard;
    std::optional<Range> flop;
};

// A model of the graph.
struct LineageModel {
    std::string name;
    std::string file;  // of its ledger, or empty
    std::vector<BroughtTo> brings;
};

// The rule of a standard on a relation.
struct RuleOnBase {
    std::string_view standard;
    RulePointer rule;
};

// That one model is built on another, by their places among the models.
struct LineageRelation {
    std::size_t model = 0;
    std::size_t built_on = 0;
    const BaseModel* base = nullptr;
    std::vector<RuleOnBase> rules;
};

// The same as plain data.
struct LineageGraph {
    std::vector<LineageModel> models;
    std::vector<LineageRelation> relations;
};

// The graph of a result, which must outlive it.
LineageGraph lineage_graph(const LedgerResult& result, const std::vector<const Total*>& totals);

}  // namespace flopledger
