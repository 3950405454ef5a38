// SPDX-License-Identifier: Apache-2.0
#include "core/count/models/checkpoint_comparison.hpp"

#include <doctest/doctest.h>

namespace flopledger {

namespace {

// A decoder of two layers with ten numbers each, a tied table of six, and a module of ten.
Model tied_model() {
    Part weights;
    weights.name = "weights";
    weights.parameters = 10;
    weights.active_parameters = 10;
    Part table;
    table.name = "embedding";
    table.kind = PartKind::lookup;
    table.parameters = 6;
    Part head;
    head.name = "output head";
    head.role = PartRole::output_head;
    head.multiply_adds = 6;
    Model model;
    model.towers = {
        {TowerRole::decoder,
         "decoder",
         false,
         {{"embedding", 1, false, {table}},
          {"layer", 2, true, {weights}},
          {"output head", 1, false, {head}}}},
        {TowerRole::multi_token_prediction, "module", true, {{"layer", 1, true, {weights}}}}};
    return model;
}

CheckpointComparison compared(const Checkpoint& checkpoint) {
    const Model model = tied_model();
    return compare_checkpoint(model, count_parameters(model, {}), checkpoint);
}

Checkpoint all_tensors() {
    Checkpoint checkpoint;
    checkpoint.tensors = {{"model.embed_tokens.weight", "BF16", 6},
                          {"model.layers.0.w.weight", "BF16", 10},
                          {"model.layers.1.w.weight", "BF16", 10}};
    return checkpoint;
}

}  // namespace

TEST_CASE("what is known to be no parameter is told apart") {
    Checkpoint checkpoint = all_tensors();
    CHECK(compared(checkpoint).finding.name.text == "checkpoint-agrees");
    const std::vector<Tensor> besides{{"lm_head.weight", "BF16", 6},
                                      {"model.layers.0.rotary_emb.inv_freq", "F32", 3},
                                      {"model.layers.0.w.weight_scale_inv", "F32", 2},
                                      {"model.layers.2.w.weight", "BF16", 10},
                                      {"model.layers.2.embed_tokens.weight", "BF16", 6},
                                      {"model.layers.0.gate.e_score_correction_bias", "F32", 4}};
    checkpoint.tensors.insert(checkpoint.tensors.end(), besides.begin(), besides.end());
    const CheckpointComparison result = compared(checkpoint);
    CHECK(result.finding.name.text == "checkpoint-agrees");
    CHECK(result.stored == Exact(57));
    REQUIRE(result.besides.size() == 5);
    CHECK(result.besides[0].numbers == Exact(2));   // scales
    CHECK(result.besides[1].numbers == Exact(7));   // buffers
    CHECK(result.besides[2].numbers == Exact(10));  // modules
    CHECK(result.besides[3].numbers == Exact(6));   // copies in them
    CHECK(result.besides[4].numbers == Exact(6));   // the head once more
}

TEST_CASE("a difference is told with its size") {
    Checkpoint checkpoint = all_tensors();
    checkpoint.tensors.pop_back();
    const Finding fewer = compared(checkpoint).finding;
    CHECK(fewer.name.text == "checkpoint-differs");
    CHECK(fewer.message == "the tensors hold 10 numbers fewer than the configuration says");
    checkpoint = all_tensors();
    checkpoint.tensors.push_back({"model.layers.2.w.weight", "BF16", 11});
    CHECK(compared(checkpoint).finding.message ==
          "multi-token-prediction modules hold 11 numbers, and 10 are counted");
}

TEST_CASE("packed weights and sums of bytes leave the number open") {
    Checkpoint checkpoint = all_tensors();
    checkpoint.tensors.push_back({"model.layers.0.w.qweight", "I32", 3});
    CHECK(compared(checkpoint).finding.name.text == "checkpoint-unknown");
    Checkpoint index;
    index.total_bytes = 52;
    CHECK(compared(index).finding.message ==
          "the index states 52 bytes, 2.000 for each parameter counted; without the files' headers "
          "their number is not known");
    index.total_parameters = 26;
    CHECK(compared(index).finding.name.text == "checkpoint-agrees");
    index.total_parameters = 27;
    CHECK(compared(index).finding.name.text == "checkpoint-differs");
}

TEST_CASE("pairs of four-bit weights in a byte are two") {
    Checkpoint checkpoint = all_tensors();
    checkpoint.tensors.back() = {"model.layers.1.w_blocks", "U8", 5};
    CHECK(compared(checkpoint).finding.name.text == "checkpoint-agrees");
}

}  // namespace flopledger
