// SPDX-License-Identifier: Apache-2.0
#include "core/count/models/model_breakdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace flopledger {

namespace {

Share plus(const Share& left, const Share& right) {
    return {left.parameters + right.parameters, left.forward + right.forward,
            left.training + right.training, left.state_space + right.state_space};
}

Share share_of(const Exact& parameters, const ExampleFlop* flop) {
    if (flop == nullptr) return {parameters, {}, {}, {}};
    return {parameters, flop->forward.total(), flop->model_flop(), flop->forward.state_space};
}

// A block with the FLOP of its parts, or without where its tower does not run.
BlockShare share_of_block(const Block& block, const BlockFlop* flop) {
    BlockShare whole{&block, block.count, {}, {}};
    whole.parts.reserve(block.parts.size());
    for (std::size_t i = 0; i < block.parts.size(); ++i) {
        const Part& part = block.parts[i];
        const Share share =
            share_of(block.count * part.parameters, flop != nullptr ? &flop->parts[i] : nullptr);
        whole.share = plus(whole.share, share);
        whole.parts.push_back({&part, share});
    }
    return whole;
}

// Whether two blocks are alike but for where they stand: patterns repeat the same few layers.
bool alike(const Block& left, const Block& right) {
    return left.name == right.name &&
           std::equal(left.parts.begin(), left.parts.end(), right.parts.begin(), right.parts.end(),
                      [](const Part& one, const Part& other) {
                          return one.name == other.name && one.parameters == other.parameters &&
                                 one.multiply_adds == other.multiply_adds &&
                                 one.score_multiply_adds == other.score_multiply_adds &&
                                 one.window == other.window && one.chunk == other.chunk;
                      });
}

// Adds a block to a tower, or to the block there that is like it.
void add_block(TowerShare& tower, BlockShare block) {
    tower.share = plus(tower.share, block.share);
    for (BlockShare& known : tower.blocks) {
        if (!alike(*known.block, *block.block)) continue;
        known.count = known.count + block.count;
        known.share = plus(known.share, block.share);
        for (std::size_t i = 0; i < known.parts.size(); ++i) {
            known.parts[i].share = plus(known.parts[i].share, block.parts[i].share);
        }
        return;
    }
    tower.blocks.push_back(std::move(block));
}

std::vector<TowerShare> shares_of_towers(const Model& model, const std::vector<BlockFlop>& blocks) {
    std::vector<TowerShare> towers;
    auto next = blocks.begin();
    for (const Tower& tower : model.towers) {
        const bool runs = next != blocks.end() && next->tower == &tower;
        TowerShare whole{&tower, runs, {}, {}};
        for (const Block& block : tower.blocks) {
            add_block(whole, share_of_block(block, runs ? &*next : nullptr));
            if (runs) ++next;
        }
        towers.push_back(std::move(whole));
    }
    return towers;
}

TrainingFlop training_flop(const ModelBreakdown& breakdown) {
    TrainingFlop flop;
    flop.total = breakdown.flop.model_flop();
    for (const TowerShare& tower : breakdown.towers) {
        for (const BlockShare& block : tower.blocks) {
            for (const PartShare& one : block.parts) {
                const auto add_if = [&one](bool is_of, Exact& sum) {
                    if (is_of) sum = sum + one.share.training;
                };
                add_if(one.part->role == PartRole::router, flop.router);
                add_if(one.part->role == PartRole::output_head, flop.output_head);
                add_if(one.part->kind == PartKind::scores, flop.scores);
            }
        }
    }
    flop.products = flop.total - flop.scores;
    flop.state_space = breakdown.flop.forward.state_space + breakdown.flop.state_space_backward;
    return flop;
}

// Collects what the rule misses under a few words each.
class Differences {
  public:
    void add(const std::string& what, const Exact& flop) {
        if (flop.is_zero()) return;
        const auto same = [&](const RuleDifference& known) { return known.what == what; };
        const auto known = std::find_if(list_.begin(), list_.end(), same);
        if (known == list_.end()) {
            list_.push_back({what, flop});
        } else {
            known->flop = known->flop + flop;
        }
    }

    // The largest first, whichever way they go.
    std::vector<RuleDifference> sorted() {
        const auto size = [](const Exact& flop) { return flop.is_negative() ? 0 - flop : flop; };
        std::stable_sort(list_.begin(), list_.end(),
                         [&](const RuleDifference& left, const RuleDifference& right) {
                             return size(right.flop) < size(left.flop);
                         });
        return std::move(list_);
    }

