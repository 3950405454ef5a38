// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/count/models/model_count.hpp"
#include "tests/support/tiny_models.hpp"

using namespace flopledger;

namespace {

// A small model that was run while its matrix products were counted (PyTorch 1.13, two sequences
// at once, attention with a dense mask). Backward holds what checkpointing ran again.
struct Executed {
    std::string name;
    Model model;
    Trainable trainable;
    Recomputation recomputation = Recomputation::none;
    std::int64_t parameters = 0;
    std::int64_t trained = 0;
    std::int64_t forward = 0;
    std::int64_t backward = 0;
};

Trainable frozen(std::vector<std::string> words) {
    Trainable trainable;
    trainable.frozen = std::move(words);
    return trainable;
}

Trainable only(std::vector<std::string> words) {
    Trainable trainable;
    trainable.only = std::move(words);
    return trainable;
}

Trainable frozen_first_norm() {
    Trainable trainable = frozen({"embedding"});
    trainable.first_norm_frozen = true;
    return trainable;
}

Trainable frozen_first_layer() {
    Trainable trainable = frozen({"embedding"});
    trainable.frozen_layers = 1;
    return trainable;
}

Trainable adapters() {
    Trainable trainable;
    trainable.lora = Lora{4, {"query", "value"}};
    return trainable;
}

constexpr auto none = Recomputation::none;
constexpr auto full = Recomputation::full;

std::vector<Executed> frozen_and_repeated() {
    return {
        {"all trained, tied head", tiny_gpt2(true), {}, none, 29056, 29056, 1900544, 3801088},
        {"all trained, untied head", tiny_gpt2(false), {}, none, 32128, 32128, 1900544, 3801088},
        {"layers checkpointed", tiny_gpt2(true), {}, full, 29056, 29056, 1900544, 5505024},
        {"layers checkpointed, reentrant",
         tiny_gpt2(true),
         {},
         full,
         29056,
         29056,
         1900544,
         5505024},
        {"attention checkpointed",
         tiny_gpt2(true),
         {},
         Recomputation::attention,
         29056,
         29056,
         1900544,
         4456448},
        {"embeddings frozen", tiny_gpt2(false), frozen({"embedding"}), none, 32128, 28544, 1900544,
         3801088},
        {"embeddings and first norm frozen", tiny_gpt2(false), frozen_first_norm(), none, 32128,
         28480, 1900544, 3604480},
        {"head alone trained", tiny_gpt2(false), only({"output-head"}), none, 32128, 3072, 1900544,
         196608},
        {"embeddings and first layer frozen", tiny_gpt2(false), frozen_first_layer(), none, 32128,
         15840, 1900544, 2097152},
        // Adapters are no parameters of the model: 33152 with them.
        {"adapters on query and value", tiny_gpt2(false), adapters(), none, 32128, 1024, 1966080,
         1916928},
        {"vision tower frozen", tiny_vision_language(), frozen({"vision-tower"}), none, 83986,
         67632, 9996672, 17670144},
        {"projector alone trained", tiny_vision_language(), only({"projector"}), none, 83986, 3552,
         9996672, 10199040},
    };
}

std::vector<Executed> architectures() {
    return {
        {"grouped attention", tiny_llama(), {}, none, 64080, 64080, 4030464, 8060928},
        {"window by mask", tiny_llama_with_window(), {}, none, 64080, 64080, 4030464, 8060928},
        {"grouped, checkpointed", tiny_llama(), {}, full, 64080, 64080, 4030464, 11747328},
        {"one key head", tiny_gemma(), {}, none, 23160, 23160, 1441792, 2883584},
        {"3 of 8 experts", tiny_mixture(), {}, none, 50832, 50832, 1892352, 3784704},
        {"latent attention", tiny_latent(), {}, none, 37836, 37836, 2185216, 4370432},
        {"vision transformer", tiny_vision(), {}, none, 16354, 16354, 1125696, 2177664},
        {"T5, tied", tiny_t5(false, true), {}, none, 38016, 38016, 3432448, 6864896},
        {"T5, gated, untied", tiny_t5(true, false), {}, none, 49024, 49024, 4087808, 8175616},
        {"speech encoder", tiny_whisper(), {}, none, 9624, 9624, 675840, 1277952},
        {"Mamba", tiny_mamba(), {}, none, 11936, 11936, 601088, 1202176},
        {"module", tiny_llama_with_module(), {}, none, 86592, 86592, 5898240, 11796480},
        {"experts by masks", tiny_dispatch(), {}, none, 41808, 41808, 1585152, 3047424},
        {"Mamba-2 in chunks", tiny_chunked_mamba(), {}, none, 8164, 8164, 438272, 876544},
    };
}

void check(const Executed& executed) {
    CAPTURE(executed.name);
    RunPlan plan;
    const bool image = executed.model.towers.size() == 3;
    plan.lengths = {image ? 32 : 16, 24, 17, 16, 16};
    plan.attention = AttentionConvention::full;
    plan.trainable = executed.trainable;
    plan.recomputation = executed.recomputation;
    plan.multi_token_prediction = true;
    const ExampleFlop flop = count_example(executed.model, plan);
    CHECK((2 * flop.forward.total()).text() == std::to_string(executed.forward));
    CHECK((2 * (flop.backward + flop.recomputed)).text() == std::to_string(executed.backward));
    const ParameterCount count = count_parameters(executed.model, executed.trainable);
    const Exact& modules = count.multi_token_prediction;
    CHECK((count.total + modules).text() == std::to_string(executed.parameters));
    CHECK((count.trained + modules).text() == std::to_string(executed.trained));
}

}  // namespace

