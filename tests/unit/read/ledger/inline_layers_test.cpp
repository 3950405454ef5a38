// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/inline_layers.hpp"

#include <doctest/doctest.h>

#include "core/count/methods/operation_counting.hpp"
#include "core/count/models/model_count.hpp"
#include "core/read/ledger/ledger_reader.hpp"
#include "core/text/trees/yaml.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

std::shared_ptr<const Model> layers(const std::string& text) {
    Diagnostics diagnostics;
    const auto document =
        parse_yaml(std::make_shared<const Source>(Source{"x.yaml", text}), diagnostics);
    REQUIRE(document.has_value());
    auto model = read_inline_layers({*document->source, diagnostics}, document->root);
    CHECK(names(diagnostics) == "");
    REQUIRE(model != nullptr);
    return model;
}

// Forward, backward and parameters, as `833040 1430880 61706`.
std::string counted(const std::string& text, const RunPlan& plan = {}) {
    const auto model = layers(text);
    const ExampleFlop flop = count_example(*model, plan);
    return flop.forward.total().text() + " " + flop.backward.text() + " " +
           count_parameters(*model, plan.trainable).total.text();
}

// What is told of a ledger whose `operations` are these.
std::string faults(const std::string& operations) {
    MemoryFiles files({{"x.yaml",
                        "flopledger: 1\nmodel: {name: a}\nactivities:\n"
                        "  - {name: a, kind: pre-training, operations: {" +
                            operations + "}}\n"}});
    Catalog catalog;
    Diagnostics diagnostics;
    const auto ledger = LedgerReader(files, catalog, false).read("x.yaml", diagnostics);
    CHECK((ledger == nullptr) == diagnostics.has_errors());
    return names(diagnostics);
}

std::string layer_faults(const std::string& layer) {
    return faults("examples: 9, model: {layers: [{" + layer + "}]}");
}

// LeCun et al. 1998, figure 2, the second convolution reading all maps.
constexpr const char* small_convolutional = R"(
- {kind: convolution, name: c1, input_channels: 1, output_channels: 6, kernel: [5, 5],
   output: [28, 28]}
- {kind: convolution, input_channels: 6, output_channels: 16, kernel: [5, 5], output: [10, 10]}
- {kind: dense, inputs: 400, outputs: 120}
- {kind: dense, inputs: 120, outputs: 84}
- {kind: dense, inputs: 84, outputs: 10}
)";

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("a small convolutional network by hand") {
    // Multiply-adds: 25 x 6 x 784 = 117600, 150 x 16 x 100 = 240000, then 48000, 10080 and 840;
    // backward twice that less the pixels' gradient. Parameters 156 + 2416 + 48120 + 10164 + 850.
    CHECK(counted(small_convolutional) == "833040 1430880 61706");
    RunPlan once;
    once.passes = Passes::forward;
    CHECK(counted(small_convolutional, once) == "833040 0 61706");
}

TEST_CASE("frozen layers are named as the ledger names them") {
    // Nothing trained below the second: neither its input's gradient nor anything of the first.
    RunPlan plan;
    plan.trainable.frozen = {"c1"};
    CHECK(counted(small_convolutional, plan) == "833040 715680 61706");
    plan.trainable.frozen.clear();
    plan.trainable.frozen_layers = 1;
    CHECK(counted(small_convolutional, plan) == "833040 715680 61706");
}

TEST_CASE("dense layers, alone and in a row") {
    CHECK(counted("[{kind: dense, inputs: 3, outputs: 5}]") == "30 30 20");
    CHECK(counted("[{kind: dense, inputs: 3, outputs: 5, bias: false}]") == "30 30 15");
    CHECK(counted("[{kind: dense, inputs: 3, outputs: 5, positions: 7}]") == "210 210 20");
    // 4 x 32 forward; the first reads data and lacks one gradient.
    CHECK(counted("[{kind: dense, inputs: 4, outputs: 4, count: 4}]") == "128 224 80");
}

TEST_CASE("convolutions in one to three directions and in groups") {
    const std::string wide = "[{kind: convolution, input_channels: 4, output_channels: 8, ";
    // 4 x 8 x 3 multiply-adds at 10 positions.
    CHECK(counted(wide + "kernel: [3], output: [10]}]") == "1920 1920 104");
    CHECK(counted(wide + "kernel: [3, 1, 1], output: [10, 1, 1]}]") == "1920 1920 104");
    CHECK(counted(wide + "kernel: [3], output: [10], groups: 4}]") == "480 480 32");
    CHECK(counted(wide + "kernel: [3, 3], output: [5, 2], bias: false}]") == "5760 5760 288");
}

TEST_CASE("attention at a number of positions of its own") {
    const std::string attention = "[{kind: attention, width: 8, positions: 4";
    // Projections 4 x 64 multiply-adds at 4 positions, 2048 FLOP; 16 multiply-adds a pair, 16 or 10
    // pairs. Output's weight and input, query's, key's and value's weight: 5 of 512; pairs twice.
    CHECK(counted(attention + "}]") == "2560 3584 288");
    CHECK(counted(attention + ", bias: false}]") == "2560 3584 256");
    CHECK(counted(attention + ", pattern: causal}]") == "2368 3200 288");
    RunPlan full;
    full.attention = AttentionConvention::full;
    CHECK(counted(attention + ", pattern: causal}]", full) == "2560 3584 288");
}

