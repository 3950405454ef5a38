// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "tests/support/model_files.hpp"

using namespace flopledger;

namespace {

// The names of what was said about one of our descriptions with a text put in place of another.
std::string faults_of(const std::string& name, const std::string& old_text,
                      const std::string& new_text, std::span<const Family> families) {
    std::string text = read_file("tests/data/models/" + name + ".json");
    const auto at = text.find(old_text);
    REQUIRE_MESSAGE(at != std::string::npos, old_text);
    text.replace(at, old_text.size(), new_text);
    const ReadModel read = read_model_text(text, families);
    std::string all;
    for (const Diagnostic& fault : read.diagnostics.list) {
        all += (all.empty() ? "" : " ") + std::string(fault.name.text);
    }
    CHECK(read.model.has_value() == all.empty());
    return all;
}

std::string encoder_faults(const std::string& name, const std::string& old_text,
                           const std::string& new_text) {
    return faults_of(name, old_text, new_text, encoder_families());
}

std::string image_faults(const std::string& name, const std::string& old_text,
                         const std::string& new_text) {
    return faults_of(name, old_text, new_text, multimodal_families());
}

Model own_model(const std::string& name, std::span<const Family> families) {
    ReadModel read = read_model_text(read_file("tests/data/models/" + name + ".json"), families);
    REQUIRE(read.model);
    return *read.model;
}

}  // namespace

TEST_CASE("what an encoder's configuration lacks or gets wrong is named") {
    CHECK(encoder_faults("t5-base", "\"d_ff\"", "\"d_gg\"") == "missing-key");
    CHECK(encoder_faults("t5-base", "\"d_ff\": 3072", "\"d_ff\": 0") == "number-out-of-bounds");
    CHECK(encoder_faults("t5-base", "\"d_ff\": 3072", "\"d_ff\": \"3072\"") == "wrong-type");
    CHECK(encoder_faults("bart-large-cnn", "\"encoder_attention_heads\": 16",
                         "\"encoder_attention_heads\": 15") == "number-out-of-bounds");
    CHECK(encoder_faults("bert-large-uncased", "{",
                         "{\"architectures\": [\"BertForTokenClassification\"],") ==
          "unknown-class");
    CHECK(encoder_faults("bert-large-uncased", "{", "{\"is_decoder\": true,") ==
          "unsupported-model");
    CHECK(encoder_faults("vit-huge-patch14-224", "\"patch_size\": 14", "\"patch_size\": 225") ==
          "number-out-of-bounds");
    CHECK(encoder_faults("vit-huge-patch14-224", "{", "{\"id2label\": [],") == "wrong-type");
    CHECK(encoder_faults("clip-vit-large-patch14", "\"text_config\"", "\"words\"") ==
          "missing-key");
}

TEST_CASE("what is not counted of models with images is said, not guessed") {
    CHECK(image_faults("llava-1.5-7b", "\"vision_feature_layer\": -2",
                       "\"vision_feature_layer\": [-2, 3]") == "unsupported-model");
    CHECK(image_faults("llava-1.5-7b", "\"vision_feature_layer\": -2",
                       "\"vision_feature_layer\": -30") == "number-out-of-bounds");
    CHECK(image_faults("llava-1.5-7b", "\"llama\"", "\"opt\"") == "unsupported-model");
    CHECK(image_faults("llava-1.5-7b", "\"clip_vision_model\"", "\"dino\"") == "unsupported-model");
    CHECK(image_faults("gemma-3-4b", "\"vision_use_head\": false", "\"vision_use_head\": true") ==
          "unsupported-model");
    CHECK(image_faults("gemma-4-26b-a4b", "\"hidden_size_per_layer_input\": 0",
                       "\"hidden_size_per_layer_input\": 256") == "unsupported-model");
    CHECK(image_faults("gemma-4-26b-a4b", "\"text_config\"",
                       "\"audio_config\": {}, \"text_config\"") == "unsupported-model");
    CHECK(image_faults("qwen3-vl-8b", "\"out_hidden_size\": 4096", "\"out_hidden_size\": 2048") ==
          "conflicting-keys");
    CHECK(image_faults("llama-4-scout", "\"pixel_shuffle_ratio\": 0.5",
                       "\"pixel_shuffle_ratio\": 0.25") == "unsupported-model");
}

TEST_CASE("a table of sines and layers that nothing reads are never trained") {
    const Model speech = own_model("whisper-tiny", encoder_families());
    const ParameterCount all = count_parameters(speech, {});
    CHECK((all.total - all.trained).text() == "576000");
    const Model llava = own_model("llava-1.5-7b", multimodal_families());
    const ParameterCount count = count_parameters(llava, {});
    // One layer of the vision tower and the norm behind it.
    CHECK((count.total - count.trained).text() == "12598272");
}

TEST_CASE("a frozen vision tower runs forward alone and the projector trains on") {
    const Model model = own_model("llava-1.5-7b", multimodal_families());
    RunPlan plan;
    plan.lengths = {2048, 0, 577, 576, 0};
    plan.trainable.frozen = {"vision-tower"};
    for (const BlockFlop& block : count_blocks(model, plan)) {
        if (block.tower->role == TowerRole::vision) CHECK(block.flop.backward.is_zero());
        if (block.tower->role != TowerRole::projector) continue;
        // The first product needs no gradient of what it reads.
        CHECK(block.flop.backward.text() == Exact(2 * 576LL * (4194304 + 2 * 16777216LL)).text());
    }
    CHECK(count_parameters(model, plan.trainable).trained.text() == "6759919616");
}
