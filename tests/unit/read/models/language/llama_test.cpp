// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

#include "tests/support/faults.hpp"
#include "tests/support/model_files.hpp"

namespace flopledger {

namespace {

ReadModel read(std::string text) { return read_model_text(std::move(text), llama_families()); }

// A small configuration with more keys behind it.
ReadModel small(const std::string& type, const std::string& more) {
    return read("{\"model_type\": \"" + type +
                "\", \"hidden_size\": 64, \"intermediate_size\": 128, \"num_hidden_layers\": 4, "
                "\"num_attention_heads\": 8, \"vocab_size\": 100" +
                (more.empty() ? "" : ", " + more) + "}");
}

// The blocks of the first tower: name and count.
std::string blocks(const ReadModel& result) {
    if (!result.model) return "none: " + names(result.diagnostics);
    std::string all;
    for (const Block& block : result.model->towers[0].blocks) {
        if (block.is_layer) all += block.name + " x" + block.count.text() + "; ";
    }
    return all;
}

}  // namespace

TEST_CASE("llama: parameters and FLOP of published configurations") {
    if (!has_exact_results()) return;
    CHECK(check_parameters(llama_families()) == 44);
    CHECK(check_flop_per_token(llama_families()) == 88);
}

TEST_CASE("llama: our own descriptions") {
    CHECK(check_own_models("tests/data/models/expected_a.txt", llama_families()) == 17);
}

TEST_CASE("llama: windows, absent and null told apart") {
    struct Row {
        std::string type;
        std::string more;
        std::string blocks;
    };
    const std::string heads = "\"num_key_value_heads\": 8";
    const Row rows[] = {
        {"llama", "", "layer x4; "},
        {"mistral", "", "layer, window 4096 x4; "},
        {"mistral", "\"sliding_window\": null", "layer x4; "},
        {"mistral", "\"sliding_window\": 7", "layer, window 7 x4; "},
        {"phi3", "", "layer x4; "},
        {"phi3", "\"sliding_window\": 2047", "layer, window 2047 x4; "},
        {"qwen2", heads + ", \"sliding_window\": 5", "layer x4; "},
        {"qwen2", heads + ", \"sliding_window\": 5, \"use_sliding_window\": true", "layer x4; "},
        {"qwen2",
         heads + ", \"sliding_window\": 5, \"use_sliding_window\": true, \"max_window_layers\": 1",
         "layer x1; layer, window 5 x3; "},
        {"qwen2", heads + ", \"use_sliding_window\": true, \"max_window_layers\": 0",
         "layer, window 4096 x4; "},
        {"qwen2",
         heads + ", \"sliding_window\": null, \"use_sliding_window\": true, "
                 "\"max_window_layers\": 0",
         "layer x4; "},
        {"qwen3",
         heads + ", \"use_sliding_window\": true, \"layer_types\": [\"sliding_attention\", "
                 "\"full_attention\", \"sliding_attention\", \"sliding_attention\"]",
         "layer, window 4096 x3; layer x1; "},
        {"qwen3", heads + ", \"layer_types\": [\"sliding_attention\"]",
         "none: conflicting-keys conflicting-keys "},
        {"qwen3",
         heads + ", \"use_sliding_window\": true, \"layer_types\": [\"sliding_attention\", "
                 "\"full_attention\", \"full_attention\", \"linear_attention\"]",
         "none: unsupported-model "},
        {"gemma2", "", "layer, window 4096 x2; layer x2; "},
        {"gemma2", "\"sliding_window\": null", "none: missing-key "},
        {"gemma3_text", "", "layer, window 4096 x4; "},
        {"gemma3_text", "\"sliding_window_pattern\": 3", "layer, window 4096 x3; layer x1; "},
        {"gemma3_text", "\"sliding_window_pattern\": 1", "layer x4; "},
    };
    for (const Row& row : rows) {
        CAPTURE(row.type);
        CAPTURE(row.more);
        std::string more = row.more;
        if (row.type == "mistral") more += (more.empty() ? "" : ", ") + heads;
        CHECK(blocks(small(row.type, more)) == row.blocks);
    }
}

TEST_CASE("llama: what cannot be is an error with a name") {
    struct Row {
        std::string type;
        std::string more;
        std::string names;
    };
    const Row rows[] = {
        {"llama", "\"num_key_value_heads\": 3", "conflicting-keys "},
        {"llama", "\"num_key_value_heads\": 0", "number-out-of-bounds "},
        {"llama", "\"num_key_value_heads\": -1", "negative-number "},
        {"llama", "\"num_key_value_heads\": 1e30", "number-out-of-bounds "},
        {"llama", "\"num_key_value_heads\": \"8\"", "wrong-type "},
        {"llama", "\"head_dim\": 2.5", "number-out-of-bounds "},
        {"llama", "\"hidden_act\": \"swiglu\"", "unsupported-model "},
        {"llama", "\"tie_word_embeddings\": 1", "wrong-type "},
        {"phi3", "\"attention_bias\": true", "unsupported-model "},
        {"qwen3", "\"num_key_value_heads\": 8, \"head_dim\": null", "missing-key "},
        {"mistral", "\"num_key_value_heads\": 8, \"sliding_window\": 0", "number-out-of-bounds "},
        {"gemma2", "\"use_bidirectional_attention\": true", "unsupported-model "},
        {"gemma3_text", "\"sliding_window_pattern\": 0", "number-out-of-bounds "},
        {"starcoder2", "\"mlp_type\": \"gated\"", "unsupported-model "},
        {"mimo", "\"num_key_value_heads\": 8, \"attention_bias\": false", "unsupported-model "},
        {"nemotron-nas", "", "conflicting-keys "},
        {"nemotron-nas", "\"block_configs\": 7", "wrong-type conflicting-keys "},
    };
    for (const Row& row : rows) {
        CAPTURE(row.type);
        CAPTURE(row.more);
        const ReadModel result = small(row.type, row.more);
        CHECK_FALSE(result.model);
        CHECK(names(result.diagnostics) == row.names);
    }
    const ReadModel result = read(
        "{\"model_type\": \"llama\", \"hidden_size\": 100, \"intermediate_size\": 128,\n"
        "\"num_hidden_layers\": 4, \"num_attention_heads\": 8}");
    CHECK(places_and_names(result.diagnostics) == "1:1 missing-key\n2:48 conflicting-keys\n");
}

TEST_CASE("llama: a head size of its own needs no division") {
    CHECK(read("{\"model_type\": \"llama\", \"hidden_size\": 100, \"intermediate_size\": 128, "
               "\"num_hidden_layers\": 4, \"num_attention_heads\": 8, \"head_dim\": 16, "
               "\"vocab_size\": 10}")
              .model);
}

TEST_CASE("llama: modules that predict further tokens are told apart") {
    const ReadModel result = read(read_file("tests/data/models/mimo-7b.json"));
    REQUIRE(result.model);
    REQUIRE(result.model->towers.size() == 2);
    CHECK(result.model->towers[1].role == TowerRole::multi_token_prediction);
    // A layer, the joining matrix and three norms: the checkpoint's 7,833,409,536 less the rest.
    const ParameterCount count = count_parameters(*result.model, {});
    CHECK(count.multi_token_prediction.text() == "210790400");
    CHECK((count.total + count.multi_token_prediction).text() == "7833409536");
    const auto convention = AttentionConvention::causal;
    const Exact without = per_token(*result.model, 4096, convention).model_flop();
    const Exact with = per_token(*result.model, 4096, convention, true).model_flop();
    const Exact layer = 6 * Exact(177209344 + 2 * 4096 * 4096) + 12 * Exact(4096 * 4097 / 2);
    CHECK((with - without).text() == (layer + 6 * Exact(4096) * 151680).text());
}

}  // namespace flopledger
