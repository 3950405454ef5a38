// SPDX-License-Identifier: Apache-2.0
#include "core/count/operation_counting.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/support/activities.hpp"

using namespace flopledger;

namespace {

std::string best(const Flop& flop) { return flop.value.best.text(); }

std::vector<std::string> names(const std::vector<Finding>& findings) {
    std::vector<std::string> list;
    for (const Finding& finding : findings) list.emplace_back(finding.name.text);
    return list;
}

// One layer with 10 multiply-adds a token and 4 a pair, and an output head of 5.
std::shared_ptr<const Model> small_model() {
    auto model = std::make_shared<Model>();
    model->file = "config.json";
    model->blocks = {
        {"layer", 2, 10, 10, 0}, {"attention scores", 2, 0, 0, 4}, {"output head", 1, 5, 5, 0}};
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
    phase.examples = said(point(5));
    phase.tokens_per_example = said(point(4));
    phase.epochs = said(point(3));
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
    phase.sequence_length = said(Exact(3));
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
