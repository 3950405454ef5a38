// SPDX-License-Identifier: Apache-2.0
#include "core/facts/trained_parts.hpp"

#include <algorithm>

namespace flopledger {

namespace {

bool any_selects(const std::vector<std::string>& words, const Tower& tower, const Part& part) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return selects(word, tower, part); });
}

// Whether a part has weights at all, its own or those of the part it is tied to.
bool has_weights(const Part& part) {
    if (part.kind == PartKind::product || part.kind == PartKind::lookup) return true;
    return !part.parameters.is_zero();
}

// Whether the output head multiplies with the table of the embedding.
bool is_tied(const Model& model) {
    for (const Tower& tower : model.towers) {
        for (const Block& block : tower.blocks) {
            for (const Part& part : block.parts) {
                const bool head = part.role == PartRole::output_head;
                const bool module = tower.role == TowerRole::multi_token_prediction;
                if (head && !module && part.parameters < part.multiply_adds) return true;
            }
        }
    }
    return false;
}

void tie(std::vector<std::string>& words) {
    const auto has = [&](const char* word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    const bool embedding = has("embedding");
    const bool head = has("output-head");
    if (embedding && !head) words.emplace_back("output-head");
    if (head && !embedding) words.emplace_back("embedding");
}

}  // namespace

bool selects(const std::string& name, const Tower& tower, const Part& part) {
    if (name == word(tower.role) || name == tower.name || name == part.name) return true;
    if (name == "embedding") return part.role == PartRole::embedding;
    if (name == "output-head") return part.role == PartRole::output_head;
    if (name == "router") return part.role == PartRole::router;
    if (name == "norms") return part.kind == PartKind::scale;
    if (name == "attention") return part.sublayer == Sublayer::attention;
    if (name == "feed-forward") return part.sublayer == Sublayer::feed_forward;
    return false;
}

bool is_trained(const PartPlace& place, const Trainable& trainable) {
    if (place.part.fixed || !has_weights(place.part) || trainable.lora) return false;
    if (!trainable.only.empty() && !any_selects(trainable.only, place.tower, place.part)) {
        return false;
    }
    if (any_selects(trainable.frozen, place.tower, place.part)) return false;
    const bool decoder_layer = place.tower.role == TowerRole::decoder && place.block.is_layer;
    if (decoder_layer && place.layer < trainable.frozen_layers) return false;
    const bool first_norm = decoder_layer && place.layer.is_zero() &&
                            place.part.kind == PartKind::scale &&
                            place.part.sublayer == Sublayer::attention;
    return !(trainable.first_norm_frozen && first_norm);
}

Trainable with_ties(const Model& model, Trainable trainable) {
    if (is_tied(model)) {
        tie(trainable.only);
        tie(trainable.frozen);
    }
    return trainable;
}

Exact alike_instances(const Tower& tower, const Block& block, const Exact& layer, const Exact& done,
                      const Trainable& trainable) {
    const Exact left = block.count - done;
    const Exact number = layer + done;
    if (tower.role != TowerRole::decoder || !block.is_layer) return left;
    if (number.is_zero()) return 1;
    if (number < trainable.frozen_layers) return smaller(left, trainable.frozen_layers - number);
    return left;
}

bool has_adapter(const Tower& tower, const Part& part, const Trainable& trainable) {
    const bool may_have = trainable.lora && part.kind == PartKind::product &&
                          tower.role == TowerRole::decoder && !part.input_size.is_zero();
    return may_have && any_selects(trainable.lora->on, tower, part);
}

std::vector<std::string> unmatched_words(const Model& model, const Trainable& trainable) {
    std::vector<std::string> words = trainable.only;
    words.insert(words.end(), trainable.frozen.begin(), trainable.frozen.end());
    if (trainable.lora) {
        words.insert(words.end(), trainable.lora->on.begin(), trainable.lora->on.end());
    }
    std::vector<std::string> unmatched;
    for (const std::string& name : words) {
        bool found = false;
        for (const Tower& tower : model.towers) {
            for (const Block& block : tower.blocks) {
                for (const Part& part : block.parts) found = found || selects(name, tower, part);
            }
        }
        if (!found) unmatched.push_back(name);
    }
    return unmatched;
}

}  // namespace flopledger