TEST_CASE("what trains, freezes and repeats agrees with what ran") {
    const auto all = frozen_and_repeated();
    REQUIRE(all.size() == 12);
    for (const Executed& executed : all) check(executed);
}

TEST_CASE("every architecture agrees with what ran") {
    const auto all = architectures();
    REQUIRE(all.size() == 14);
    for (const Executed& executed : all) check(executed);
}

TEST_CASE("a tied head is trained and frozen with its table") {
    // Frozen with the embeddings, the head has no weight gradient: 2 x 16 x 32 x 96 multiply-adds.
    check({"embeddings frozen, tied head", tiny_gpt2(true), frozen({"embedding"}), none, 29056,
           25472, 1900544, 3801088 - 196608});
    // Freezing the head freezes the table of tokens, not that of positions.
    check({"tied head frozen", tiny_gpt2(true), frozen({"output-head"}), none, 29056, 25984,
           1900544, 3801088 - 196608});
    // Training the head trains the table, below which nothing lies but above which all layers do:
    // every input gradient is needed, but no weight gradient except the head's.
    check({"tied head alone trained", tiny_gpt2(true), only({"output-head"}), none, 29056, 3072,
           1900544, 1900544 + 131072 + 196608});
    // The table of T5 is in its encoder, read by its decoder and tied to the head: the head passes
    // gradients on, keys and values of cross-attention have weight gradients alone.
    check({"T5, encoder frozen", tiny_t5(false, true), frozen({"encoder"}), none, 38016, 20704,
           3432448, 3194880});
}

TEST_CASE("layers that are alike are counted once, however many are frozen") {
    Model model = tiny_llama();
    for (Block& block : model.towers[0].blocks) {
        if (block.is_layer) block.count = 1'000'000'000;
    }
    Trainable trainable = frozen({"embedding"});
    trainable.frozen_layers = 400'000'000;
    CHECK(count_parameters(model, trainable).trained.text() ==
          (17760 * Exact(600'000'000) + 48 + 5376).text());
    RunPlan plan;
    plan.lengths.text = 1;
    plan.trainable = trainable;
    // Of 17664 weights a layer and 96 multiply-adds of attention.
    CHECK(count_example(model, plan).backward.text() ==
          (4 * (17664 + 96) * Exact(600'000'000) + 4 * 5376).text());
}
