// SPDX-License-Identifier: Apache-2.0
#include "core/count/models/model_count.hpp"

#include <cassert>

#include "core/facts/models/trained_parts.hpp"

namespace flopledger {

namespace {

Exact positions_of(Positions positions, const Lengths& lengths) {
    switch (positions) {
        case Positions::text:
            return lengths.text;
        case Positions::source:
            return lengths.source;
        case Positions::patches:
            return lengths.patches;
        case Positions::image_tokens:
            return lengths.image_tokens;
        case Positions::frames:
            return lengths.frames;
        case Positions::sequence:
            return 1;
    }
    return 0;
}

// Pairs of causal attention over so many positions: each meets itself and all before it.
Exact triangle(const Exact& positions) { return positions * (positions + 1) / 2; }

Exact causal_pairs(const Exact& positions, const std::optional<Exact>& window) {
    if (!window || positions <= *window) return triangle(positions);
    return triangle(*window) + (positions - *window) * *window;
}

// Attention that stays inside chunks: whole chunks and what is left over.
template <typename Pairs>
Exact chunked(const Exact& positions, const Exact& chunk, const Pairs& pairs) {
    const Exact whole = (positions / chunk).floor();
    return whole * pairs(chunk) + pairs(positions - whole * chunk);
}

// Which outputs need a gradient while a tower runs.
struct Gradients {
    bool stream = false;
    bool encoder = false;
};

// One instance of a block on its way through the plan.
class BlockRun {
  public:
    BlockRun(const Tower& tower, const Block& block, const Exact& layer, const RunPlan& plan,
             Gradients gradients)
        : tower_(tower), block_(block), layer_(layer), plan_(plan), gradients_(gradients) {}

    // What each part of the block costs.
    std::vector<ExampleFlop> run() {
        std::vector<ExampleFlop> parts;
        parts.reserve(block_.parts.size());
        for (const Part& part : block_.parts) {
            flop_ = {};
            run_part(part);
            parts.push_back(std::move(flop_));
        }
        return parts;
    }

    // Whether what this block hands on needs a gradient.
    bool stream_after() const {
        bool needed = gradients_.stream;
        for (const bool output : outputs_) needed = needed || output;
        return needed;
    }

  private:
    bool needs_gradient(int source) const {
        if (source == from_stream) return gradients_.stream;
        if (source == from_encoder) return gradients_.encoder;
        return source >= 0 && outputs_.at(static_cast<std::size_t>(source));
    }

    bool any_input_needs_gradient(const Part& part) const {
        for (const int source : part.reads) {
            if (needs_gradient(source)) return true;
        }
        return false;
    }

    void run_part(const Part& part) {
        const bool input = any_input_needs_gradient(part);
        const bool trained = is_trained({tower_, block_, part, layer_}, plan_.trainable);
        const bool adapted = has_adapter(tower_, part, plan_.trainable);
        switch (part.kind) {
            case PartKind::product:
                run_product(part, input, trained, adapted);
                break;
            case PartKind::scores:
                run_scores(part);
                break;
            case PartKind::scan:
            case PartKind::convolution:
                run_state_space(part, input || trained);
                break;
            case PartKind::lookup:
            case PartKind::scale:
                break;
        }
        outputs_.push_back(input || trained || adapted);
    }

    void run_product(const Part& part, bool input, bool trained, bool adapted) {
        const Exact positions = positions_of(part.positions, plan_.lengths) * part.positions_factor;
        const Exact forward = 2 * part.multiply_adds * positions;
        flop_.forward.linear = flop_.forward.linear + forward;
        if (part.role == PartRole::router) flop_.forward.router = flop_.forward.router + forward;
        if (part.role == PartRole::output_head) {
            flop_.forward.output_head = flop_.forward.output_head + forward;
        }
        repeat(part, forward, plan_.recomputation == Recomputation::attention);
        add_backward(forward, (input ? 1 : 0) + (trained ? 1 : 0));
        if (adapted) run_adapter(part, positions, input);
    }

