// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/model_class.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/base/joined.hpp"
#include "core/base/word_list.hpp"
#include "core/facts/models/model_finding_names.hpp"
#include "core/read/models/bricks/model_names.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// Classes are called by a stem and what stands behind the layers.
struct Stem {
    std::string_view type;
    std::string_view stem;
    std::string_view endings;  // the usual one first
};

// What transformers has for most decoders; its generic heads (GenericForSequenceClassification and
// its like in modeling_layers.py, release 5) go with any of them.
constexpr std::string_view decoder =
    "ForCausalLM Model ForSequenceClassification ForTokenClassification ForQuestionAnswering";
constexpr std::string_view gpt =
    "LMHeadModel Model ForSequenceClassification ForTokenClassification ForQuestionAnswering";
constexpr std::string_view wrapper = "ForConditionalGeneration Model";
constexpr std::string_view either =
    "ForConditionalGeneration ForCausalLM Model ForSequenceClassification ForTokenClassification";

constexpr auto stems = std::to_array<Stem>({
    {"baichuan", "Baichuan", decoder},
    {"bart", "Bart", wrapper},
    {"bert", "Bert", "ForMaskedLM ForPreTraining Model"},
    {"bloom", "Bloom", decoder},
    {"chatglm", "ChatGLM", "ForConditionalGeneration"},
    {"clip", "CLIP", "Model"},
    {"cohere", "Cohere", decoder},
    {"dbrx", "Dbrx", decoder},
    {"deepseek", "Deepseek", decoder},
    {"deepseek_v2", "DeepseekV2", decoder},
    {"deepseek_v3", "DeepseekV3", decoder},
    {"deepseek_v32", "DeepseekV32", decoder},
    {"deepseek_v4", "DeepseekV4", decoder},
    {"falcon", "Falcon", decoder},
    {"falcon_mamba", "FalconMamba", decoder},
    {"gemma", "Gemma", decoder},
    {"gemma2", "Gemma2", decoder},
    {"gemma3", "Gemma3", "ForConditionalGeneration Model ForSequenceClassification"},
    {"gemma3_text", "Gemma3", "ForCausalLM"},
    {"gemma3_text", "Gemma3Text", "Model ForSequenceClassification"},
    {"gemma4", "Gemma4", wrapper},
    {"glm4_moe", "Glm4Moe", decoder},
    {"glm4v_moe", "Glm4vMoe", wrapper},
    {"glm_moe_dsa", "GlmMoeDsa", decoder},
    {"gpt2", "GPT2", gpt},
    {"gpt_bigcode", "GPTBigCode", decoder},
    {"gpt_neox", "GPTNeoX", decoder},
    {"gpt_oss", "GptOss", decoder},
    {"gptj", "GPTJ", decoder},
    {"granite", "Granite", decoder},
    {"grok-1", "Grok1Model", "ForCausalLM"},
    {"grok-1", "Grok1", "ForCausalLM"},
    {"internlm2", "InternLM2", decoder},
    {"jamba", "Jamba", decoder},
    {"kimi_k2", "DeepseekV3", decoder},
    {"kimi_k2", "KimiK2", decoder},
    {"llama", "Llama", decoder},
    {"llama4", "Llama4", either},
    {"llama4_text", "Llama4", "ForCausalLM"},
    {"llama4_text", "Llama4Text", "Model"},
    {"llava", "Llava", wrapper},
    {"mamba", "Mamba", decoder},
    {"mamba2", "Mamba2", decoder},
    {"mimo", "MiMo", decoder},
    {"minicpm", "MiniCPM", decoder},
    {"minimax_m2", "MiniMaxM2", decoder},
    {"mistral", "Mistral", decoder},
    {"mixtral", "Mixtral", decoder},
    {"mpt", "Mpt", decoder},
    {"nemotron", "Nemotron", decoder},
    {"nemotron-nas", "DeciLM", decoder},
    {"nemotron_h", "NemotronH", decoder},
    {"olmo", "Olmo", decoder},
    {"olmo2", "Olmo2", decoder},
    {"olmoe", "Olmoe", decoder},
    {"opt", "OPT", decoder},
    {"phi", "Phi", decoder},
    {"phi3", "Phi3", decoder},
    {"phimoe", "Phimoe", decoder},
    {"qwen2", "Qwen2", decoder},
    {"qwen2_5_vl", "Qwen2_5_VL", wrapper},
    {"qwen2_moe", "Qwen2Moe", decoder},
    {"qwen2_vl", "Qwen2VL", wrapper},
    {"qwen3", "Qwen3", decoder},
    {"qwen3_5", "Qwen3_5", either},
    {"qwen3_5_moe", "Qwen3_5Moe", either},
    {"qwen3_5_moe_text", "Qwen3_5Moe", "ForCausalLM"},
    {"qwen3_5_moe_text", "Qwen3_5MoeText", "Model"},
    {"qwen3_5_text", "Qwen3_5", "ForCausalLM"},
    {"qwen3_5_text", "Qwen3_5Text", "Model ForSequenceClassification"},
    {"qwen3_moe", "Qwen3Moe", decoder},
    {"qwen3_vl", "Qwen3VL", wrapper},
    {"qwen3_vl_moe", "Qwen3VLMoe", wrapper},
    {"stablelm", "StableLm", decoder},
    {"starcoder2", "Starcoder2", decoder},
    {"t5", "T5", "ForConditionalGeneration WithLMHeadModel Model"},
    {"vit", "ViT", "ForImageClassification"},
    {"whisper", "Whisper", wrapper},
});

// Names whose ending does not say what they are: ChatGLM's own code calls the model with its head
// a model.
struct NamedClass {
    std::string_view type;
    std::string_view name;
};
constexpr auto with_usual_head = std::to_array<NamedClass>({{"chatglm", "ChatGLMModel"}});

