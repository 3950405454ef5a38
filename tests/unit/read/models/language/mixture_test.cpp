// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/read/models/language/llama4_text.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/model_files.hpp"

namespace flopledger {

namespace {

// The text half of Llama 4, which a configuration without a vision tower nests.
std::span<const Family> llama4_without_vision() {
    static constexpr auto families = std::to_array<Family>({{"llama4", read_llama4}});
    return families;
}

std::string faults_of(const std::string& text) {
    const ReadModel read = read_model_text(text, mixture_families());
    CHECK(read.of_these_families);
    CHECK(!read.model);
    return names(read.diagnostics);
}

constexpr std::string_view small_mixture = R"("model_type": "mixtral", "hidden_size": 64,
    "vocab_size": 100, "num_hidden_layers": 2, "num_attention_heads": 8, "intermediate_size": 32,
    "num_local_experts": 4, "num_key_value_heads": 4)";

std::string with(std::string_view fields) {
    return "{" + std::string(small_mixture) + ", " + std::string(fields) + "}";
}

}  // namespace

TEST_CASE("mixtures of experts equal every published exact result") {
    if (!has_exact_results()) return;
    CHECK(check_parameters(mixture_families()) >= 11);
    CHECK(check_flop_per_token(mixture_families()) >= 32);
    CHECK(check_flop_per_token(llama4_without_vision()) == 4);
    const ReadModel scout = read_published("llama-4-scout", llama4_without_vision());
    REQUIRE(scout.model);
    const ParameterCount count = count_parameters(*scout.model, {});
    CHECK(count.total.text() == "107769861120");
    CHECK(count.active.text() == "17172894720");
    CHECK(count.embedding.text() == "1034485760");
}

TEST_CASE("mixtures of experts equal our own table") {
    CHECK(check_own_models("tests/data/models/expected_b.txt", mixture_families()) >= 10);
}

TEST_CASE("modules that predict further tokens cost what the half convention says") {
    if (!has_exact_results()) return;
    for (const auto& row : rows_of(std::string(exact_results) + "flop-per-token.csv")) {
        if (row[9] == row[11]) continue;
        std::vector<Family> families(mixture_families().begin(), mixture_families().end());
        families.insert(families.end(), latent_families().begin(), latent_families().end());
        const ReadModel read = read_published(row[0], families);
        CAPTURE(row[0]);
        REQUIRE(read.model);
        const Exact tokens = whole_number(row[1]);
        const ExampleFlop full = per_token(*read.model, tokens, AttentionConvention::full, true);
        // Half of all pairs; forward and backward together are three times forward.
        const Exact half = 3 * (full.forward.linear + full.forward.attention / 2);
        CHECK(full.model_flop() == 3 * full.forward.total());
        CHECK(half.text() == whole_number(row[11]).text());
    }
}

TEST_CASE("prediction modules make up what a checkpoint holds beyond the model") {
    const ReadModel read =
        read_model_text(read_file("tests/data/models/glm-4.5-air.json"), mixture_families());
    REQUIRE(read.model);
    const ParameterCount count = count_parameters(*read.model, {});
    // The published 110,468,824,832 hold the embedding and the head of the module a second time
    // and 128 buffers for each of 46 layers with experts, the module's among them.
    const Exact copies = 2 * 4096 * Exact(151552);
    CHECK((count.total + count.multi_token_prediction + copies + 46 * 128).text() ==
          "110468824832");
}

TEST_CASE("layers of different kinds are told apart in the order of their first") {
    const auto blocks = [](std::string_view fields) {
        const ReadModel read = read_model_text(
            R"({"model_type": "qwen3_moe", "hidden_size": 64, "vocab_size": 100,
            "num_hidden_layers": 6, "num_attention_heads": 8, "moe_intermediate_size": 32,
            "num_experts": 4, "num_experts_per_tok": 2, "intermediate_size": 96)" +
                std::string(fields) + "}",
            mixture_families());
        REQUIRE(read.model);
        std::string text;
        for (const Block& block : read.model->towers[0].blocks) {
            if (block.is_layer) text += block.count.text() + " " + block.name + "; ";
        }
        return text;
    };
    CHECK(blocks("") == "6 layer; ");
    CHECK(blocks(", \"decoder_sparse_step\": 2") == "3 layer, dense; 3 layer, experts; ");
    CHECK(blocks(", \"mlp_only_layers\": [1, 99]") == "5 layer, experts; 1 layer, dense; ");
    CHECK(blocks(", \"use_sliding_window\": true, \"sliding_window\": 8, "
                 "\"max_window_layers\": 2") ==
          "2 layer, experts; 4 layer, experts, sliding attention; ");
    CHECK(blocks(", \"sliding_window\": 8") == "6 layer; ");
}

