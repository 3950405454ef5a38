// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/read/models/multimodal/multimodal.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/model_files.hpp"

namespace flopledger {

namespace {

// Qwen 3.5, which published configurations nest beside a vision tower.
constexpr auto nested_families =
    std::to_array<Family>({{"qwen3_5", read_qwen3_5_images}, {"qwen3_5_moe", read_qwen3_5_images}});

// Scans and short convolutions in training, told apart from model FLOP.
int check_state_space(std::span<const Family> families) {
    int checked = 0;
    for (auto& row : rows_of(std::string(exact_results) + "flop-per-token.csv")) {
        const ReadModel read = read_published(row[0], families);
        if (!read.of_these_families) continue;
        CAPTURE(row[0]);
        REQUIRE(read.model);
        ++checked;
        if (row[12].back() == '\r') row[12].pop_back();
        const ExampleFlop flop =
            per_token(*read.model, whole_number(row[1]), AttentionConvention::causal);
        CHECK((flop.forward.state_space + flop.state_space_backward).text() ==
              whole_number(row[12]).text());
    }
    return checked;
}

std::string faults_of(const std::string& text) {
    const ReadModel read = read_model_text(text, state_space_families());
    CHECK(!read.model);
    return names(read.diagnostics);
}

}  // namespace

TEST_CASE("state-space models equal every published exact result") {
    if (!has_exact_results()) return;
    CHECK(check_parameters(state_space_families()) >= 6);
    CHECK(check_parameters(nested_families) == 1);
    CHECK(check_flop_per_token(state_space_families()) == 4);
    CHECK(check_flop_per_token(nested_families) == 4);
    CHECK(check_state_space(state_space_families()) == 4);
    CHECK(check_state_space(nested_families) == 4);
    CHECK(names(read_published("nemotron-h-56b", state_space_families()).diagnostics).empty());
    // Published, counted by the checkpoint's tensors.
    const ReadModel falcon = read_published("falcon-mamba-7b", state_space_families());
    REQUIRE(falcon.model);
    CHECK(count_parameters(*falcon.model, {}).total.text() == "7272665088");
}

TEST_CASE("state-space models equal our own table") {
    CHECK(check_own_models("tests/data/models/expected_b.txt", state_space_families()) >= 6);
}

TEST_CASE("a number that strict JSON lacks is an error where it is read, and nowhere else") {
    const ReadModel unread =
        read_model_text(R"({"model_type": "nemotron_h", "time_step_limit": [0.0, Infinity]})",
                        state_space_families());
    CHECK(names(unread.diagnostics).find("not-a-number") == std::string::npos);
    CHECK(names(unread.diagnostics).find("json-syntax") == std::string::npos);
    const ReadModel read = read_model_text(R"({"model_type": "mamba", "hidden_size": Infinity})",
                                           state_space_families());
    REQUIRE(!read.diagnostics.list.empty());
    CHECK(names(read.diagnostics).find("not-a-number") != std::string::npos);
}

TEST_CASE("sizes that contradict one another are settled as their families settle them") {
    const auto parameters = [](const std::string& text) {
        const ReadModel read = read_model_text(text, state_space_families());
        REQUIRE(read.model);
        return count_parameters(*read.model, {}).total;
    };
    const std::string start = R"({"model_type": "falcon_mamba", "hidden_size": 64,
        "vocab_size": 100, "num_hidden_layers": 1, "tie_word_embeddings": false)";
    // The written inner size holds; 64 / 16 = 4 is the rank of the step size.
    CHECK(parameters(start + R"(, "expand": 16, "intermediate_size": 128})") ==
          parameters(start + R"(, "time_step_rank": 4})"));
    CHECK(faults_of(R"({"model_type": "mamba2", "hidden_size": 64, "vocab_size": 100,
        "num_hidden_layers": 1, "num_heads": 3, "head_dim": 64})") == "conflicting-keys ");
}

TEST_CASE("a pattern of layers is read letter by letter") {
    const auto with = [](const std::string& fields) {
        return R"({"model_type": "nemotron_h", "hidden_size": 64, "vocab_size": 100,
            "num_hidden_layers": 3, "mamba_num_heads": 4, "mamba_head_dim": 8,
            "ssm_state_size": 16, "n_groups": 2, "intermediate_size": 128,
            "num_attention_heads": 4, "num_key_value_heads": 2)" +
               fields + "}";
    };
    const ReadModel read =
        read_model_text(with(R"(, "hybrid_override_pattern": "M-M")"), state_space_families());
    REQUIRE(read.model);
    const std::vector<Block>& blocks = read.model->towers[0].blocks;
    REQUIRE(blocks.size() == 5);
    CHECK(blocks[1].name == "layer, state space");
    CHECK(blocks[1].count.text() == "2");
    CHECK(blocks[2].name == "layer, feed-forward");
    CHECK(faults_of(with(R"(, "hybrid_override_pattern": "M-")")) == "conflicting-keys ");
    CHECK(faults_of(with(R"(, "hybrid_override_pattern": "M-X")")) == "unsupported-model ");
    CHECK(faults_of(with("")) == "missing-key ");
    CHECK(faults_of(with(R"(, "hybrid_override_pattern": "M-M", "moe_latent_size": 32)")) ==
          "unsupported-model ");
}

}  // namespace flopledger
