// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/facts/models/model.hpp"
#include "core/facts/models/training.hpp"

namespace flopledger {

// Operations told apart by what they are; a multiply-add is two.
struct ForwardFlop {
    Exact linear;       // matrix products with weights, router and output head among them
    Exact router;       // of linear
    Exact output_head;  // of linear
    Exact attention;    // query x key and weight x value
    Exact state_space;  // scans and short convolutions, which conventions leave out

    // linear + attention; state-space work is told apart.
    Exact total() const;
};

// One example through a model, forward and backward.
struct ExampleFlop {
    ForwardFlop forward;
    Exact backward;              // gradients of activations and of trained weights
    Exact recomputed;            // forward work run a second time; not in the two above
    Exact state_space_backward;  // of scans and short convolutions, told apart
    Exact attention_backward;    // of backward, what belongs to the scores

    // forward + backward, without recomputation and without state-space work.
    Exact model_flop() const;
};

// The sum of two, the second taken so many times.
ExampleFlop plus(const ExampleFlop& left, const ExampleFlop& right, const Exact& times);

// How an example is run.
struct RunPlan {
    Lengths lengths;
    Passes passes = Passes::forward_and_backward;
    Recomputation recomputation = Recomputation::none;
    AttentionConvention attention = AttentionConvention::causal;
    Trainable trainable;
    bool multi_token_prediction = false;  // whether such modules run
};

// FLOP of one example, counted part by part: a matrix product's input gradient costs what its
// forward did and is needed where something trained lies below; its weight gradient likewise where
// the weights are trained.
ExampleFlop count_example(const Model& model, const RunPlan& plan);

// What one block of one tower brings, all its instances.
struct BlockFlop {
    const Tower* tower = nullptr;
    const Block* block = nullptr;
    ExampleFlop flop;
    std::vector<ExampleFlop> parts;  // of the block, in their order; they add up to it
};

// The blocks of a model one by one; they add up to the example.
std::vector<BlockFlop> count_blocks(const Model& model, const RunPlan& plan);

// Parameters, each stored number once.
struct ParameterCount {
    Exact total;   // without multi-token-prediction modules
    Exact active;  // less the experts that a token does not meet
    Exact embedding;
    Exact multi_token_prediction;
    Exact trained;  // of total under a plan, and adapters; without such modules
};

// The parameters of a model; `trained` by the plan's words.
ParameterCount count_parameters(const Model& model, const Trainable& trainable);

// Pairs of query and key that a part of kind scores meets in one example.
Exact pairs_of(const Part& part, const Lengths& lengths, AttentionConvention convention);

}  // namespace flopledger
