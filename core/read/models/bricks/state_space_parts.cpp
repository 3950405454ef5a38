// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/state_space_parts.hpp"

#include <utility>

#include "core/read/models/bricks/layers.hpp"

namespace flopledger {

namespace {

// Mixers take the place of attention in a layer.
constexpr auto half = Sublayer::attention;

// A convolution of each channel with itself, over so many positions.
int add_convolution(Block& block, const Exact& channels, const Exact& kernel, bool bias,
                    int input) {
    Part part;
    part.name = "short convolution";
    part.kind = PartKind::convolution;
    part.sublayer = half;
    part.reads = {input};
    part.multiply_adds = channels * kernel;
    part.parameters = part.multiply_adds + (bias ? channels : Exact(0));
    part.active_parameters = part.parameters;
    return add(block, std::move(part));
}

int add_scan(Block& block, const Exact& parameters, const Exact& multiply_adds,
             std::vector<int> reads) {
    Part part;
    part.name = "scan";
    part.kind = PartKind::scan;
    part.sublayer = half;
    part.reads = std::move(reads);
    part.parameters = parameters;
    part.active_parameters = parameters;
    part.multiply_adds = multiply_adds;
    return add(block, std::move(part));
}

}  // namespace

int add_mamba(Block& block, const MambaShape& shape, int input) {
    const Exact& inner = shape.inner;
    const int entry =
        add(block, linear("input", shape.hidden, 2 * inner, shape.bias, half, {input}));
    const int convolved =
        add_convolution(block, inner, shape.kernel, shape.convolution_bias, entry);
    const Exact selected = shape.step_rank + 2 * shape.state;
    int selection = add(block, linear("selection", inner, selected, false, half, {convolved}));
    if (shape.inner_norms) {
        selection = add_norm(block, "selection norms", selected, half, {selection});
    }
    const int step =
        add(block, linear("step size", shape.step_rank, inner, true, half, {selection}));
    const int scanned = add_scan(block, inner * shape.state + inner, 3 * inner * shape.state,
                                 {convolved, selection, step});
    return add(block, linear("output", inner, shape.hidden, shape.bias, half, {scanned, entry}));
}

int add_mamba2(Block& block, const Mamba2Shape& shape, int input) {
    const Exact inner = shape.heads * shape.head_size;
    const Exact channels = inner + 2 * shape.groups * shape.state;
    const int entry = add(block, linear("input", shape.hidden, inner + channels + shape.heads,
                                        shape.bias, half, {input}));
    const int convolved =
        add_convolution(block, channels, shape.kernel, shape.convolution_bias, entry);
    const int scanned =
        add_scan(block, 3 * shape.heads, 3 * inner * shape.state, {convolved, entry});
    const int normed = add_norm(block, "gated norm", inner, half, {scanned, entry});
    return add(block, linear("output", inner, shape.hidden, shape.bias, half, {normed}));
}

int add_delta(Block& block, const DeltaShape& shape, int input) {
    const Exact keys = shape.key_heads * shape.key_size;
    const Exact values = shape.value_heads * shape.value_size;
    const auto project = [&](const char* name, const Exact& width) {
        return add(block, linear(name, shape.hidden, width, false, half, {input}));
    };
    const int entry = project("query, key and value", 2 * keys + values);
    const int gate = project("output gate", values);
    const int rates = project("decay and rate", 2 * shape.value_heads);
    const int convolved = add_convolution(block, 2 * keys + values, shape.kernel, false, entry);
    const int scanned =
        add_scan(block, 2 * shape.value_heads, 4 * values * shape.key_size, {convolved, rates});
    const int normed = add_norm(block, "gated norm", shape.value_size, half, {scanned, gate});
    return add(block, linear("output", values, shape.hidden, false, half, {normed}));
}

Exact read_step_rank(Config& config, std::string_view key, const Exact& hidden) {
    const Node* node = config.find(key);
    const bool automatic =
        node == nullptr || config.is_null(key) || (node->quoted && node->text == "auto");
    return automatic ? ((hidden + 15) / 16).floor() : config.size(key);
}

}  // namespace flopledger
