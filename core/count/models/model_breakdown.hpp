// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/count/models/model_count.hpp"
#include "core/count/models/model_plan.hpp"

namespace flopledger {

// Parameters and operations of a part, a block or a tower, all instances; operations of an example.
struct Share {
    Exact parameters;
    Exact forward;      // without state-space work
    Exact training;     // forward and backward, likewise
    Exact state_space;  // forward, told apart
};

// A part with its share.
struct PartShare {
    const Part* part = nullptr;
    Share share;
};

// Blocks that are alike, with their parts.
struct BlockShare {
    const Block* block = nullptr;  // the first of them
    Exact count;
    Share share;
    std::vector<PartShare> parts;
};

// A tower with its blocks; one that does not run has no operations.
struct TowerShare {
    const Tower* tower = nullptr;
    bool runs = true;
    Share share;
    std::vector<BlockShare> blocks;
};

// Training FLOP of an example, told apart.
struct TrainingFlop {
    Exact total;
    Exact products;     // of matrices
    Exact router;       // among them
    Exact output_head;  // among them
    Exact scores;       // of attention: with the products, the total
    Exact state_space;  // besides the total
};

// One reason why six times the parameters is not the exact figure; FLOP of an example.
struct RuleDifference {
    std::string what;
    Exact flop;  // to be added to the rule's figure
};

// The rule of thumb beside the exact count: 6 x N FLOP for each position, forward and backward
// (Kaplan et al. 2020, arXiv 2001.08361, section 2.1). FLOP of an example.
struct SixTimesParameters {
    Exact positions;  // of an example: its tokens, or patches where it has none
    Exact active;     // 6 x active parameters x positions
    Exact without_embedding;
    Exact all;
    std::vector<RuleDifference> differences;  // from `active` to the exact figure, largest first
};

// A configuration, counted.
struct ModelBreakdown {
    const Model* model = nullptr;
    RunPlan plan;
    std::vector<std::string> lengths;  // what an example consists of, a sentence each
    bool per_token = true;  // whether figures are told by token of the decoder, or by example
    ParameterCount parameters;
    ExampleFlop flop;
    TrainingFlop training;
    Exact multi_token_prediction;  // what training such modules would add
    std::vector<TowerShare> towers;
    SixTimesParameters six;

    // What figures of an example are divided by to be told: its tokens, or one.
    Exact divisor() const;
};

// Counts a model as a page tells it; the model must outlive the breakdown. Errors are those of
// plan_lengths, and after one the breakdown is not used.
ModelBreakdown break_down(const Model& model, const LengthRequest& request,
                          AttentionConvention attention, Diagnostics& diagnostics);

}  // namespace flopledger
