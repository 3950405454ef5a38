// SPDX-License-Identifier: Apache-2.0
#include "core/count/models/configured_counting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/base/joined.hpp"
#include "core/count/figures/figure_names.hpp"
#include "core/count/models/recomputation.hpp"
#include "core/count/models/trainer_flop.hpp"

namespace flopledger {

namespace {

bool has_tower(const Model& model, TowerRole role) {
    return std::any_of(model.towers.begin(), model.towers.end(),
                       [&](const Tower& tower) { return tower.role == role; });
}

Exact stated_or(const std::optional<Stated<Exact>>& stated_value, const Exact& otherwise) {
    return stated_value ? stated_value->value : otherwise;
}

RunPlan plan_of(const Activity& activity, const OperationsPhase& phase) {
    RunPlan plan;
    plan.lengths = lengths_of(phase);
    plan.passes = passes_of(activity);
    plan.recomputation = assumed_recomputation(activity);
    plan.attention = phase.attention;
    plan.trainable = phase.trainable;
    plan.multi_token_prediction = phase.multi_token_prediction.value_or(false);
    return plan;
}

// Without a sequence length the scores of attention cannot be counted, and nothing else depends on
// it: a token at a time, less the one pair that it is with itself.
Model without_scores(Model model) {
    for (Tower& tower : model.towers) {
        for (Block& block : tower.blocks) {
            for (Part& part : block.parts) {
                part.score_multiply_adds = 0;
                part.value_multiply_adds = 0;
            }
        }
    }
    return model;
}

// Gradients of weights that a bare count of trained parameters leaves out: their share of the
// linear forward work.
Exact untrained_gradients(const Activity& activity, const Model& model, const ExampleFlop& flop) {
    const bool backward = passes_of(activity) == Passes::forward_and_backward;
    if (!activity.trainable_parameters || !backward) return 0;
    const Exact total = count_parameters(model, {}).total;
    const Exact share = smaller(activity.trainable_parameters->value.value.best / total, 1);
    return flop.forward.linear * (1 - share);
}

// The backward pass by what it trains: gradients of weights that are frozen are not in it.
std::string backward_label(const Trainable& trainable) {
    if (trainable.lora) {
        return fmt::format("backward, adapters of rank {} on {}", trainable.lora->rank.text(),
                           joined(trainable.lora->on));
    }
    std::string label = "backward";
    if (!trainable.only.empty()) label += ", training only " + joined(trainable.only);
    if (!trainable.frozen.empty()) label += ", with frozen " + joined(trainable.frozen);
    if (!trainable.frozen_layers.is_zero()) {
        label += fmt::format(", the first {} layers frozen", trainable.frozen_layers.text());
    }
    return label;
}

Derived<FlopPerExample> example_derivation(const OperationsPhase& phase, const ExampleFlop& flop,
                                           const Exact& left_out,
                                           const FlopPerExample& per_example) {
    const std::string& from = phase.model->file;
    const std::string file = from.empty() ? phase.model->type : described(*phase.model);
    const auto counted = [&](std::string label, const Exact& value) {
        auto figure =
            cited(std::move(label), FlopPerExample{point(value)}, Measures::flop_per_example, file);
        if (from.empty()) figure.place = phase.place;
        return figure;
    };
    std::vector<Derivation> inputs{
        counted("forward, matrix products", flop.forward.linear - flop.forward.output_head),
        counted("forward, attention scores", flop.forward.attention),
        counted("forward, output head", flop.forward.output_head)};
    std::string formula = "forward";
    if (!flop.backward.is_zero()) {
        inputs.push_back(counted(backward_label(phase.trainable), flop.backward));
        formula += " + backward";
    }
    if (!left_out.is_zero()) {
        inputs.push_back(counted("gradients of weights that are not trained", left_out));
        formula += " - gradients of weights that are not trained";
    }
    return computed("FLOP of one example", formula, per_example, Measures::flop_per_example,
                    std::move(inputs));
}

// How many examples a phase runs: those it was fed, or tokens over the tokens of one.
Derived<Examples> examples_run(const OperationsPhase& phase, const Fed& fed,
                               const Lengths& lengths) {
    if (const auto* examples = std::get_if<Derived<Examples>>(&fed)) return *examples;
    const auto& tokens = std::get<Derived<Tokens>>(fed);
    const TokensPerExample each{point(lengths.text + lengths.source)};
    std::vector<Derivation> inputs{tokens};
    if (phase.lengths.text) {
        inputs.push_back(stated("sequence length", Tokens{point(phase.lengths.text->value)},
                                Measures::tokens, phase.lengths.text->place));
    }
    if (phase.lengths.source) {
        inputs.push_back(stated("source length", Tokens{point(phase.lengths.source->value)},
                                Measures::tokens, phase.lengths.source->place));
    }
    return computed("examples", "tokens / tokens of one example", tokens.quantity() / each,
                    Measures::examples, std::move(inputs));
}

std::vector<Finding> findings_of(const OperationsPhase& phase, bool scores_left_out) {
    std::vector<Finding> findings = phase.model->findings;
    if (scores_left_out) {
        findings.push_back(
            {name::attention_not_counted,
             "without sequence_length the attention scores are not counted: the total is low by "
             "roughly sequence length / (6 x hidden size)"});
    }
    const bool modules = has_tower(*phase.model, TowerRole::multi_token_prediction);
    if (modules && !phase.multi_token_prediction) {
        findings.push_back(
            {name::multi_token_prediction_not_counted,
             "the configuration has modules that predict further tokens, and whether they were "
             "trained is not stated: they are not counted; write multi_token_prediction"});
    }
    return findings;
}

}  // namespace

Lengths lengths_of(const OperationsPhase& phase) {
    assert(phase.model);
    const Model& model = *phase.model;
    const StatedLengths& said = phase.lengths;
    const bool alone = !has_tower(model, TowerRole::decoder);
    const Exact images = stated_or(said.images, alone ? 1 : 0);
    Lengths lengths;
    lengths.text = stated_or(said.text, 0);
    lengths.source = stated_or(said.source, 0);
    lengths.patches = stated_or(said.patches, images * model.fixed_patches.value_or(0));
    lengths.image_tokens =
        stated_or(said.image_tokens, images * model.fixed_image_tokens.value_or(0));
    lengths.frames = stated_or(said.frames, model.fixed_frames.value_or(0));
    return lengths;
}

PhaseCount count_configured(const Activity& activity, const OperationsPhase& phase,
                            const Fed& fed) {
    RunPlan plan = plan_of(activity, phase);
    const bool by_examples = std::holds_alternative<Derived<Examples>>(fed);
    const bool no_length = plan.lengths.text.is_zero() && plan.lengths.source.is_zero();
    const bool scores_left_out = no_length && !by_examples;
    if (scores_left_out) plan.lengths.text = 1;
    const Model stripped = scores_left_out ? without_scores(*phase.model) : Model();
    const Model& model = scores_left_out ? stripped : *phase.model;
    const ExampleFlop flop = count_example(model, plan);
    const Exact left_out = untrained_gradients(activity, model, flop);
    const FlopPerExample per_example{point(flop.model_flop() - left_out)};
    const FlopPerExample recomputed{point(flop.recomputed)};
    const FlopPerExample scored{point(flop.forward.attention + flop.attention_backward)};
    const auto examples = examples_run(phase, fed, plan.lengths);
    const Flop hardware = examples.quantity() * (per_example + recomputed);
    const Flop scores = examples.quantity() * scored;
    auto result = computed("model FLOP by operation counting", "examples x FLOP of one example",
                           examples.quantity() * per_example, Measures::flop,
                           {examples, example_derivation(phase, flop, left_out, per_example)});
    return {std::move(result), hardware, findings_of(phase, scores_left_out), scores};
}

Fed fed_as_stated(const OperationsPhase& phase) {
    const bool by_examples =
        phase.flop_per_example || (phase.examples && !phase.tokens_per_example);
    if (by_examples) return examples_of(phase);
    return tokens_of(phase);
}

Derived<Examples> examples_of(const OperationsPhase& phase) {
    assert(phase.examples);
    const auto examples =
        stated("examples", phase.examples->value, Measures::examples, phase.examples->place);
    if (!phase.epochs) return examples;
    return computed(
        "examples", "examples x epochs", phase.examples->value * phase.epochs->value,
        Measures::examples,
        {examples, stated("epochs", phase.epochs->value, Measures::epochs, phase.epochs->place)});
}

Derived<Tokens> tokens_of(const OperationsPhase& phase) {
    if (phase.tokens) {
        return stated("tokens", phase.tokens->value, Measures::tokens, phase.tokens->place);
    }
    if (const auto& flop = phase.total_flos) {
        return tokens_by_trainer_flop(
            phase, stated("total_flos of the trainer", flop->value, Measures::flop, flop->place));
    }
    assert(phase.examples && phase.tokens_per_example);
    const auto& length = *phase.tokens_per_example;
    std::vector<Derivation> inputs{
        stated("examples", phase.examples->value, Measures::examples, phase.examples->place),
        stated("tokens per example", length.value, Measures::tokens_per_example, length.place)};
    Tokens tokens = phase.examples->value * length.value;
    std::string formula = "examples x tokens per example";
    if (phase.epochs) {
        tokens = tokens * phase.epochs->value;
        formula += " x epochs";
        inputs.push_back(
            stated("epochs", phase.epochs->value, Measures::epochs, phase.epochs->place));
    }
    return computed("tokens", formula, tokens, Measures::tokens, std::move(inputs));
}

}  // namespace flopledger