    // Two thin matrices: the first reads what the product reads, the second makes what it makes.
    void run_adapter(const Part& part, const Exact& positions, bool input) {
        const Exact first = 2 * part.input_size * plan_.trainable.lora->rank * positions;
        const Exact second = 2 * plan_.trainable.lora->rank * part.output_size * positions;
        flop_.forward.linear = flop_.forward.linear + first + second;
        repeat(part, first + second, plan_.recomputation == Recomputation::attention);
        add_backward(first, input ? 2 : 1);
        add_backward(second, 2);
    }

    // Three inputs: query, key, value. The product of query and key has a gradient for each of the
    // two; that of weight and value has one for the weights, if either of the two needs it, and one
    // for the values.
    void run_scores(const Part& part) {
        const Exact pairs = pairs_of(part, plan_.lengths, plan_.attention);
        const Exact scores = 2 * part.score_multiply_adds * pairs;
        const Exact values = 2 * part.value_multiply_adds * pairs;
        flop_.forward.attention = flop_.forward.attention + scores + values;
        repeat(part, scores + values,
               plan_.recomputation == Recomputation::attention ||
                   plan_.recomputation == Recomputation::selective);
        assert(part.reads.size() == 3);
        const bool query = needs_gradient(part.reads[0]);
        const bool key = needs_gradient(part.reads[1]);
        const bool value = needs_gradient(part.reads[2]);
        const Exact before = flop_.backward;
        add_backward(scores, (query ? 1 : 0) + (key ? 1 : 0));
        add_backward(values, (query || key ? 1 : 0) + (value ? 1 : 0));
        flop_.attention_backward = flop_.attention_backward + (flop_.backward - before);
    }

    void run_state_space(const Part& part, bool needed) {
        const Exact forward = 2 * part.multiply_adds * positions_of(part.positions, plan_.lengths);
        flop_.forward.state_space = flop_.forward.state_space + forward;
        if (needed && plan_.passes == Passes::forward_and_backward) {
            flop_.state_space_backward = flop_.state_space_backward + 2 * forward;
        }
    }

    // Layers are repeated whole or in part; what stands outside of them is not.
    void repeat(const Part& part, const Exact& forward, bool attention_repeated) {
        const bool whole = plan_.recomputation == Recomputation::full;
        const bool half = attention_repeated && part.sublayer == Sublayer::attention;
        const bool backward = plan_.passes == Passes::forward_and_backward;
        if (backward && block_.is_layer && (whole || half)) {
            flop_.recomputed = flop_.recomputed + forward;
        }
    }

    void add_backward(const Exact& forward, int gradients) {
        if (plan_.passes == Passes::forward_and_backward && gradients > 0) {
            flop_.backward = flop_.backward + forward * gradients;
        }
    }

    const Tower& tower_;
    const Block& block_;
    Exact layer_;
    const RunPlan& plan_;
    Gradients gradients_;
    std::vector<bool> outputs_;
    ExampleFlop flop_;  // of the part that is run
};

// All instances of a block: those that the plan treats alike at once, after one of them has shown
// that what it hands on is as what it was given.
BlockFlop run_block(const Tower& tower, const Block& block, Exact& layer, const RunPlan& plan,
                    Gradients& gradients) {
    BlockFlop sum{&tower, &block, {}, std::vector<ExampleFlop>(block.parts.size())};
    Exact done;
    while (done < block.count) {
        const bool stream_before = gradients.stream;
        BlockRun run(tower, block, layer + done, plan, gradients);
        const std::vector<ExampleFlop> parts = run.run();
        gradients.stream = run.stream_after();
        const bool settled = gradients.stream == stream_before;
        const Exact times =
            settled ? alike_instances(tower, block, layer, done, plan.trainable) : Exact(1);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            sum.parts[i] = plus(sum.parts[i], parts[i], times);
        }
        done = done + times;
    }
    for (const ExampleFlop& part : sum.parts) sum.flop = plus(sum.flop, part, 1);
    if (block.is_layer) layer = layer + block.count;
    return sum;
}

// How many instances of a part's block train it; `layer` is the number of the first.
Exact trained_instances(const Tower& tower, const Block& block, const Part& part,
                        const Exact& layer, const Trainable& trainable) {
    Exact sum;
    Exact done;
    while (done < block.count) {
        const Exact alike = alike_instances(tower, block, layer, done, trainable);
        if (is_trained({tower, block, part, layer + done}, trainable)) sum = sum + alike;
        done = done + alike;
    }
    return sum;
}

// The parameters of all instances of a block, outside of multi-token-prediction modules.
void add_block(ParameterCount& count, const Tower& tower, const Block& block, const Exact& layer,
               const Trainable& trainable) {
    for (const Part& part : block.parts) {
        const Exact stored = block.count * part.parameters;
        count.total = count.total + stored;
        count.active = count.active + block.count * part.active_parameters;
        if (part.role == PartRole::embedding) count.embedding = count.embedding + stored;
        const Exact instances = trained_instances(tower, block, part, layer, trainable);
        count.trained = count.trained + instances * part.parameters;
        if (has_adapter(tower, part, trainable)) {
            count.trained = count.trained + block.count * trainable.lora->rank *
                                                (part.input_size + part.output_size);
        }
    }
}

}  // namespace