// Words of classes that draft for another model and are no model by themselves.
constexpr auto draft_words = std::to_array<std::string_view>(
    {"eagle", "medusa", "draft", "mtp", "nextn", "speculator", "hydra", "dflash", "dspark"});

bool is_draft(std::string_view name) {
    const std::string lower = lower_case(name);
    return std::any_of(draft_words.begin(), draft_words.end(), [&](std::string_view word) {
        return lower.find(word) != std::string::npos;
    });
}

ModelHead head_of(const Stem& row, std::string_view ending) {
    if (row.endings == either && ending == "ForCausalLM") return ModelHead::decoder_alone;
    if (ending == "ForSequenceClassification") return ModelHead::sequence_classes;
    if (ending == "ForTokenClassification") return ModelHead::token_classes;
    if (ending == "ForQuestionAnswering") return ModelHead::answer_span;
    // BERT and CLIP build their bare models themselves, with what only these have.
    const bool bare = ending == "Model" && row.type != "bert" && row.type != "clip";
    return bare ? ModelHead::none : ModelHead::own;
}

// The class of a name, in any writing, among those of a type or, where that is empty, of any.
std::optional<ModelClass> find_class(std::string_view type, std::string_view name) {
    for (const NamedClass& row : with_usual_head) {
        if ((type.empty() || type == row.type) && is_same_word(row.name, name)) {
            return ModelClass{std::string(row.name), ModelHead::own, {}};
        }
    }
    for (const Stem& row : stems) {
        if (!type.empty() && type != row.type) continue;
        for (const std::string_view ending : words_in(row.endings)) {
            std::string known = std::string(row.stem) + std::string(ending);
            if (is_same_word(known, name)) {
                return ModelClass{std::move(known), head_of(row, ending), {}};
            }
        }
    }
    return std::nullopt;
}

std::string classes_hint(std::string_view type) {
    return fmt::format(
        "models of type {} are counted as {}: choose one by `--class NAME` or, in a "
        "ledger, `class: NAME`",
        type, joined(classes_of(type)));
}

// The class of another type that says what head there is; the type says the rest, as it does where
// transformers loads the configuration. One decoder is not taken for another kind of model.
std::optional<ModelClass> class_of_other_type(std::string_view type, const std::string& name) {
    constexpr std::string_view causal = "ForCausalLM";
    const auto named = find_class("", name);
    if (!named) return std::nullopt;
    const std::vector<std::string> own = classes_of(type);
    const bool decodes = own.front().ends_with(causal) || own.front().ends_with("LMHeadModel");
    const std::string_view stem = std::string_view(name).substr(0, name.rfind(causal));
    if (named->head == ModelHead::own) {
        const bool takes = decodes || own.front().starts_with(stem);
        return name.ends_with(causal) && takes ? find_class(type, own.front()) : std::nullopt;
    }
    for (const std::string& one : own) {
        const auto known = find_class(type, one);
        if (decodes && known && known->head == named->head) return known;
    }
    return std::nullopt;
}

// That somebody chose a class, where the file does not name that one itself.
std::vector<Finding> findings_of_choice(const std::vector<std::string>& named,
                                        const std::string& given) {
    if (given.empty()) return {};
    if (named.size() == 1 && is_same_word(named.front(), given)) return {};
    std::vector<std::string> words;
    for (const std::string& name : named) words.push_back("'" + shown(safe_text(name)) + "'");
    return {{name::class_chosen,
             fmt::format("counted as {}, as told to; 'architectures' of the configuration {}",
                         shown(safe_text(given)),
                         words.empty() ? "names none" : "says " + joined(words))}};
}

}  // namespace

std::vector<std::string> classes_of(std::string_view type) {
    std::vector<std::string> names;
    for (const Stem& row : stems) {
        if (row.type != type) continue;
        for (const std::string_view ending : words_in(row.endings)) {
            names.push_back(std::string(row.stem) + std::string(ending));
        }
    }
    return names;
}

std::optional<ModelClass> choose_class(Config& config, std::string_view type,
                                       const std::string& given) {
    constexpr std::string_view key = "architectures";
    std::vector<std::string> named = config.texts(key);
    const std::vector<Finding> choice = findings_of_choice(named, given);
    if (!given.empty()) named = {given};
    if (named.empty()) {
        auto usual = find_class(type, classes_of(type).front());
        usual->findings.push_back(
            {name::class_not_stated,
             fmt::format("the configuration names no class in 'architectures': {} is counted",
                         usual->name)});
        return usual;
    }
    const std::string shown_name = shown(safe_text(named.front()));
    if (auto known = find_class(type, named.front()); known && named.size() == 1) {
        known->findings = choice;
        return known;
    }
    if (named.size() > 1) {
        config.report(name::unknown_class, key, "'architectures' names several classes",
                      classes_hint(type));
    } else if (!given.empty()) {
        config.report(name::unknown_class, key,
                      fmt::format("'{}' is no class of models of type {}", shown_name, type),
                      classes_hint(type));
    } else if (is_draft(named.front())) {
        config.unsupported(
            key,
            fmt::format("'{}' drafts for another model: draft heads are not counted", shown_name),
            "state parameters or FLOP per token in the ledger instead");
    } else if (auto other = class_of_other_type(type, named.front())) {
        other->findings.push_back(
            {name::class_of_another_type,
             fmt::format("'{}' is a class of another type than {}: what is counted is {}",
                         shown_name, type, other->name)});
        return other;
    } else {
        config.report(name::unknown_class, key,
                      fmt::format("the model class '{}' is not known", shown_name),
                      classes_hint(type));
    }
    return std::nullopt;
}

}  // namespace flopledger
