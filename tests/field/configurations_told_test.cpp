// SPDX-License-Identifier: Apache-2.0
// What is said of the reading of a configuration stands in every result.
#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/files.hpp"
#include "tests/support/program_run.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::json;

// A folder with a configuration and a ledger whose `operations` are given.
class Folder {
  public:
    explicit Folder(const std::string& operations, const std::string& fields = "") {
        std::filesystem::create_directories(path_);
        write_file(path_ + "/config.json",
                   R"({"model_type": "qwen2", "architectures": ["Qwen2Model"], "hidden_size": 8,
                       "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 2,
                       "intermediate_size": 16, "vocab_size": 10)" +
                       fields + "}");
        write_file(path_ + "/ledger.yaml", R"(flopledger: 1
model: {name: Example}
activities:
  - name: a
    kind: pre-training
    recomputation: none
    operations: {)" + operations + ", tokens: 1e12, sequence_length: 64}\n");
    }

    ~Folder() { std::filesystem::remove_all(path_); }

    ProgramRun estimate(const std::string& format) const {
        return run_program({"estimate", path_ + "/ledger.yaml", "--format", format});
    }

    ProgramRun check(const std::string& format) const {
        return run_program({"check", path_ + "/ledger.yaml", "--all", "--format", format});
    }

    ProgramRun explain() const {
        return run_program({"explain", path_ + "/ledger.yaml", "--standard", "all-operations"});
    }

    std::string config() const { return path_ + "/config.json"; }

  private:
    std::string path_ =
        (std::filesystem::temp_directory_path() / "flopledger-configurations").string();
};

bool says(const ProgramRun& run, const std::string& words) {
    std::string flat;
    for (const char byte : run.out + run.err) {
        if (byte == '\n') {
            while (flat.ends_with(' ')) flat.pop_back();
            flat += ' ';
        } else if (byte != ' ' || !flat.ends_with(' ')) {
            flat += byte;
        }
    }
    return flat.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("an ignored key and a class are in a ledger's results") {
    const Folder refused("model: config.json", R"(, "moe_rank": 4)");
    CHECK(refused.estimate("text").status == 2);
    CHECK(says(refused.estimate("text"), "'moe_rank' says how a model is built"));
    CHECK(says(refused.estimate("text"), "--ignore-key moe_rank"));
    const Folder passed(
        "model: config.json, ignore_keys: [moe_rank], class: Qwen2ForTokenClassification",
        R"(, "moe_rank": 4)");
    CHECK(passed.estimate("text").status == 0);
    CHECK(says(passed.estimate("text"), "did not say 'moe_rank'"));
    CHECK(says(passed.estimate("json"), "keys-ignored"));
    CHECK(says(passed.explain(), "as Qwen2ForTokenClassification, without moe_rank"));
}

TEST_CASE("a verdict says what was passed over or chosen of a configuration") {
    const Folder folder(
        "model: config.json, ignore_keys: [moe_rank], class: Qwen2ForTokenClassification",
        R"(, "moe_rank": 4, "odd": 1)");
    for (const char* format : {"text", "json"}) {
        const ProgramRun run = folder.check(format);
        CHECK(says(run, "the configuration of a: counted as if the configuration did not say"));
        CHECK(says(run, "not known to be without effect: 'odd'"));
        CHECK(says(run, "counted as Qwen2ForTokenClassification, as told to"));
    }
    CHECK(says(folder.check("json"), "class-chosen"));
    CHECK(says(folder.estimate("text"), "class-chosen: "));
    CHECK(says(folder.explain(), "class-chosen: "));
    const Folder same("model: config.json, class: Qwen2Model");
    CHECK(!says(same.check("json"), "class-chosen"));
}

TEST_CASE("keys that may hold compute are refused, and those that hold none are not") {
    for (const char* key :
         {R"("top_k": 8)", R"("top_k": 1)", R"("initializer_blocks": 3)", R"("chunk_size": 64)",
          R"("index_dtype": "fp8")", R"("expert_dtype": "fp4")", R"("moe": true)", R"("loops": 4)",
          R"("repeats": 2)", R"("recurrent_steps": 3)", R"("ffn_type": "wide")",
          R"("width_mult": 2)"}) {
        CAPTURE(key);
        CHECK(says(Folder("model: config.json", std::string(", ") + key).estimate("text"),
                   "[unread-key]"));
    }
    for (const char* key : {R"("top_k": 50)", R"("activation": "swiglu")",
                            R"("torch_dtype": "bfloat16")", R"("initializer_range": 0.02)",
                            R"("dual_chunk_attention_config": {"chunk_size": 8, "local_size": 4,
             "original_max_position_embeddings": 8})"}) {
        CAPTURE(key);
        const ProgramRun run =
            Folder("model: config.json", std::string(", ") + key).estimate("text");
        CHECK(run.status == 0);
        CHECK(!says(run, "keys-unknown"));
    }
}

