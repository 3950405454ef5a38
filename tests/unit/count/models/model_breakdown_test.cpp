// SPDX-License-Identifier: Apache-2.0
#include "core/count/models/model_breakdown.hpp"

#include <doctest/doctest.h>

#include "core/read/models/model_reader.hpp"
#include "tests/support/files.hpp"

namespace flopledger {

namespace {

std::shared_ptr<const Model> own_model(const std::string& name) {
    Diagnostics diagnostics;
    const std::string file = "tests/data/models/" + name;
    return read_model(std::make_shared<const Source>(Source{file, read_file(file)}), {},
                      diagnostics);
}

ModelBreakdown breakdown_of(const Model& model, const LengthRequest& request = {}) {
    Diagnostics diagnostics;
    ModelBreakdown breakdown = break_down(model, request, AttentionConvention::causal, diagnostics);
    CHECK(!diagnostics.has_errors());
    return breakdown;
}

}  // namespace

TEST_CASE("the 6N rule and its differences make the exact figure, for every model of ours") {
    int checked = 0;
    for (const std::string& path : list_files("tests/data/models", {".json"})) {
        CAPTURE(path);
        Diagnostics diagnostics;
        const auto model = read_model(std::make_shared<const Source>(Source{path, read_file(path)}),
                                      {}, diagnostics);
        REQUIRE(model != nullptr);
        LengthRequest request;
        request.images = 1;
        request.patches = 1008;  // which four and nine, the patches of an image token, divide
        const ModelBreakdown breakdown = breakdown_of(*model, request);
        Exact explained = breakdown.six.active;
        for (const RuleDifference& difference : breakdown.six.differences) {
            explained = explained + difference.flop;
        }
        CHECK(explained.text() == breakdown.flop.model_flop().text());
        Exact training;
        Exact parameters;
        for (const TowerShare& tower : breakdown.towers) {
            training = training + tower.share.training;
            const bool module = tower.tower->role == TowerRole::multi_token_prediction;
            if (!module) parameters = parameters + tower.share.parameters;
        }
        CHECK(training.text() == breakdown.flop.model_flop().text());
        CHECK(parameters.text() == breakdown.parameters.total.text());
        ++checked;
    }
    CHECK(checked >= 60);
}

TEST_CASE("lengths that are not stated have the defaults that the sentences tell") {
    const auto length = [](const char* name) {
        const auto model = own_model(name);
        return breakdown_of(*model).plan.lengths;
    };
    CHECK(length("llama-2-70b.json").text == Exact(4096));
    CHECK(length("gpt2.json").text == Exact(1024));
    CHECK(length("opt-350m.json").text == Exact(2048));
    CHECK(length("bert-large-uncased.json").text == Exact(512));
    CHECK(length("t5-base.json").source == Exact(4096));
    CHECK(length("llava-1.5-7b.json").patches == Exact(0));
    CHECK(length("vit-huge-patch14-224.json").patches == Exact(257));
    CHECK(length("vit-huge-patch14-224.json").text == Exact(0));
    CHECK(length("whisper-tiny.json").frames == Exact(1500));
}

TEST_CASE("a sequence longer than learned positions is counted and said to be so") {
    const auto model = own_model("gpt2.json");
    LengthRequest request;
    request.sequence_length = 8192;
    const ModelBreakdown breakdown = breakdown_of(*model, request);
    CHECK(breakdown.lengths.front() ==
          "8192 tokens a sequence, more than the 1024 that its learned positions are made for");
}

TEST_CASE("images of any size need patches, in whole image tokens") {
    const auto model = own_model("qwen2-vl-7b.json");
    LengthRequest request;
    request.images = 1;
    Diagnostics lacking;
    break_down(*model, request, AttentionConvention::causal, lacking);
    CHECK(lacking.has_errors());
    request.patches = 1023;
    Diagnostics broken;
    break_down(*model, request, AttentionConvention::causal, broken);
    CHECK(broken.has_errors());
    request.patches = 1024;
    CHECK(breakdown_of(*model, request).plan.lengths.image_tokens == Exact(256));
}

TEST_CASE("figures are told by token where there is a decoder, else by example") {
    CHECK(breakdown_of(*own_model("t5-base.json")).per_token);
    CHECK(!breakdown_of(*own_model("bert-large-uncased.json")).per_token);
    CHECK(breakdown_of(*own_model("bert-large-uncased.json")).divisor() == Exact(1));
}

TEST_CASE("layers that a pattern repeats stand in one line") {
    const auto model = own_model("gemma-3-1b.json");
    const ModelBreakdown breakdown = breakdown_of(*model);
    std::size_t layers = 0;
    for (const BlockShare& block : breakdown.towers.back().blocks) {
        layers += block.block->is_layer ? 1 : 0;
    }
    CHECK(layers == 2);
}

}  // namespace flopledger
