// SPDX-License-Identifier: Apache-2.0
#include "core/read/model_reader.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/faults.hpp"

namespace flopledger {

namespace {

struct Read {
    std::shared_ptr<const Model> model;
    std::string faults;
};

Read read(const std::string& text) {
    Diagnostics diagnostics;
    Read result;
    result.model =
        read_model(std::make_shared<const Source>(Source{"config.json", text}), diagnostics);
    result.faults = names(diagnostics);
    CHECK((result.model != nullptr) == diagnostics.list.empty());
    return result;
}

// FLOP of training per token: three times forward, two for each multiply-add, pairs T(T+1)/2 of T.
Exact training_flop_per_token(const Model& model, const Exact& length) {
    Exact sum;
    for (const Block& block : model.blocks) {
        sum = sum + block.count * (block.multiply_adds_per_token +
                                   block.multiply_adds_per_pair * (length + 1) / 2);
    }
    return 6 * sum;
}

std::string config(const std::string& fields) {
    return R"({"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32,
               "num_attention_heads": 32, "intermediate_size": 14336, "vocab_size": 128256)" +
           fields + "}";
}

}  // namespace

TEST_CASE("parameters and FLOP per token of published models, exact") {
    struct Case {
        const char* name;
        int hidden, layers, heads, key_heads, feed_forward, vocabulary;
        bool tied;
        std::int64_t parameters, flop_per_token_at_8192;  // of an independent count
    };
    const std::vector<Case> cases{
        {"llama-2-7b", 4096, 32, 32, 32, 11008, 32000, false, 6738415616, 46085701632},
        {"llama-2-13b", 5120, 40, 40, 40, 13824, 32000, false, 13015864320, 87177216000},
        {"yi-34b", 7168, 60, 56, 8, 20480, 64000, false, 34388917248, 224717660160},
        {"llama-3.1-8b", 4096, 32, 32, 8, 14336, 128256, false, 8030261248, 51471187968},
        {"llama-3.1-70b", 8192, 80, 64, 8, 28672, 128256, false, 70553706496, 449226473472},
        {"llama-3.1-405b", 16384, 126, 128, 8, 53248, 128256, false, 405853388800, 2523968372736},
        {"llama-3.2-1b", 2048, 16, 32, 8, 8192, 128256, true, 1235814400, 9025290240},
    };
    for (const Case& one : cases) {
        CAPTURE(one.name);
        const Read result = read(fmt::format(
            R"({{"model_type": "llama", "hidden_size": {}, "num_hidden_layers": {},
                "num_attention_heads": {}, "num_key_value_heads": {}, "intermediate_size": {},
                "vocab_size": {}, "tie_word_embeddings": {}}})",
            one.hidden, one.layers, one.heads, one.key_heads, one.feed_forward, one.vocabulary,
            one.tied));
        REQUIRE(result.model);
        CHECK(result.model->parameters() == one.parameters);
        CHECK(training_flop_per_token(*result.model, 8192) == one.flop_per_token_at_8192);
    }
    const Read qwen = read(R"({"model_type": "qwen2", "hidden_size": 896, "num_hidden_layers": 24,
        "num_attention_heads": 14, "num_key_value_heads": 2, "intermediate_size": 4864,
        "vocab_size": 151936, "tie_word_embeddings": true, "use_sliding_window": false,
        "sliding_window": 32768})");
    REQUIRE(qwen.model);
    CHECK(qwen.model->parameters() == 494032768);
}

TEST_CASE("absent and null differ where the model's class says so") {
    // Without a number of key heads Llama has one for each query head.
    CHECK(read(config("")).model->parameters() ==
          read(config(R"(, "num_key_value_heads": null)")).model->parameters());
    CHECK(read(config(R"(, "head_dim": null)")).faults == "");
    CHECK(read(config(R"(, "head_dim": 64)")).faults == "");
    const std::string mistral = R"({"model_type": "mistral", "hidden_size": 4096,
        "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
        "intermediate_size": 14336, "vocab_size": 32768)";
    CHECK(read(mistral + "}").faults == "unsupported-model ");
    CHECK(read(mistral + R"(, "sliding_window": 4096})").faults == "unsupported-model ");
    const Read without = read(mistral + R"(, "sliding_window": null})");
    REQUIRE(without.model);
    CHECK(without.model->parameters() == 7248023552);
}

TEST_CASE("biases are parameters and no multiply-adds") {
    const Read plain = read(config(""));
    const Read biased = read(config(R"(, "attention_bias": true, "mlp_bias": true)"));
    // Four vectors of 4096 in attention; two of 14336 and one of 4096 behind; 32 layers.
    CHECK(biased.model->parameters() - plain.model->parameters() ==
          32 * (4 * 4096 + 2 * 14336 + 4096));
    CHECK(training_flop_per_token(*biased.model, 100) ==
          training_flop_per_token(*plain.model, 100));
}

TEST_CASE("a configuration that cannot be counted says why") {
    CHECK(read("[]").faults == "wrong-type ");
    CHECK(read("{}").faults == "missing-key ");
    CHECK(read(R"({"model_type": "mamba"})").faults == "unsupported-model ");
    CHECK(read(R"({"model_type": "llama"})").faults ==
          "missing-key missing-key missing-key missing-key missing-key ");
    CHECK(read(config(R"(, "num_key_value_heads": 5)")).faults == "number-out-of-bounds ");
    CHECK(read(config(R"(, "num_key_value_heads": 64)")).faults == "number-out-of-bounds ");
    CHECK(read(config(R"(, "head_dim": 0)")).faults == "number-out-of-bounds ");
    CHECK(read(config(R"(, "head_dim": -1)")).faults == "negative-number ");
    CHECK(read(config(R"(, "head_dim": 1e30)")).faults == "number-out-of-bounds ");
    CHECK(read(config(R"(, "head_dim": "128")")).faults == "wrong-type ");
    CHECK(read(config(R"(, "tie_word_embeddings": "true")")).faults == "wrong-type ");
    CHECK(read(R"({"model_type": "llama", "hidden_size": 100, "num_hidden_layers": 1,
        "num_attention_heads": 3, "intermediate_size": 8, "vocab_size": 10})")
              .faults == "number-out-of-bounds ");
}

}  // namespace flopledger