TEST_CASE("a key of a pooler in a type that has none is told") {
    CHECK(says(Folder("model: config.json", R"(, "pooler_hidden": 77)").estimate("text"),
               "keys-unknown: not read, and not known to be without effect: 'pooler_hidden'"));
}

TEST_CASE("the remedy for an unread key can be written as it stands") {
    const Folder folder("model: config.json", R"(, "plan": [{"n_experts": 8}])");
    CHECK(says(folder.estimate("text"), "--ignore-key 'plan[0].n_experts'"));
    CHECK(says(folder.estimate("text"), "ignore_keys: ['plan[0].n_experts']}"));
    const Folder told("model: config.json, ignore_keys: ['plan[0].n_experts']",
                      R"(, "plan": [{"n_experts": 8}])");
    CHECK(told.estimate("text").status == 0);
    const Folder outside("model: config.json}\n    class: Qwen2Model\n    x: {a: 1");
    CHECK(says(outside.estimate("text"), "it belongs in `operations`, beside `model`"));
}

TEST_CASE("class and ignore_keys go with a configuration alone") {
    const Folder inline_model("parameters: 7e9, class: Qwen2Model");
    CHECK(says(inline_model.estimate("text"), "'class' goes with a configuration"));
    const Folder mapping("model: {parameters: 7e9}, ignore_keys: [a]");
    CHECK(says(mapping.estimate("text"), "'ignore_keys' goes with a configuration"));
}

TEST_CASE("modules for further tokens that are not counted cannot be stated as trained") {
    const Folder trained("model: config.json, multi_token_prediction: true");
    CHECK(trained.estimate("text").status == 2);
    CHECK(says(trained.estimate("text"), "counted without modules that predict further tokens"));
    const Folder not_trained("model: config.json, multi_token_prediction: false");
    CHECK(not_trained.estimate("text").status == 0);
    const Folder named("model: config.json", R"(, "num_nextn_predict_layers": 1)");
    CHECK(says(named.estimate("text"), "[unread-key]"));
}

TEST_CASE("model and interconnect take the options and say what they did") {
    const Folder folder("model: config.json", R"(, "moe_rank": 4, "odd": 1)");
    const std::string config = folder.config();
    CHECK(run_program({"model", config}).status == 2);
    const ProgramRun text = run_program({"model", config, "--ignore-key", "moe_rank"});
    CHECK(text.status == 0);
    CHECK(says(text, "qwen2, Qwen2Model:"));
    CHECK(says(text, "keys-ignored: counted as if the configuration did not say 'moe_rank'"));
    const auto json = Json::parse(run_program({"model", config, "--ignore-key", "moe_rank",
                                               "--class", "Qwen2ForCausalLM", "--format", "json"})
                                      .out);
    const Json& model = json["models"].at(0);
    CHECK(model["class"] == "Qwen2ForCausalLM");
    CHECK(model["ignored_keys"] == Json::array({"moe_rank"}));
    CHECK(model["findings"].size() == 3);
    const std::vector<std::string> pods{"interconnect", config, "--preset", "diloco"};
    CHECK(says(run_program(pods), "[unread-key]"));
    std::vector<std::string> passed = pods;
    passed.insert(passed.end(), {"--ignore-key", "moe_rank", "--class", "Qwen2ForCausalLM"});
    CHECK(!says(run_program(passed), "[unread-key]"));
}

TEST_CASE("a key that is to be ignored and is not in the configuration is told") {
    const Folder wrong("model: config.json, ignore_keys: [moe_rnak]", R"(, "moe_rank": 4)");
    const ProgramRun run = wrong.estimate("text");
    CHECK(run.status == 2);
    CHECK(says(run, "unread-key"));
    const Folder harmless("model: config.json, ignore_keys: [hidden_sise]");
    CHECK(harmless.estimate("text").status == 0);
    CHECK(says(harmless.estimate("text"), "keys-not-there"));
    CHECK(says(harmless.estimate("text"), "'hidden_sise' (it has 'hidden_size')"));
    CHECK(says(harmless.check("json"), "keys-not-there"));
    // One that is there and says nothing may be ignored, too.
    const Folder idle("model: config.json, ignore_keys: [moe_rank]", R"(, "moe_rank": 0)");
    CHECK(idle.estimate("text").status == 0);
}

}  // namespace flopledger
