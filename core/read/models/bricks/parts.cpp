// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/bricks/parts.hpp"

#include <utility>

namespace flopledger {

Part lookup(std::string name, const Exact& rows, const Exact& width) {
    Part part;
    part.name = std::move(name);
    part.kind = PartKind::lookup;
    part.role = PartRole::embedding;
    part.reads = {from_data};
    part.parameters = rows * width;
    part.active_parameters = part.parameters;
    return part;
}

Part scale(std::string name, const Exact& parameters, Sublayer sublayer) {
    Part part;
    part.name = std::move(name);
    part.kind = PartKind::scale;
    part.sublayer = sublayer;
    part.parameters = parameters;
    part.active_parameters = parameters;
    return part;
}

Part linear(std::string name, const Exact& inputs, const Exact& outputs, bool bias,
            Sublayer sublayer, std::vector<int> reads) {
    Part part;
    part.name = std::move(name);
    part.sublayer = sublayer;
    part.reads = std::move(reads);
    part.multiply_adds = inputs * outputs;
    part.parameters = part.multiply_adds + (bias ? outputs : Exact(0));
    part.active_parameters = part.parameters;
    part.input_size = inputs;
    part.output_size = outputs;
    return part;
}

Part expert_linear(std::string name, const Exact& inputs, const Exact& outputs, bool bias,
                   const Exact& experts, const Exact& chosen, std::vector<int> reads) {
    Part part =
        linear(std::move(name), inputs, outputs, bias, Sublayer::feed_forward, std::move(reads));
    part.active_parameters = part.parameters * chosen;
    part.parameters = part.parameters * experts;
    part.multiply_adds = part.multiply_adds * chosen;
    part.chosen_experts = chosen;
    // An adapter beside experts is not one pair of thin matrices.
    part.input_size = 0;
    part.output_size = 0;
    return part;
}

Part output_head(const Exact& width, const Exact& vocabulary, bool tied, bool bias) {
    Part part = linear("output head", width, vocabulary, bias, Sublayer::other, {from_stream});
    part.role = PartRole::output_head;
    if (tied) {
        part.parameters = part.parameters - width * vocabulary;
        part.active_parameters = part.parameters;
    }
    return part;
}

int add(Block& block, Part part) {
    block.parts.push_back(std::move(part));
    return static_cast<int>(block.parts.size()) - 1;
}

int add_attention(Block& block, const AttentionShape& shape, int input) {
    const Exact query_width = shape.heads * shape.head_size;
    const Exact key_width = shape.key_value_heads * shape.head_size;
    const auto project = [&](const char* name, const Exact& width, bool bias, int read,
                             Positions positions) {
        Part part = linear(name, shape.hidden, width, bias, Sublayer::attention, {read});
        part.positions = positions;
        return add(block, std::move(part));
    };
    const int source = shape.crossed ? from_encoder : input;
    const Positions keys = shape.crossed.value_or(shape.positions);
    const bool key_bias = shape.query_bias && shape.key_bias;
    const int query = project("query", shape.output_gate ? 2 * query_width : query_width,
                              shape.query_bias, input, shape.positions);
    const int key = project("key", key_width, key_bias, source, keys);
    const int value =
        shape.value_is_key ? key : project("value", key_width, shape.query_bias, source, keys);
    // A key that is the value, too, is kept twice: positions turn the key alone.
    block.parts[static_cast<std::size_t>(key)].kept = key_width;
    Part& values = block.parts[static_cast<std::size_t>(value)];
    values.kept = values.kept + key_width;
    const auto normed = [&](const char* name, const Exact& parameters, int projected) {
        if (parameters.is_zero()) return projected;
        Part norm = scale(name, parameters, Sublayer::attention);
        norm.reads = {projected};
        return add(block, std::move(norm));
    };
    std::vector<int> reads{normed("query norm", shape.query_norm, query),
                           normed("key norm", shape.key_norm, key), value};
    Part scores;
    scores.name = "scores";
    scores.kind = PartKind::scores;
    scores.sublayer = Sublayer::attention;
    scores.reads = std::move(reads);
    scores.score_multiply_adds = query_width;
    scores.value_multiply_adds = query_width;
    scores.positions = shape.positions;
    scores.pattern = shape.crossed ? Pattern::cross : shape.pattern;
    scores.keys = keys;
    scores.window = shape.window;
    scores.chunk = shape.chunk;
    std::vector<int> mixed{add(block, std::move(scores))};
    if (shape.output_gate) mixed.push_back(query);
    if (!shape.sinks.is_zero()) {
        Part sinks = scale("sinks", shape.sinks, Sublayer::attention);
        sinks.reads = {};
        mixed.push_back(add(block, std::move(sinks)));
    }
    Part output = linear("output", query_width, shape.hidden, shape.output_bias,
                         Sublayer::attention, std::move(mixed));
    output.positions = shape.positions;
    return add(block, std::move(output));
}

int add_gated_feed_forward(Block& block, const Exact& hidden, const Exact& inner, bool bias,
                           int input) {
    const auto half = Sublayer::feed_forward;
    const int gate = add(block, linear("gate", hidden, inner, bias, half, {input}));
    const int up = add(block, linear("up", hidden, inner, bias, half, {input}));
    return add(block, linear("down", inner, hidden, bias, half, {gate, up}));
}

int add_feed_forward(Block& block, const Exact& hidden, const Exact& inner, bool bias, int input) {
    const auto half = Sublayer::feed_forward;
    const int up = add(block, linear("up", hidden, inner, bias, half, {input}));
    return add(block, linear("down", inner, hidden, bias, half, {up}));
}

void add_experts(Block& block, const ExpertShape& shape, int input) {
    Part router = linear("router", shape.hidden, shape.experts, shape.router_bias,
                         Sublayer::feed_forward, {input});
    router.role = PartRole::router;
    const int routed = add(block, std::move(router));
    const auto expert = [&](const char* name, const Exact& inputs, const Exact& outputs,
                            std::vector<int> reads) {
        return add(block, expert_linear(name, inputs, outputs, shape.expert_bias, shape.experts,
                                        shape.chosen, std::move(reads)));
    };
    std::vector<int> inner;
    if (shape.gated) inner.push_back(expert("experts: gate", shape.hidden, shape.inner, {input}));
    inner.push_back(expert("experts: up", shape.hidden, shape.inner, {input}));
    inner.push_back(routed);
    expert("experts: down", shape.inner, shape.hidden, std::move(inner));
}

void place_at(Block& block, Positions positions) {
    for (Part& part : block.parts) part.positions = positions;
}

}  // namespace flopledger
