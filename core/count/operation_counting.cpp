// SPDX-License-Identifier: Apache-2.0
#include "core/count/operation_counting.hpp"

#include <cassert>
#include <utility>

#include "core/count/recomputation.hpp"

namespace flopledger {

namespace {

constexpr const char* six_source =
    "Kaplan et al. 2020, arXiv 2001.08361, section 2.1; EU guidelines C(2025) 5045, Annex A.2.2";

// What one phase gives: model FLOP with its derivation, and hardware FLOP.
struct PhaseCount {
    Derivation model;
    Range hardware;
    std::vector<Finding> findings;
};

// Forward operations for each token of a configured model: everything but the output head, the
// attention scores, and the head. Recomputation repeats the first two only.
struct ForwardPerToken {
    Exact linear;
    Exact attention;
    Exact output_head;
};

constexpr std::string_view output_head_name = "output head";

ForwardPerToken forward_per_token(const Model& model, const std::optional<Stated<Exact>>& length) {
    ForwardPerToken forward;
    for (const Block& block : model.blocks) {
        const Exact linear = 2 * block.count * block.multiply_adds_per_token;
        (block.name == output_head_name ? forward.output_head : forward.linear) =
            (block.name == output_head_name ? forward.output_head : forward.linear) + linear;
        if (length) {
            // T tokens attend to T(T+1)/2 pairs, so each to (T+1)/2 on average.
            const Exact pairs = (length->value + 1) / 2;
            forward.attention =
                forward.attention + 2 * block.count * block.multiply_adds_per_pair * pairs;
        }
    }
    return forward;
}

// The part of a model whose weights are trained, of all its parameters.
Exact trainable_share(const Activity& activity, const Exact& parameters) {
    if (!activity.trainable_parameters || parameters.is_zero()) {
        return 1;
    }
    return smaller(activity.trainable_parameters->value.value.best / parameters, 1);
}

Finding attention_left_out(const std::string& why) { return {"attention-not-counted", why}; }

PhaseCount count_configured(const Activity& activity, const OperationsPhase& phase,
                            const Derivation& tokens) {
    const ForwardPerToken forward = forward_per_token(*phase.model, phase.sequence_length);
    const Exact linear = forward.linear + forward.output_head;
    Exact per_token = linear + forward.attention;
    std::string formula = "forward FLOP per token x tokens";
    if (passes_of(activity) == Passes::forward_and_backward) {
        // The weight gradients of linear layers are needed for the trained part only; attention
        // scores have two gradients and no weights.
        const Exact share = trainable_share(activity, phase.model->parameters());
        per_token = linear * (2 + share) + forward.attention * 3;
        formula = share == 1 ? "3 x forward FLOP per token x tokens"
                             : "(2 + trained share) x linear + 3 x attention, per token, x tokens";
    }
    Exact repeated;
    const Recomputation recomputation = assumed_recomputation(activity);
    if (recomputation == Recomputation::full) {
        repeated = forward.linear + forward.attention;
    } else if (recomputation == Recomputation::selective) {
        repeated = forward.attention;
    }
    const std::string file = "configuration " + phase.model->file;
    Derivation model = computed(
        "model FLOP by operation counting", formula, tokens.value * point(per_token), "FLOP",
        {cited("forward FLOP per token, linear layers", point(forward.linear), "FLOP/token", file),
         cited("forward FLOP per token, attention scores", point(forward.attention), "FLOP/token",
               file),
         cited("forward FLOP per token, output head", point(forward.output_head), "FLOP/token",
               file),
         tokens});
    PhaseCount count{std::move(model), tokens.value * point(per_token + repeated), {}};
    if (!phase.sequence_length) {
        count.findings.push_back(attention_left_out(
            "without sequence_length the attention scores are not counted: the total is low by "
            "roughly sequence length / (6 x hidden size)"));
    }
    return count;
}

PhaseCount count_bare(const Activity& activity, const OperationsPhase& phase,
                      const Derivation& tokens) {
    const bool mixture = phase.active_parameters.has_value();
    const auto& parameters = mixture ? *phase.active_parameters : *phase.parameters;
    const std::string name = mixture ? "active parameters" : "parameters";
    std::vector<Derivation> inputs{
        stated(name, parameters.value.value, "parameters", parameters.place), tokens};
    Range weighted = point(2) * parameters.value.value;
    std::string formula = "2 x " + name + " x tokens";
    if (passes_of(activity) == Passes::forward_and_backward) {
        const auto& trainable = activity.trainable_parameters;
        if (trainable) {
            weighted = point(4) * parameters.value.value + point(2) * trainable->value.value;
            formula = "(4 x " + name + " + 2 x trainable parameters) x tokens";
            inputs.push_back(stated("trainable parameters", trainable->value.value, "parameters",
                                    trainable->place));
        } else {
            weighted = point(6) * parameters.value.value;
            formula = "6 x " + name + " x tokens";
        }
    }
    const Range value = weighted * tokens.value;
    Derivation model =
        computed("model FLOP by operation counting", formula, value, "FLOP", std::move(inputs));
    model.source = six_source;
    const Recomputation recomputation = assumed_recomputation(activity);
    // The repeated forward pass costs 2PD, whatever part is trained.
    const Range extra = hardware_per_model_flop(recomputation);
    const Range six = point(6) * parameters.value.value * tokens.value;
    const Range repeated{six.low * (extra.low - 1), six.best * (extra.best - 1),
                         six.high * (extra.high - 1)};
    return {std::move(model),
            value + repeated,
            {attention_left_out("6PD leaves out the attention scores; a config.json with "
                                "sequence_length counts them exactly")}};
}

void add_once(std::vector<Finding>& findings, const Finding& finding) {
    for (const Finding& present : findings) {
        if (present.name == finding.name) return;
    }
    findings.push_back(finding);
}

}  // namespace

Derivation tokens_of(const OperationsPhase& phase) {
    if (phase.tokens) {
        return stated("tokens", phase.tokens->value.value, "tokens", phase.tokens->place);
    }
    assert(phase.examples);
    std::vector<Derivation> inputs{
        stated("examples", phase.examples->value, "examples", phase.examples->place)};
    Range value = phase.examples->value;
    std::string formula = "examples";
    if (phase.tokens_per_example) {
        value = value * phase.tokens_per_example->value;
        formula += " x tokens per example";
        inputs.push_back(stated("tokens per example", phase.tokens_per_example->value,
                                "tokens/example", phase.tokens_per_example->place));
    }
    if (phase.epochs) {
        value = value * phase.epochs->value;
        formula += " x epochs";
        inputs.push_back(stated("epochs", phase.epochs->value, "", phase.epochs->place));
    }
    return computed("tokens", formula, value, "tokens", std::move(inputs));
}

MethodCount count_operations(const Activity& activity) {
    assert(!activity.operations.empty());
    MethodCount count;
    count.method = Method::operations;
    std::vector<Derivation> parts;
    Range hardware;
    for (const OperationsPhase& phase : activity.operations) {
        const Derivation tokens = tokens_of(phase);
        PhaseCount part = phase.model ? count_configured(activity, phase, tokens)
                                      : count_bare(activity, phase, tokens);
        hardware = hardware + part.hardware;
        parts.push_back(std::move(part.model));
        for (const Finding& finding : part.findings) add_once(count.findings, finding);
    }
    count.derivation = sum_of("model FLOP by operation counting", std::move(parts));
    count.model_flop = {count.derivation.value};
    count.hardware_flop = Flop{hardware};
    if (lacks_recomputation(activity)) {
        count.findings.push_back({"recomputation-not-stated",
                                  "recomputation is not stated and taken as none; full "
                                  "recomputation would make hardware FLOP 4/3 of this"});
    }
    return count;
}

}  // namespace flopledger
