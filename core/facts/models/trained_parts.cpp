// SPDX-License-Identifier: Apache-2.0
#include "core/facts/models/trained_parts.hpp"

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

// A part with its tower.
struct Placed {
    const Tower* tower = nullptr;
    const Part* part = nullptr;
};

// The output head and the tables that share one store of numbers; no head where none is shared.
struct Ties {
    Placed head;
    std::vector<Placed> tables;
};

// A head that stores less than it multiplies uses the table of as many numbers; a table that stores
// nothing is that table too, read by another tower.
Ties find_ties(const Model& model) {
    Ties ties;
    std::vector<Placed> tables;
    for (const Tower& tower : model.towers) {
        if (tower.role == TowerRole::multi_token_prediction) continue;
        for (const Block& block : tower.blocks) {
            for (const Part& part : block.parts) {
                if (part.role == PartRole::embedding) tables.push_back({&tower, &part});
                const bool shared = part.parameters < part.multiply_adds;
                if (part.role == PartRole::output_head && shared) ties.head = {&tower, &part};
            }
        }
    }
    for (const Placed& table : tables) {
        const Exact& stored = table.part->parameters;
        const bool same = ties.head.part != nullptr && stored == ties.head.part->multiply_adds;
        if (same || stored.is_zero()) ties.tables.push_back(table);
    }
    return ties;
}

// Adds to words that select one of what is tied those that select the rest.
void tie(const Ties& ties, std::vector<std::string>& words) {
    const auto selected = [&](const Placed& placed) {
        return placed.part != nullptr && any_selects(words, *placed.tower, *placed.part);
    };
    const bool any =
        selected(ties.head) || std::any_of(ties.tables.begin(), ties.tables.end(), selected);
    if (!any) return;
    for (const Placed& table : ties.tables) words.push_back(table.part->name);
    if (ties.head.part != nullptr) words.emplace_back("output-head");
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
    const Ties ties = find_ties(model);
    tie(ties, trainable.only);
    tie(ties, trainable.frozen);
    return trainable;
}

Exact alike_instances(const Tower& tower, const Block& block, const Exact& layer, const Exact& done,
                      const Trainable& trainable) {
    const Exact number = layer + done;
    const bool differ = tower.role == TowerRole::decoder && block.is_layer;
    if (differ && number.is_zero()) return 1;
    if (differ && number < trainable.frozen_layers) {
        return smaller(block.count - done, trainable.frozen_layers - number);
    }
    return block.count - done;
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