TEST_CASE("more layers than any model has are an error, not a long wait") {
    CHECK(faults_of(R"({"model_type": "qwen3_moe", "hidden_size": 64, "vocab_size": 100,
        "num_hidden_layers": 900000000, "num_attention_heads": 8, "moe_intermediate_size": 32,
        "num_experts": 4, "num_experts_per_tok": 2})") == "number-out-of-bounds ");
}

TEST_CASE("a window may be absent, null or a number") {
    const auto pairs = [](std::string_view fields) {
        const ReadModel read = read_model_text(
            with("\"num_experts_per_tok\": 2" + std::string(fields)), mixture_families());
        REQUIRE(read.model);
        return per_token(*read.model, 100, AttentionConvention::causal).forward.attention;
    };
    // Two layers, 64 wide, two products, a multiply-add is two: 512 x 50.5 pairs for a token.
    CHECK(pairs("").text() == "25856");
    CHECK(pairs(", \"sliding_window\": null") == pairs(""));
    // 10 x 11 / 2 + 90 x 10 pairs over 100 tokens.
    CHECK(pairs(", \"sliding_window\": 10") == 512 * Exact::ratio(955, 100));
}

TEST_CASE("faults of mixtures are told by name") {
    CHECK(faults_of(with("\"num_experts_per_tok\": 5")) == "number-out-of-bounds ");
    CHECK(faults_of(with("\"num_experts_per_tok\": 0")) == "number-out-of-bounds ");
    CHECK(faults_of(with("\"num_experts_per_tok\": \"2\"")) == "wrong-type ");
    CHECK(faults_of(with("\"head_dim\": 8")) == "missing-key ");
    CHECK(faults_of(R"({"model_type": "gpt_oss", "hidden_size": 64, "vocab_size": 100,
        "num_hidden_layers": 2, "num_attention_heads": 8, "intermediate_size": 32,
        "num_local_experts": 4, "num_experts_per_tok": 2,
        "layer_types": ["full_attention", "linear_attention"]})") == "unsupported-model ");
    CHECK(faults_of(R"({"model_type": "gpt_oss", "hidden_size": 64, "vocab_size": 100,
        "num_hidden_layers": 2, "num_attention_heads": 8, "intermediate_size": 32,
        "num_local_experts": 4, "num_experts_per_tok": 2,
        "layer_types": ["full_attention"]})") == "conflicting-keys ");
    CHECK(faults_of(R"({"model_type": "minimax_m2", "hidden_size": 64, "vocab_size": 100,
        "num_hidden_layers": 2, "num_attention_heads": 8, "intermediate_size": 32,
        "num_local_experts": 4, "num_experts_per_tok": 2,
        "head_dim": 8, "qk_norm_type": "per_head"})") == "unsupported-model ");
    CHECK(faults_of(R"({"model_type": "dbrx", "d_model": 64, "vocab_size": 100,
        "n_layers": 2, "n_heads": 8, "attn_config": {"kv_n_heads": 4}})") == "missing-key ");
}

TEST_CASE("an absent number of key-value heads is the family's, null is as many as query heads") {
    const auto parameters = [](std::string_view fields) {
        const ReadModel read = read_model_text(
            R"({"model_type": "qwen3_moe", "hidden_size": 64, "vocab_size": 100,
            "num_hidden_layers": 1, "num_attention_heads": 8, "moe_intermediate_size": 32,
            "num_experts": 4, "num_experts_per_tok": 2)" +
                std::string(fields) + "}",
            mixture_families());
        REQUIRE(read.model);
        return count_parameters(*read.model, {}).total;
    };
    // Key and value: 64 numbers from 64, for each head of 8.
    CHECK((parameters(", \"num_key_value_heads\": null") - parameters("")).text() == "4096");
    CHECK(parameters(", \"num_key_value_heads\": 4") == parameters(""));
}

}  // namespace flopledger
