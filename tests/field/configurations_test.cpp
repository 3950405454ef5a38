// SPDX-License-Identifier: Apache-2.0
// Keys of configurations that nobody reads, and classes: nothing is passed over in silence.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "core/count/models/model_count.hpp"
#include "core/read/models/bricks/config.hpp"
#include "core/read/models/bricks/families.hpp"
#include "core/read/models/bricks/key_tables.hpp"
#include "core/read/models/bricks/model_class.hpp"
#include "core/read/models/bricks/other_names.hpp"
#include "core/read/models/model_reader.hpp"
#include "core/text/trees/json.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/files.hpp"

namespace flopledger {

namespace {

struct Read {
    std::shared_ptr<const Model> model;
    Diagnostics diagnostics;
    std::string faults;
};

Read read(const std::string& text, const ModelChoices& choices = {}) {
    Read result;
    result.model = read_model(std::make_shared<const Source>(Source{"config.json", text}), choices,
                              result.diagnostics);
    result.faults = names(result.diagnostics);
    return result;
}

// A small llama of 8 wide, 2 layers and 10 words, with further fields.
std::string llama(const std::string& fields, const std::string& architecture = "LlamaForCausalLM") {
    return R"({"model_type": "llama", "architectures": [")" + architecture +
           R"("], "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2,
               "intermediate_size": 16, "vocab_size": 10)" +
           fields + "}";
}

std::string parameters(const Read& read) {
    return read.model == nullptr ? read.faults : count_parameters(*read.model, {}).total.text();
}

std::string findings(const Read& read) {
    std::string text;
    if (read.model == nullptr) return read.faults;
    for (const Finding& finding : read.model->findings) {
        text += std::string(finding.name.text) + ": " + finding.message + "\n";
    }
    return text;
}

const Family* family_of(std::string_view type) {
    for (const auto& families :
         {llama_families(), classic_families(), mixture_families(), latent_families(),
          state_space_families(), encoder_families(), multimodal_families()}) {
        for (const Family& family : families) {
            if (family.model_type == type) return &family;
        }
    }
    return nullptr;
}

// What a family asks a configuration for, in all its mappings.
struct Asked {
    std::string type;
    std::set<std::string, std::less<>> anywhere;
};

Asked asked_by_family(const std::string& text) {
    Diagnostics diagnostics;
    const auto source = std::make_shared<const Source>(Source{"config.json", text});
    const auto document = parse_json(source, diagnostics);
    REQUIRE(document);
    const Reading reading{*source, diagnostics};
    Config config(reading, document->root);
    Asked asked;
    asked.type = config.text("model_type");
    const Family* family = family_of(asked.type);
    REQUIRE(family != nullptr);
    family->read(config);
    for (const auto& [mapping, keys] : config.state().asked) {
        asked.anywhere.insert(keys.begin(), keys.end());
    }
    return asked;
}

// Whether a family asks for a key, or for another name of it.
bool is_asked(const Asked& asked, std::string_view key) {
    const auto one = [&](std::string_view name) { return asked.anywhere.count(name) != 0; };
    const auto others = other_names(asked.type, key);
    return one(key) || std::any_of(others.begin(), others.end(), one);
}

