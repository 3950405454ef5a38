// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/model_head.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/value_names.hpp"
#include "core/read/models/bricks/parts.hpp"

namespace flopledger {

namespace {

// A classifier reads what the head over the vocabulary would have read, at every token.
std::optional<Part> classifier(Config& config, ModelHead head, const Part& over) {
    const auto product = [&](const char* name, const Exact& outputs, bool bias) {
        return linear(name, over.input_size, outputs, bias, Sublayer::other, over.reads);
    };
    switch (head) {
        case ModelHead::sequence_classes:
            return product("classifier", label_count(config), false);
        case ModelHead::token_classes:
            return product("classifier", label_count(config), true);
        case ModelHead::answer_span:
            return product("answer span", 2, true);
        case ModelHead::own:
        case ModelHead::none:
        case ModelHead::decoder_alone:
            break;
    }
    return std::nullopt;
}

}  // namespace

Exact label_count(Config& config) {
    const Node* labels = config.find("id2label");
    if (labels == nullptr || labels->kind == Node::Kind::null)
        return config.size_or("num_labels", 2);
    if (labels->kind != Node::Kind::mapping || labels->fields.empty()) {
        config.report(name::wrong_type, "id2label", "'id2label' takes an object of labels");
        return 1;
    }
    return static_cast<std::int64_t>(labels->fields.size());
}

void put_head(Config& config, Model& model, ModelHead head) {
    if (head == ModelHead::own) return;
    const bool alone = head == ModelHead::decoder_alone;
    const auto goes = [&](const Tower& tower) {
        return alone ? tower.role != TowerRole::decoder
                     : tower.role == TowerRole::multi_token_prediction;
    };
    model.towers.erase(std::remove_if(model.towers.begin(), model.towers.end(), goes),
                       model.towers.end());
    if (alone) return;
    for (Tower& tower : model.towers) {
        for (auto block = tower.blocks.begin(); block != tower.blocks.end(); ++block) {
            // The head is the last part of its block, so what the others read stays as it is.
            if (block->parts.empty() || block->parts.back().role != PartRole::output_head) continue;
            const Part over = std::move(block->parts.back());
            block->parts.pop_back();
            if (auto part = classifier(config, head, over)) {
                block->parts.push_back(std::move(*part));
            }
            if (block->parts.empty()) tower.blocks.erase(block);
            break;
        }
    }
}

}  // namespace flopledger
