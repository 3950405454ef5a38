// SPDX-License-Identifier: Apache-2.0
#include "core/count/methods/operation_counting.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "core/count/models/configured_counting.hpp"
#include "tests/support/activities.hpp"

using namespace flopledger;

namespace {

std::string best(const Flop& flop) { return flop.value.best.text(); }

std::vector<std::string> names(const std::vector<Finding>& findings) {
    std::vector<std::string> list;
    for (const Finding& finding : findings) list.emplace_back(finding.name.text);
    return list;
}

Part matrix(const std::string& name, int multiply_adds) {
    Part part;
    part.name = name;
    part.parameters = multiply_adds;
    part.multiply_adds = multiply_adds;
    return part;
}

// An embedding, two layers with 10 multiply-adds a token and 4 a pair, and an output head of 5.
std::shared_ptr<const Model> small_model() {
    Part table;
    table.kind = PartKind::lookup;
    table.role = PartRole::embedding;
    table.reads = {from_data};
    table.parameters = 7;
    Part scores;
    scores.kind = PartKind::scores;
    scores.sublayer = Sublayer::attention;
    scores.reads = {0, 0, 0};
    scores.score_multiply_adds = 2;
    scores.value_multiply_adds = 2;
    Part head = matrix("output head", 5);
    head.role = PartRole::output_head;
    auto model = std::make_shared<Model>();
    model->file = "config.json";
    model->towers = {{TowerRole::decoder,
                      "decoder",
                      false,
                      {{"embedding", 1, false, {table}},
                       {"layer", 2, true, {matrix("projections", 10), scores}},
                       {"output head", 1, false, {head}}}}};
    return model;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("bare parameters count 6PD and its variants") {
    struct Row {
        Passes passes;
        std::optional<Recomputation> recomputation;
        const char* active;
        const char* trainable;
        const char* model;
        const char* hardware;
    };
    using enum Passes;
    using enum Recomputation;
    const std::vector<Row> rows{
        // passes            recomputation  active  trainable  model   hardware
        {forward_and_backward, std::nullopt, "", "", "6000", "6000"},
        {forward_and_backward, none, "", "", "6000", "6000"},
        {forward_and_backward, full, "", "", "6000", "8000"},
        {forward_and_backward, selective, "", "", "6000", "6213"},
        {forward_and_backward, std::nullopt, "25", "", "1500", "1500"},
        {forward_and_backward, full, "25", "", "1500", "2000"},
        {forward_and_backward, std::nullopt, "", "10", "4200", "4200"},
        {forward_and_backward, full, "", "10", "4200", "6200"},
        {forward, std::nullopt, "", "", "2000", "2000"},
        {forward, full, "", "", "2000", "2000"},
    };
    for (const Row& row : rows) {
        Activity activity = training();
        activity.passes = row.passes;
        activity.recomputation = row.recomputation;
        OperationsPhase phase = fed("100", "10");
        if (*row.active != '\0') {
            phase.active_parameters = said(Parameters{figure(row.active, Dimension::parameters)});
        }
        if (*row.trainable != '\0') {
            activity.trainable_parameters =
                said(Parameters{figure(row.trainable, Dimension::parameters)});
        }
        activity.operations = {phase};
        const MethodCount count = count_operations(activity);
        CHECK(best(count.model_flop) == row.model);
        CHECK(best(*count.hardware_flop) == row.hardware);
        CHECK(count.derivation.value == count.model_flop.value);
        CHECK_FALSE(count.bound);
    }
}

TEST_CASE("tokens are stated or follow from examples") {
    Activity activity = training();
    OperationsPhase phase = fed("100", "10");
    phase.tokens.reset();
    phase.examples = said(Examples{point(5)});
    phase.tokens_per_example = said(TokensPerExample{point(4)});
    phase.epochs = said(Ratio{point(3)});
    activity.operations = {phase};
    CHECK(best(count_operations(activity).model_flop) == "36000");
    CHECK(tokens_of(phase).formula == "examples x tokens per example x epochs");
}

TEST_CASE("phases add up") {
    Activity activity = training();
    activity.operations = {fed("100", "10"), fed("200", "5..7")};
    const Range sum = count_operations(activity).model_flop.value;
    CHECK(sum == Range{12000, 13200, 14400});
}

TEST_CASE("a configuration is counted by its blocks") {
    Activity activity = training();
    OperationsPhase phase;
    phase.model = small_model();
    phase.tokens = said(Tokens{point(10)});
    phase.lengths.text = said(Exact(3));
    activity.operations = {phase};
    // Forward: 2 x (2 x 10 + 5) = 50 linear, 2 x 2 x 4 x (3 + 1) / 2 = 32 attention.
    CHECK(best(count_operations(activity).model_flop) == "2460");
    activity.recomputation = Recomputation::full;
    // All but the output head is run again: 40 + 32 for each token.
    CHECK(best(*count_operations(activity).hardware_flop) == "3180");
    activity.recomputation = Recomputation::selective;
    CHECK(best(*count_operations(activity).hardware_flop) == "2780");
    activity.passes = Passes::forward;
    CHECK(best(count_operations(activity).model_flop) == "820");
}

TEST_CASE("a configuration may be trained in part, by examples, or with pairs in full") {
    Activity activity = training();
    OperationsPhase phase;
    phase.model = small_model();
    phase.examples = said(Examples{point(4)});
    phase.epochs = said(Ratio{point(2)});
    phase.lengths.text = said(Exact(3));
    activity.operations = {phase};
    // Eight examples of three tokens: 24 tokens at 246 FLOP each.
    CHECK(best(count_operations(activity).model_flop) == "5904");
    activity.operations[0].attention = AttentionConvention::full;
    // Nine pairs instead of six: 96 for each example forward instead of 64 x 1.5 = 144.
    CHECK(best(count_operations(activity).model_flop) == "7056");
    activity.operations[0].attention = AttentionConvention::causal;
    activity.operations[0].trainable.only = {"output-head"};
    // Forward 82 a token, and the gradient of the head's weights alone: 10.
    CHECK(best(count_operations(activity).model_flop) == "2208");
    activity.operations[0].trainable.only.clear();
    activity.trainable_parameters = said(Parameters{point(0)});
    // All gradients but those of weights: 246 - 50 a token.
    CHECK(best(count_operations(activity).model_flop) == "4704");
}

TEST_CASE("without a sequence length the scores are left out and named") {
    Activity activity = training();
    OperationsPhase phase;
    phase.model = small_model();
    phase.tokens = said(Tokens{point(10)});
    activity.operations = {phase};
    activity.recomputation = Recomputation::none;
    CHECK(best(count_operations(activity).model_flop) == "1500");
    CHECK(names(count_operations(activity).findings) ==
          std::vector<std::string>{"attention-not-counted"});
}

TEST_CASE("what is no transformer is counted by a figure with its source") {
    Activity activity = training();
    OperationsPhase phase;
    phase.flop_per_example = said(FlopPerExample{point(1000)});
    phase.flop_per_example_source = "a paper";
    phase.examples = said(Examples{point(5)});
    activity.operations = {phase};
    CHECK(best(count_operations(activity).model_flop) == "15000");
    activity.recomputation = Recomputation::full;
    CHECK(best(*count_operations(activity).hardware_flop) == "20000");
    activity.passes = Passes::forward;
    CHECK(best(count_operations(activity).model_flop) == "5000");
}

TEST_CASE("what a count leaves out is named") {
    Activity activity = training();
    activity.operations = {fed("100", "10"), fed("100", "10")};
    CHECK(names(count_operations(activity).findings) ==
          std::vector<std::string>{"attention-not-counted", "recomputation-not-stated"});
    activity.recomputation = Recomputation::none;
    CHECK(names(count_operations(activity).findings) ==
          std::vector<std::string>{"attention-not-counted"});
}

TEST_SUITE_END();