// The configurations of tests/data/models, one or more a family.
std::vector<std::string> own_configurations() {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator("tests/data/models")) {
        if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::size_t count_of(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("a key that says how a model is built and is not read is an error") {
    const std::string plain = parameters(read(llama("")));
    // Read by other families, or called as such keys are.
    for (const char* field :
         {R"(, "num_local_experts": 8)", R"(, "sliding_window": 4096)", R"(, "kv_lora_rank": 512)",
          R"(, "layer_types": ["full_attention", "linear_attention"])",
          R"(, "draft_vocab_size": 5)", R"(, "num_nextn_predict_layers": 1)",
          R"(, "ffn_dim_multiplier": 1.3)", R"(, "engramHeadCount": 4)",
          R"(, "memory": {"window_length": 7})",
          R"(, "memory": [{"slots": 2, "rank_of_slots": 7}])", R"(, "ffn_hidden_act": "swiglu")"}) {
        CAPTURE(field);
        CHECK(read(llama(field)).faults == "unread-key ");
    }
    // What says nothing, or is known to change nothing.
    for (const char* field :
         {R"(, "num_local_experts": 0)", R"(, "sliding_window": null)", R"(, "moe_layers": [])",
          R"(, "index_share": false)", R"(, "expert_dropout": 0.1)", R"(, "rotary_dim": 4)",
          R"(, "layer_types": ["full_attention", "full_attention"])", R"(, "head_note": "")",
          R"(, "quantization_config": {"group_size": 128})", R"(, "ffn_hidden_act": "silu")"}) {
        CAPTURE(field);
        const Read same = read(llama(field));
        CHECK(parameters(same) == plain);
        CHECK(findings(same).empty());
    }
}

TEST_CASE("a key may be ignored, which stands beside the figures") {
    const std::string text =
        llama(R"(, "num_local_experts": 8, "memory": {"window_length": 7}, "flavour": "sweet")");
    CHECK(read(text).faults == "unread-key unread-key ");
    CHECK(read(text, {"", {"num_local_experts"}}).faults == "unread-key ");
    const Read ignored = read(text, {"", {"memory.window_length", "num_local_experts", "other"}});
    CHECK(parameters(ignored) == parameters(read(llama(""))));
    REQUIRE(ignored.model);
    CHECK(ignored.model->ignored_keys ==
          std::vector<std::string>{"num_local_experts", "memory.window_length"});
    CHECK(findings(ignored) ==
          "keys-ignored: counted as if the configuration did not say 'num_local_experts', "
          "'memory.window_length'\n"
          "keys-not-there: to be ignored, and not in the configuration: 'other'\n"
          "keys-unknown: not read, and not known to be without effect: 'flavour'\n");
}

TEST_CASE("every family tells every key of an architecture that it does not read") {
    for (const std::string& path : own_configurations()) {
        CAPTURE(path);
        std::string text = read_file(path);
        const Asked asked = asked_by_family(text);
        std::vector<std::string> added;
        for (const std::string_view key : architecture_keys()) {
            if (is_asked(asked, key)) continue;
            if (!reason_without_effect(asked.type, key, "777").empty()) continue;
            if (text.find("\"" + std::string(key) + "\"") != std::string::npos) continue;
            added.emplace_back(key);
        }
        CHECK(added.size() > 40);
        // Errors of one text are listed up to a hundred.
        for (std::size_t from = 0; from < added.size(); from += 50) {
            std::string fields;
            const std::size_t to = std::min(added.size(), from + 50);
            for (std::size_t index = from; index < to; ++index) {
                fields += "\"" + added[index] + "\": 777, ";
            }
            std::string longer = text;
            longer.insert(longer.find('{') + 1, fields);
            CHECK(count_of(read(longer).faults, "unread-key") == to - from);
        }
    }
}

TEST_CASE("the table of keys has all that families ask for") {
    for (const std::string& path : own_configurations()) {
        CAPTURE(path);
        for (const std::string& key : asked_by_family(read_file(path)).anywhere) {
            // What kind of file it is, and mappings that are judged key by key.
            if (key == "model_type" || key == "architectures" || key == "id2label" ||
                key == "num_labels" || key == "attention" || key == "ffn" ||
                key.ends_with("_config") || key.ends_with("_config_dict")) {
                continue;
            }
            CAPTURE(key);
            CHECK(is_architecture_key(key));
        }
    }
}

TEST_CASE("the class decides what stands behind the layers") {
    const Exact whole = Exact::from_digits(parameters(read(llama(""))));
    const auto with = [&](const std::string& name, const std::string& fields = "") {
        return parameters(read(llama(fields, name)));
    };
    const Exact bare = whole - 80;
    CHECK(with("LlamaModel") == bare.text());
    CHECK(with("LlamaForSequenceClassification") == (bare + 16).text());
    CHECK(with("LlamaForSequenceClassification",
               R"(, "id2label": {"0": "a", "1": "b", "2": "c"})") == (bare + 24).text());
    CHECK(with("LlamaForTokenClassification", R"(, "num_labels": 5)") == (bare + 45).text());
    CHECK(with("LlamaForQuestionAnswering") == (bare + 18).text());
    CHECK(with("LLaMAForCausalLM") == whole.text());
    // Nothing is counted of a head that is not there.
    const Read model = read(llama("", "LlamaModel"));
    REQUIRE(model.model);
    CHECK(count_example(*model.model, {}).forward.output_head.is_zero());
    CHECK(model.model->class_name == "LlamaModel");
}

TEST_CASE("every type has a class that its models usually have") {
    for (const std::string_view type : known_model_types()) {
        CAPTURE(type);
        CHECK(!classes_of(type).empty());
    }
}

TEST_CASE("classes that are not known, and draft heads, are told") {
    CHECK(read(llama("", "LlamaForCausalLMEagle3")).faults == "unsupported-model ");
    CHECK(read(llama("", "MedusaModel")).faults == "unsupported-model ");
    CHECK(read(llama("", "LlamaForRegression")).faults == "unknown-class ");
    CHECK(read(llama("", "BertForMaskedLM")).faults == "unknown-class ");
    CHECK(read(R"({"model_type": "bert", "architectures": ["LlamaForCausalLM"]})").faults ==
          "unknown-class ");
    CHECK(read(llama("", R"(LlamaModel", "LlamaForCausalLM)")).faults == "unknown-class ");
    CHECK(read(llama(""), {"Qwen2ForCausalLM", {}}).faults == "unknown-class ");
    const Read passed = read(llama("", "LlamaForRegression"), {"LlamaModel", {}});
    CHECK(parameters(passed) == parameters(read(llama("", "LlamaModel"))));
    CHECK(findings(read(llama("", "Qwen3ForCausalLM"))) ==
          "class-of-another-type: 'Qwen3ForCausalLM' is a class of another type than llama: what "
          "is counted is LlamaForCausalLM\n");
    std::string without = llama("");
    const auto at = without.find("\"architectures\"");
    without.erase(at, without.find("],") + 2 - at);
    CHECK(findings(read(without)) ==
          "class-not-stated: the configuration names no class in 'architectures': LlamaForCausalLM "
          "is counted\n");
}

TEST_CASE("two names of one key say one thing") {
    const std::string moe = R"({"model_type": "qwen3_moe", "architectures": ["Qwen3MoeForCausalLM"],
        "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2,
        "num_key_value_heads": 2, "vocab_size": 10, "moe_intermediate_size": 4,
        "num_experts_per_tok": 2, )";
    const std::string known = parameters(read(moe + R"("num_experts": 4})"));
    CHECK(known != "missing-key ");
    CHECK(parameters(read(moe + R"("num_local_experts": 4})")) == known);
    CHECK(parameters(read(moe + R"("num_local_experts": 4, "num_experts": 4})")) == known);
    CHECK(parameters(read(moe + R"("num_local_experts": null, "num_experts": 4})")) == known);
    CHECK(read(moe + R"("num_local_experts": 8, "num_experts": 4})").faults == "conflicting-keys ");
    CHECK(read(moe + R"("num_layers": 3, "num_experts": 4})").faults == "conflicting-keys ");
}

TEST_CASE("layers that share an indexer have none of their own") {
    const auto glm = [](const std::string& fields) {
        return R"({"model_type": "glm_moe_dsa", "architectures": ["GlmMoeDsaForCausalLM"],
            "hidden_size": 8, "num_hidden_layers": 5, "num_attention_heads": 2, "vocab_size": 10,
            "q_lora_rank": 6, "kv_lora_rank": 4, "qk_nope_head_dim": 2, "qk_rope_head_dim": 2,
            "v_head_dim": 4, "n_routed_experts": null, "intermediate_size": 16,
            "index_n_heads": 2, "index_head_dim": 4, "index_topk": 3)" +
               fields + "}";
    };
    const Exact all = Exact::from_digits(parameters(read(glm(""))));
    // Query 6 x 8, key 8 x 4, its norm 2 x 4, weights 8 x 2.
    const Exact one = 48 + 32 + 8 + 16;
    const auto shared = [&](const std::string& fields, int layers) {
        CHECK(parameters(read(glm(fields))) == (all - layers * one).text());
    };
    shared(R"(, "indexer_types": ["full", "full", "full", "full", "full"])", 0);
    shared(R"(, "indexer_types": ["full", "shared", "full", "shared", "shared"])", 3);
    shared(R"(, "index_topk_pattern": "FFSSF")", 2);
    shared(R"(, "index_topk_freq": 2)", 2);
    shared(R"(, "index_topk_freq": 4, "index_skip_topk_offset": 1)", 3);
    CHECK(read(glm(R"(, "indexer_types": ["shared", "full", "full", "full", "full"])")).faults ==
          "conflicting-keys ");
    CHECK(read(glm(R"(, "indexer_types": ["full"])")).faults == "conflicting-keys ");
    CHECK(read(glm(R"(, "index_topk_pattern": "FSX")")).faults == "conflicting-keys ");
    const auto forward = [&](const std::string& fields) {
        RunPlan plan;
        plan.lengths.text = 2;
        plan.attention = AttentionConvention::full;
        const Read counted = read(glm(fields));
        REQUIRE(counted.model);
        return count_example(*counted.model, plan).forward.total();
    };
    // Two tokens: products of query, key and weights, and the scores of four pairs by two heads.
    const Exact indexer = 2 * 2 * (48 + 32 + 16) + 2 * 4 * (2 * 4 + 2);
    CHECK(forward("") - forward(R"(, "index_topk_pattern": "FSSSS")") == 4 * indexer);
}

}  // namespace flopledger