  private:
    std::vector<RuleDifference> list_;
};

// A product: six times its weights for each position is right where it runs once for each and both
// gradients are needed.
void add_product(Differences& differences, const Tower& tower, const Part& part,
                 const Exact& stored, const Exact& used, const Exact& flop) {
    if (used < stored) {
        differences.add("norms, biases and other numbers that are no matrix", used - stored);
    } else {
        const bool head = part.role == PartRole::output_head;
        differences.add(head ? "output head, whose table is counted as the embedding's"
                             : "weights that are used more than once",
                        used - stored);
    }
    const bool once = part.positions == Positions::text && part.positions_factor == 1;
    differences.add(once ? std::string("gradients that are not needed")
                         : fmt::format("{}: runs on other positions", tower.name),
                    flop - used);
}

void add_part(Differences& differences, const Tower& tower, const BlockShare& block,
              const PartShare& one, const Exact& positions) {
    const Part& part = *one.part;
    const Exact weight = 6 * block.count * positions;
    const Exact stored = weight * part.active_parameters;
    const Exact& flop = one.share.training;
    switch (part.kind) {
        case PartKind::lookup:
            differences.add("embeddings, looked up and not multiplied", 0 - stored);
            break;
        case PartKind::scale:
            differences.add(part.fixed ? "stored, but neither run nor trained"
                                       : "norms, biases and other numbers that are no matrix",
                            0 - stored);
            break;
        case PartKind::scores:
            differences.add("attention scores, which have no parameters", flop - stored);
            break;
        case PartKind::convolution:
        case PartKind::scan:
            differences.add("state-space scans and convolutions, told apart", flop - stored);
            break;
        case PartKind::product:
            add_product(differences, tower, part, stored, weight * part.multiply_adds, flop);
            break;
    }
}

SixTimesParameters six_times_parameters(const ModelBreakdown& breakdown) {
    SixTimesParameters six;
    const Lengths& lengths = breakdown.plan.lengths;
    six.positions = lengths.text.is_zero() ? lengths.patches : lengths.text;
    const ParameterCount& count = breakdown.parameters;
    six.active = 6 * count.active * six.positions;
    six.without_embedding = 6 * (count.active - count.embedding) * six.positions;
    six.all = 6 * count.total * six.positions;
    Differences differences;
    for (const TowerShare& tower : breakdown.towers) {
        if (tower.tower->role == TowerRole::multi_token_prediction) continue;
        for (const BlockShare& block : tower.blocks) {
            for (const PartShare& part : block.parts) {
                add_part(differences, *tower.tower, block, part, six.positions);
            }
        }
    }
    six.differences = differences.sorted();
    return six;
}

bool has_tower(const Model& model, TowerRole role) {
    return std::any_of(model.towers.begin(), model.towers.end(),
                       [role](const Tower& tower) { return tower.role == role; });
}

}  // namespace

Exact ModelBreakdown::divisor() const {
    return per_token && !plan.lengths.text.is_zero() ? plan.lengths.text : Exact(1);
}

ModelBreakdown break_down(const Model& model, const LengthRequest& request,
                          AttentionConvention attention, Diagnostics& diagnostics) {
    ModelBreakdown breakdown;
    breakdown.model = &model;
    PlannedLengths planned = plan_lengths(model, request, diagnostics);
    breakdown.plan.lengths = planned.lengths;
    breakdown.plan.attention = attention;
    breakdown.lengths = std::move(planned.sentences);
    breakdown.per_token = has_tower(model, TowerRole::decoder);
    breakdown.parameters = count_parameters(model, {});
    const std::vector<BlockFlop> blocks = count_blocks(model, breakdown.plan);
    for (const BlockFlop& block : blocks) breakdown.flop = plus(breakdown.flop, block.flop, 1);
    breakdown.towers = shares_of_towers(model, blocks);
    breakdown.training = training_flop(breakdown);
    if (has_tower(model, TowerRole::multi_token_prediction)) {
        RunPlan with_modules = breakdown.plan;
        with_modules.multi_token_prediction = true;
        breakdown.multi_token_prediction =
            count_example(model, with_modules).model_flop() - breakdown.flop.model_flop();
    }
    breakdown.six = six_times_parameters(breakdown);
    return breakdown;
}

}  // namespace flopledger
