// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/inline_layers.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/base/number_names.hpp"
#include "core/base/value_names.hpp"
#include "core/facts/models/layer_words.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/keys/mapping.hpp"
#include "core/read/models/bricks/parts.hpp"

namespace flopledger {

namespace {

// No size of a layer comes near: a bound keeps typing errors from becoming figures.
constexpr std::int64_t largest_size = 1'000'000'000;

// A size that must be there. After a fault it is 1; the model is dropped then.
Exact size(Mapping& mapping, std::string_view key, const Exact& highest = largest_size) {
    const Node* node = mapping.find(key, Presence::required);
    const auto value =
        node != nullptr ? read_whole(mapping.reading(), *node, key, highest) : std::nullopt;
    return value.value_or(1);
}

Exact size_or_one(Mapping& mapping, std::string_view key) {
    const bool written = mapping.find(key, Presence::optional) != nullptr;
    return written ? size(mapping, key) : Exact(1);
}

std::vector<Exact> sizes(Mapping& mapping, std::string_view key) {
    std::vector<Exact> values;
    for (const Node* node : mapping.list(key, Presence::required)) {
        values.push_back(read_whole(mapping.reading(), *node, key, largest_size).value_or(1));
    }
    return values;
}

Exact product_of(const std::vector<Exact>& factors) {
    Exact product = 1;
    for (const Exact& factor : factors) product = product * factor;
    return product;
}

bool reads_bias(Mapping& mapping) {
    return mapping.truth("bias", Presence::optional).value_or(true);
}

// A product that runs a number of times for each example, which its layer fixes.
void add_product(Block& block, Part part, const Exact& positions) {
    part.positions = Positions::sequence;
    part.positions_factor = positions;
    add(block, std::move(part));
}

void read_dense(Mapping& mapping, Block& block) {
    const Exact inputs = size(mapping, "inputs");
    const Exact outputs = size(mapping, "outputs");
    const bool bias = reads_bias(mapping);
    const Exact positions = size_or_one(mapping, "positions");
    add_product(block, linear(block.name, inputs, outputs, bias, Sublayer::other, {from_stream}),
                positions);
}

// The lengths of a kernel, and positions of the output in as many directions.
void check_directions(const Mapping& mapping, std::size_t kernel, std::size_t output) {
    constexpr std::size_t most_directions = 3;
    if (kernel < 1 || kernel > most_directions) {
        mapping.report(name::wrong_type, "kernel", "'kernel' takes one, two or three lengths",
                       "one for each direction in which it moves: [3, 3]");
    } else if (kernel != output) {
        mapping.report(
            name::wrong_type, "output",
            fmt::format("'kernel' and 'output' differ in length: {} and {}", kernel, output),
            "positions made in each direction of the kernel: [112, 112]");
    }
}

void read_convolution(Mapping& mapping, Block& block) {
    const Exact inputs = size(mapping, "input_channels");
    const Exact outputs = size(mapping, "output_channels");
    const std::vector<Exact> kernel = sizes(mapping, "kernel");
    const std::vector<Exact> output = sizes(mapping, "output");
    const Exact groups = size_or_one(mapping, "groups");
    const bool bias = reads_bias(mapping);
    const auto is_list = [&](std::string_view key) {
        const Node* node = mapping.node().find(key);
        return node != nullptr && node->kind == Node::Kind::sequence;
    };
    if (is_list("kernel") && is_list("output")) {
        check_directions(mapping, kernel.size(), output.size());
    }
    if (!(inputs / groups).is_whole() || !(outputs / groups).is_whole()) {
        mapping.report(name::number_out_of_bounds, "groups",
                       "'groups' must divide input_channels and output_channels",
                       "a depthwise convolution has as many groups as input channels");
    }
    Part part = linear(block.name, inputs / groups * product_of(kernel), outputs, bias,
                       Sublayer::other, {from_stream});
    // An adapter beside groups is not one pair of thin matrices.
    if (groups > 1) part.input_size = 0;
    add_product(block, std::move(part), product_of(output));
}

void read_attention(Mapping& mapping, Block& block) {
    AttentionShape shape;
    shape.hidden = size(mapping, "width");
    shape.heads = 1;  // heads share the width: their number changes no product
    shape.key_value_heads = 1;
    shape.head_size = shape.hidden;
    shape.query_bias = reads_bias(mapping);
    shape.output_bias = shape.query_bias;
    shape.positions = Positions::sequence;
    const auto pattern = mapping.word<LayerPattern>("pattern", Presence::optional);
    shape.pattern = pattern == LayerPattern::causal ? Pattern::causal : Pattern::bidirectional;
    const Exact positions = size(mapping, "positions");
    add_attention(block, shape, from_stream);
    for (Part& part : block.parts) part.positions_factor = positions;
}

// The state is fed back: its product reads what the layer itself has made, so that its gradient
// runs through all steps. Both products go by the layer's name and are frozen together.
void read_recurrent(Mapping& mapping, Block& block) {
    constexpr int most_gates = 4;
    const Exact inputs = size(mapping, "inputs");
    const Exact units = size(mapping, "units");
    const Exact rows = size(mapping, "gates", most_gates) * units;
    const Exact steps = size(mapping, "steps");
    const bool bias = reads_bias(mapping);
    add_product(block, linear(block.name, inputs, rows, bias, Sublayer::other, {from_stream}),
                steps);
    add_product(block, linear(block.name, units, rows, false, Sublayer::other, {0}), steps);
}

void read_kind(Mapping& mapping, LayerKind kind, Block& block) {
    switch (kind) {
        case LayerKind::dense:
            return read_dense(mapping, block);
        case LayerKind::convolution:
            return read_convolution(mapping, block);
        case LayerKind::attention:
            return read_attention(mapping, block);
        case LayerKind::recurrent:
            return read_recurrent(mapping, block);
    }
}

Block read_layer(const Reading& reading, const Node& node) {
    Block block;
    Mapping mapping(reading, node, "a layer");
    const auto kind = mapping.word<LayerKind>("kind", Presence::required);
    block.count = size_or_one(mapping, "count");
    const auto name = mapping.text("name", Presence::optional);
    // Without its kind nobody knows which other keys it has.
    if (!kind) return block;
    block.name = name.value_or(std::string(word(*kind)));
    read_kind(mapping, *kind, block);
    mapping.finish();
    return block;
}

}  // namespace

std::shared_ptr<const Model> read_inline_layers(const Reading& reading, const Node& node) {
    const std::size_t before = reading.diagnostics.list.size();
    Tower tower;
    tower.name = "layers";
    if (const auto* items = read_list(reading, node, "layers")) {
        for (const Node& item : *items) tower.blocks.push_back(read_layer(reading, item));
        if (items->empty()) {
            reading.report(name::missing_key, node, "'layers' is empty", "list at least one layer");
        }
    }
    if (reading.diagnostics.list.size() != before) return nullptr;
    auto model = std::make_shared<Model>();
    model->type = "inline layers";
    model->towers.push_back(std::move(tower));
    return model;
}

}  // namespace flopledger
