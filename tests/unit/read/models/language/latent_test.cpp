// SPDX-License-Identifier: Apache-2.0
#include "tests/support/faults.hpp"
#include "tests/support/model_files.hpp"

namespace flopledger {

namespace {

// A small model of DeepSeek-V2's kind with room for more fields.
std::string small_model(std::string_view type, std::string_view fields) {
    return R"({"hidden_size": 64, "vocab_size": 100, "num_hidden_layers": 3,
        "num_attention_heads": 4, "intermediate_size": 96, "n_routed_experts": 8,
        "num_experts_per_tok": 2, "moe_intermediate_size": 16, "n_shared_experts": 1,
        "kv_lora_rank": 20, "qk_nope_head_dim": 12, "qk_rope_head_dim": 4, "v_head_dim": 10,
        "first_k_dense_replace": 1, "model_type": ")" +
           std::string(type) + "\"" + std::string(fields) + "}";
}

ReadModel read_small(std::string_view type, std::string_view fields) {
    return read_model_text(small_model(type, fields), latent_families());
}

}  // namespace

TEST_CASE("models with latent attention equal every published exact result") {
    if (!has_exact_results()) return;
    CHECK(check_parameters(latent_families()) >= 4);
    CHECK(check_flop_per_token(latent_families()) >= 12);
    for (const std::string name :
         {"deepseek-moe-16b", "deepseek-v2-lite", "deepseek-r1", "deepseek-v3.2"}) {
        CAPTURE(name);
        CHECK(read_published(name, latent_families()).model);
    }
}

TEST_CASE("models with latent attention equal our own table") {
    CHECK(check_own_models("tests/data/models/expected_b.txt", latent_families()) >= 4);
}

TEST_CASE("an absent query rank is DeepSeek-V2's, null is none") {
    const auto parameters = [](std::string_view fields) {
        const ReadModel read = read_small("deepseek_v2", fields);
        REQUIRE(read.model);
        return count_parameters(*read.model, {}).total;
    };
    // Three layers: 64 x r + r + r x 64 with a rank, 64 x 64 without.
    CHECK((parameters("") - parameters(", \"q_lora_rank\": null")) ==
          3 * (64 * Exact(1536) + 1536 + 1536 * Exact(64) - 64 * Exact(64)));
    CHECK(parameters(", \"q_lora_rank\": 1536") == parameters(""));
}

TEST_CASE("modules that predict further tokens stand apart") {
    const ReadModel without = read_small("deepseek_v3", "");
    const ReadModel with = read_small("deepseek_v3", ", \"num_nextn_predict_layers\": 2");
    REQUIRE(without.model);
    REQUIRE(with.model);
    const ParameterCount lean = count_parameters(*without.model, {});
    const ParameterCount full = count_parameters(*with.model, {});
    CHECK(lean.multi_token_prediction.is_zero());
    CHECK(lean.total == full.total);
    CHECK(lean.active == full.active);
    const Exact layer = 64 * Exact(1536) + 1536 + 1536 * Exact(64) + 64 * Exact(24) + 20 +
                        20 * Exact(88) + 40 * Exact(64) + 2 * Exact(64) + 64 * Exact(8) +
                        9 * 3 * 64 * Exact(16);
    CHECK(full.multi_token_prediction == 2 * (layer + 2 * 64 * Exact(64) + 3 * Exact(64)));
    const auto linear = [](const Model& model, bool modules) {
        return per_token(model, 16, AttentionConvention::causal, modules).forward.output_head;
    };
    CHECK(linear(*with.model, true) == 3 * linear(*without.model, true));
    CHECK(linear(*with.model, false) == linear(*without.model, false));
}

TEST_CASE("an indexer meets all positions and attention those that it chooses") {
    constexpr std::string_view indexer =
        ", \"q_lora_rank\": 24, \"index_n_heads\": 2, \"index_head_dim\": 8, \"index_topk\": 10";
    const ReadModel read = read_small("deepseek_v32", indexer);
    REQUIRE(read.model);
    const ReadModel plain = read_small("deepseek_v3", ", \"q_lora_rank\": 24");
    REQUIRE(plain.model);
    CHECK((count_parameters(*read.model, {}).total - count_parameters(*plain.model, {}).total) ==
          3 * (24 * 16 + 64 * 8 + 2 * 8 + 64 * Exact(2)));
    const ExampleFlop flop = per_token(*read.model, 100, AttentionConvention::causal);
    // Three layers; 5050 pairs of causal attention, 955 within a window of 10.
    const Exact indexed = 2 * (2 * Exact(8) + 2) * 5050;
    const Exact attended = 2 * 4 * Exact(16 + 10) * 955;
    CHECK(flop.forward.attention == 3 * (indexed + attended) / 100);
    // The inputs of the indexer's projections need no gradient.
    const Exact projections = 2 * (24 * 16 + 64 * 8 + 64 * Exact(2));
    CHECK(flop.backward == 2 * flop.forward.total() - 3 * projections);
}

TEST_CASE("faults of models with latent attention are told by name") {
    const auto fault = [](std::string_view type, std::string_view fields) {
        const ReadModel read = read_small(type, fields);
        CHECK(!read.model);
        return names(read.diagnostics);
    };
    CHECK(fault("deepseek_v4", "") == "unsupported-model ");
    CHECK(fault("deepseek_v32", ", \"index_n_heads\": 2, \"index_head_dim\": 8") == "missing-key ");
    CHECK(
        fault("glm_moe_dsa", ", \"index_n_heads\": 2, \"index_head_dim\": 8, \"index_topk\": 9") ==
        "missing-key ");
    CHECK(fault("deepseek_v32",
                ", \"q_lora_rank\": null, \"index_n_heads\": 2, \"index_head_dim\": 8, "
                "\"index_topk\": 9") == "unsupported-model ");
    CHECK(fault("deepseek_v3", ", \"mlp_layer_types\": [\"dense\", \"sparse\", \"hashed\"]") ==
          "unsupported-model ");
}

}  // namespace flopledger
