// SPDX-License-Identifier: Apache-2.0
#include "core/count/trained_parts.hpp"

#include <algorithm>

namespace flopledger {

namespace {

bool any_selects(const std::vector<std::string>& words, const Tower& tower, const Part& part) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return selects(word, tower, part); });
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
    if (place.part.parameters.is_zero() || trainable.lora) return false;
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

bool has_adapter(const Tower& tower, const Part& part, const Trainable& trainable) {
    const bool may_have = trainable.lora && part.kind == PartKind::product &&
                          tower.role == TowerRole::decoder && !part.input_size.is_zero();
    return may_have && any_selects(trainable.lora->on, tower, part);
}

}  // namespace flopledger