TEST_CASE("recurrent layers feed their state back") {
    const std::string recurrent = "[{kind: recurrent, inputs: 10, units: 20, steps: 5, ";
    // 4 x 200 and 4 x 400 multiply-adds a step; data need no gradient, the state does.
    CHECK(counted(recurrent + "gates: 4}]") == "24000 40000 2480");
    CHECK(counted(recurrent + "gates: 3}]") == "18000 30000 1860");
    CHECK(counted(recurrent + "gates: 1, bias: false}]") == "6000 10000 600");
    RunPlan frozen;
    frozen.trainable.frozen = {"recurrent"};
    CHECK(counted(recurrent + "gates: 4}]", frozen) == "24000 0 2480");
}

TEST_CASE("a ledger feeds layers with examples") {
    MemoryFiles files(std::map<std::string, std::string>{{"x.yaml", R"(flopledger: 1
model: {name: a}
activities:
  - name: a
    kind: pre-training
    recomputation: full
    operations:
      examples: 60_000
      epochs: 20
      model: {layers: [{kind: dense, inputs: 3, outputs: 5, count: 1}]}
)"}});
    Catalog catalog;
    Diagnostics diagnostics;
    const auto ledger = LedgerReader(files, catalog, false).read("x.yaml", diagnostics);
    REQUIRE(ledger != nullptr);
    const MethodCount count = count_operations(ledger->activities.front());
    CHECK(count.model_flop.value.best.text() == "72000000");       // 60 an example
    CHECK(count.hardware_flop->value.best.text() == "108000000");  // and 30 repeated
    CHECK(count.findings.empty());
}

TEST_CASE("faults of layers are named") {
    const std::string dense = "kind: dense, inputs: 3, outputs: 5";
    CHECK(layer_faults(dense) == "");
    CHECK(layer_faults("inputs: 3") == "missing-key ");
    CHECK(layer_faults("kind: lstm") == "unknown-word ");
    CHECK(layer_faults("kind: dense") == "missing-key missing-key ");
    CHECK(layer_faults(dense + ", kernel: [3]") == "unknown-key ");
    CHECK(layer_faults("kind: dense, inputs: 0, outputs: 5") == "number-out-of-bounds ");
    CHECK(layer_faults("kind: dense, inputs: -3, outputs: 5") == "negative-number ");
    CHECK(layer_faults("kind: dense, inputs: 1e30, outputs: 5") == "number-out-of-bounds ");
    CHECK(layer_faults("kind: dense, inputs: 2.5, outputs: 5") == "number-out-of-bounds ");
    CHECK(layer_faults("kind: dense, inputs: \"3\", outputs: 5") == "wrong-type ");
    CHECK(layer_faults(dense + ", count: 0") == "number-out-of-bounds ");
    CHECK(layer_faults(dense + ", positions: 0") == "number-out-of-bounds ");
    CHECK(layer_faults(dense + ", bias: yes") == "ambiguous-scalar ");
    CHECK(layer_faults(dense + ", name: ''") == "empty-text ");

    const std::string wide = "kind: convolution, input_channels: 4, output_channels: 8, ";
    CHECK(layer_faults(wide + "kernel: [3], output: [9]") == "");
    CHECK(layer_faults(wide + "kernel: [3]") == "missing-key ");
    CHECK(layer_faults(wide + "kernel: 3, output: [9]") == "wrong-type ");
    CHECK(layer_faults(wide + "kernel: [], output: []") == "wrong-type ");
    CHECK(layer_faults(wide + "kernel: [3, 3], output: [9]") == "wrong-type ");
    CHECK(layer_faults(wide + "kernel: [1, 1, 1, 1], output: [1, 1, 1, 1]") == "wrong-type ");
    CHECK(layer_faults(wide + "kernel: [0], output: [9]") == "number-out-of-bounds ");
    CHECK(layer_faults(wide + "kernel: [3], output: [-9]") == "negative-number ");
    CHECK(layer_faults(wide + "kernel: [3], output: [9], groups: 3") == "number-out-of-bounds ");

    CHECK(layer_faults("kind: attention, width: 8") == "missing-key ");
    CHECK(layer_faults("kind: attention, width: 8, positions: 9, pattern: cross") ==
          "unknown-word ");
    CHECK(layer_faults("kind: recurrent, inputs: 8, units: 9, steps: 2, gates: 5") ==
          "number-out-of-bounds ");
}

TEST_CASE("faults around layers are named") {
    const std::string model = "model: {layers: [{kind: dense, name: d, inputs: 3, outputs: 5}]}";
    CHECK(faults(model + ", examples: 9, epochs: 2") == "");
    CHECK(faults(model) == "missing-key ");
    CHECK(faults(model + ", examples: 9, tokens_per_example: 4") == "conflicting-keys ");
    CHECK(faults(model + ", examples: 9, sequence_length: 4") == "conflicting-keys ");
    CHECK(faults(model + ", examples: 9, images: 4") == "conflicting-keys ");
    CHECK(faults(model + ", examples: 9, trainable: {frozen: [d]}") == "");
    CHECK(faults(model + ", examples: 9, trainable: {frozen: [e]}") == "unknown-part ");
    CHECK(faults("examples: 9, model: {layers: []}") == "missing-key ");
    CHECK(faults("examples: 9, model: {layers: {kind: dense}}") == "wrong-type ");
    CHECK(faults("examples: 9, model: {layers: [3]}") == "wrong-type ");
    CHECK(faults("examples: 9, model: {parameters: 8, layers: [{kind: dense, inputs: 3, "
                 "outputs: 5}]}") == "conflicting-keys ");
}

TEST_SUITE_END();

}  // namespace flopledger
