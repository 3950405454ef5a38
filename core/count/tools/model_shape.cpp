// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/model_shape.hpp"

namespace flopledger {

namespace {

const Tower* decoder_of(const Model& model) {
    for (const Tower& tower : model.towers) {
        if (tower.role == TowerRole::decoder) return &tower;
    }
    return nullptr;
}

// What the first product of a layer reads; zero where it has none with one matrix.
Exact width_of(const Block& layer) {
    for (const Part& part : layer.parts) {
        if (part.kind == PartKind::product && !part.input_size.is_zero()) return part.input_size;
    }
    return 0;
}

// Experts that a token meets in a layer: of the products of one set, all say the same number.
Exact chosen_of(const Block& layer) {
    Exact chosen;
    for (const Part& part : layer.parts) chosen = larger(chosen, part.chosen_experts);
    return chosen;
}

// Whether decoding keeps less of a layer than something of every token. Where an indexer chooses
// positions for scores, its own scores still meet all of them.
bool keeps_less(const Block& layer) {
    bool scores = false;
    bool unbounded = false;
    bool scan = false;
    for (const Part& part : layer.parts) {
        scan = scan || part.kind == PartKind::scan;
        if (part.kind != PartKind::scores) continue;
        scores = true;
        unbounded = unbounded || (!part.window && !part.chunk);
    }
    return scan || (scores && !unbounded);
}

Exact kept_of(const Block& layer) {
    Exact kept;
    for (const Part& part : layer.parts) {
        if (part.positions == Positions::text) kept = kept + part.kept;
    }
    return kept;
}

}  // namespace

ModelShape shape_of(const Model& model) {
    ModelShape shape;
    const Tower* decoder = decoder_of(model);
    if (decoder == nullptr) {
        shape.why = "the model has no decoder";
        return shape;
    }
    Exact layers;
    Exact sends;
    Exact kept;
    std::optional<Exact> width;
    bool one_width = true;
    for (const Block& block : decoder->blocks) {
        if (!block.is_layer) continue;
        layers = layers + block.count;
        sends = sends + block.count * chosen_of(block);
        kept = kept + block.count * kept_of(block);
        shape.kept_is_less = shape.kept_is_less || keeps_less(block);
        const Exact own = width_of(block);
        // A layer without any product of one matrix says nothing of the width.
        if (own.is_zero()) continue;
        one_width = one_width && width.value_or(own) == own;
        width = own;
    }
    if (layers.is_zero()) {
        shape.why = "the model has no layers";
        return shape;
    }
    shape.layers = layers;
    if (width && one_width) shape.width = width;
    if (!shape.width) shape.why = "its layers differ in width";
    if (!sends.is_zero()) shape.expert_sends = sends;
    if (!kept.is_zero()) shape.kept = kept;
    return shape;
}

}  // namespace flopledger