ExampleFlop plus(const ExampleFlop& left, const ExampleFlop& right, const Exact& times) {
    const ForwardFlop& first = left.forward;
    const ForwardFlop& second = right.forward;
    return {
        {first.linear + times * second.linear, first.router + times * second.router,
         first.output_head + times * second.output_head, first.attention + times * second.attention,
         first.state_space + times * second.state_space},
        left.backward + times * right.backward,
        left.recomputed + times * right.recomputed,
        left.state_space_backward + times * right.state_space_backward,
        left.attention_backward + times * right.attention_backward};
}

Exact ForwardFlop::total() const { return linear + attention; }

Exact ExampleFlop::model_flop() const { return forward.total() + backward; }

Exact pairs_of(const Part& part, const Lengths& lengths, AttentionConvention convention) {
    const Exact positions = positions_of(part.positions, lengths) * part.positions_factor;
    if (part.pattern == Pattern::cross) {
        return positions * positions_of(part.keys, lengths);
    }
    if (part.pattern == Pattern::bidirectional) {
        const auto square = [](const Exact& side) { return side * side; };
        return part.chunk ? chunked(positions, *part.chunk, square) : square(positions);
    }
    if (convention == AttentionConvention::full) {
        return positions * positions;
    }
    const auto pairs = [&](const Exact& side) { return causal_pairs(side, part.window); };
    return part.chunk ? chunked(positions, *part.chunk, pairs) : pairs(positions);
}

std::vector<BlockFlop> count_blocks(const Model& model, const RunPlan& stated) {
    RunPlan plan = stated;
    plan.trainable = with_ties(model, stated.trainable);
    std::vector<BlockFlop> blocks;
    bool below = false;  // whether anything run so far needs a gradient
    bool encoder = false;
    for (const Tower& tower : model.towers) {
        if (tower.role == TowerRole::multi_token_prediction && !plan.multi_token_prediction) {
            continue;
        }
        Gradients gradients{tower.reads_towers && below, encoder};
        Exact layer;
        for (const Block& block : tower.blocks) {
            blocks.push_back(run_block(tower, block, layer, plan, gradients));
        }
        below = below || gradients.stream;
        if (tower.role == TowerRole::encoder || tower.role == TowerRole::audio) {
            encoder = gradients.stream;
        }
    }
    return blocks;
}

ExampleFlop count_example(const Model& model, const RunPlan& plan) {
    ExampleFlop sum;
    for (const BlockFlop& block : count_blocks(model, plan)) {
        sum = plus(sum, block.flop, 1);
    }
    return sum;
}

ParameterCount count_parameters(const Model& model, const Trainable& stated) {
    const Trainable trainable = with_ties(model, stated);
    ParameterCount count;
    for (const Tower& tower : model.towers) {
        Exact layer;
        for (const Block& block : tower.blocks) {
            if (tower.role == TowerRole::multi_token_prediction) {
                for (const Part& part : block.parts) {
                    count.multi_token_prediction =
                        count.multi_token_prediction + block.count * part.parameters;
                }
                continue;
            }
            add_block(count, tower, block, layer, trainable);
            if (block.is_layer) layer = layer + block.count;
        }
    }
    return count;
}

}  // namespace flopledger
