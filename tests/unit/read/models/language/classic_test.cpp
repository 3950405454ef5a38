// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

#include "tests/support/faults.hpp"
#include "tests/support/model_files.hpp"

namespace flopledger {

namespace {

ReadModel read(std::string text) { return read_model_text(std::move(text), classic_families()); }

// A small configuration in the keys of a type, with more keys behind it.
ReadModel small(const std::string& type, const std::string& more) {
    std::string keys;
    if (type == "gpt2" || type == "gpt_bigcode" || type == "gptj") {
        keys = "\"n_embd\": 64, \"n_layer\": 2, \"n_head\": 4, \"n_positions\": 32";
    } else if (type == "mpt") {
        keys = "\"d_model\": 64, \"n_layers\": 2, \"n_heads\": 4";
    } else {
        keys =
            "\"hidden_size\": 64, \"num_hidden_layers\": 2, \"num_attention_heads\": 4, "
            "\"max_position_embeddings\": 32";
        if (type == "opt") keys += ", \"ffn_dim\": 256";
        if (type == "gpt_neox") keys += ", \"intermediate_size\": 256";
    }
    return read("{\"model_type\": \"" + type + "\", \"vocab_size\": 100, " + keys +
                (more.empty() ? "" : ", " + more) + "}");
}

}  // namespace

TEST_CASE("classic: parameters and FLOP of published configurations") {
    if (!has_exact_results()) return;
    CHECK(check_parameters(classic_families()) == 26);
    CHECK(check_flop_per_token(classic_families()) == 40);
}

TEST_CASE("classic: our own descriptions") {
    CHECK(check_own_models("tests/data/models/expected_a.txt", classic_families()) == 9);
}

TEST_CASE("classic: what selects another architecture changes the parameters or is an error") {
    struct Row {
        std::string type;
        std::string more;
        std::string result;  // parameters, or the names of faults
    };
    // 12 h^2 = 49152 a layer with as many key-value heads as heads; h = 64.
    const Row rows[] = {
        {"gpt2", "", "108544"},  // 2(49152+13h)+132h+2h
        {"gpt2", "\"n_inner\": null", "108544"},
        {"gpt2", "\"tie_word_embeddings\": false", "114944"},  // +100h
        {"gpt2", "\"add_cross_attention\": true", "unsupported-model "},
        {"gpt2", "\"n_head\": 5", "duplicate-key "},
        {"gpt2", "\"activation_function\": \"swiglu\"", "unsupported-model "},
        {"gpt_bigcode", "", "96064"},  // less 2*2(48h+48)
        {"gpt_bigcode", "\"multi_query\": false", "108544"},
        {"gpt_neox", "\"use_parallel_residual\": false", "112896"},
        {"gpt_neox", "\"attention_bias\": false", "112384"},   // less 2*4h
        {"opt", "", "108672"},                                 // gpt2 and two rows
        {"opt", "\"do_layer_norm_before\": false", "108544"},  // less 2h
        {"opt", "\"word_embed_proj_dim\": 32", "109568"},      // less 100*32, and 2*32h
        {"opt", "\"word_embed_proj_dim\": 0", "number-out-of-bounds "},
        {"falcon", "\"parallel_attn\": true", "92800"},
        {"falcon", "\"parallel_attn\": false", "93056"},  // 2*2h more
        {"falcon", "\"num_kv_heads\": 3", "92800"},       // ignored
        {"falcon", "\"new_decoder_architecture\": true", "105344"},
        {"falcon", "\"new_decoder_architecture\": true, \"num_ln_in_parallel_attn\": 1", "105088"},
        {"falcon", "\"new_decoder_architecture\": true, \"num_ln_in_parallel_attn\": 3",
         "number-out-of-bounds "},
        {"falcon", "\"new_decoder_architecture\": true, \"num_kv_heads\": 3", "conflicting-keys "},
        {"falcon", "\"new_decoder_architecture\": true, \"parallel_attn\": false",
         "unsupported-model "},
        {"mpt", "", "105024"},
        {"mpt", "\"attn_config\": {\"alibi\": false}", "unsupported-model "},
        {"mpt", "\"attn_config\": {\"attn_type\": \"grouped_query_attention\"}",
         "unsupported-model "},
        {"mpt", "\"attn_config\": 1", "wrong-type "},
        {"mpt", "\"no_bias\": false", "unsupported-model "},
        {"bloom", "\"hidden_size\": 64", "duplicate-key "},
    };
    for (const Row& row : rows) {
        CAPTURE(row.type);
        CAPTURE(row.more);
        const ReadModel result = small(row.type, row.more);
        if (result.model) {
            CHECK(count_parameters(*result.model, {}).total.text() == row.result);
        } else {
            CHECK(names(result.diagnostics) == row.result);
        }
    }
}

TEST_CASE("classic: an ignored key is told") {
    const ReadModel result = small("falcon", "\"num_kv_heads\": 4");
    REQUIRE(result.model);
    CHECK(result.model->notes.size() == 1);
    CHECK(small("falcon", "\"num_kv_heads\": 1").model->notes.empty());
}

}  // namespace flopledger
