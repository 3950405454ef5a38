// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/model_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>
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
        read_model(std::make_shared<const Source>(Source{"config.json", text}), {}, diagnostics);
    result.faults = names(diagnostics);
    CHECK((result.model != nullptr) == diagnostics.list.empty());
    return result;
}

std::string config(const std::string& fields) {
    return R"({"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32,
               "num_attention_heads": 32, "intermediate_size": 14336, "vocab_size": 128256)" +
           fields + "}";
}

}  // namespace

TEST_CASE("every family is found by its model_type, once") {
    const std::vector<std::string_view> types = known_model_types();
    CHECK(types.size() >= 69);
    CHECK(std::adjacent_find(types.begin(), types.end()) == types.end());
    for (const char* type :
         {"llama", "gpt2", "mixtral", "deepseek_v3", "mamba", "t5", "qwen2_vl"}) {
        CHECK(std::find(types.begin(), types.end(), std::string_view(type)) != types.end());
    }
    const Read llama = read(config(""));
    REQUIRE(llama.model);
    CHECK(llama.model->type == "llama");
    CHECK(llama.model->file == "config.json");
}

TEST_CASE("a configuration that cannot be counted says why") {
    CHECK(read("[]").faults == "missing-key ");
    CHECK(read("{}").faults == "missing-key ");
    CHECK(read(R"({"model_type": "lama"})").faults == "unsupported-model ");
    CHECK(read(R"({"model_type": "llama"})").faults ==
          "missing-key missing-key missing-key missing-key missing-key ");
    CHECK(read(config(R"(, "num_key_value_heads": 5)")).faults == "conflicting-keys ");
    CHECK(read(config(R"(, "num_key_value_heads": 64)")).faults == "conflicting-keys ");
    CHECK(read(config(R"(, "head_dim": 0)")).faults == "number-out-of-bounds ");
    CHECK(read(config(R"(, "head_dim": -1)")).faults == "negative-number ");
    CHECK(read(config(R"(, "head_dim": 1e30)")).faults == "number-out-of-bounds ");
    CHECK(read(config(R"(, "head_dim": "128")")).faults == "wrong-type ");
    CHECK(read(config(R"(, "tie_word_embeddings": "true")")).faults == "wrong-type ");
    CHECK(read(R"({"model_type": "llama", "hidden_size": 100, "num_hidden_layers": 1,
        "num_attention_heads": 3, "intermediate_size": 8, "vocab_size": 10})")
              .faults == "conflicting-keys ");
}

}  // namespace flopledger
