// SPDX-License-Identifier: Apache-2.0
#include "core/count/operation_counting.hpp"

#include <cassert>
#include <utility>

#include "core/count/configured_counting.hpp"
#include "core/count/figure_names.hpp"
#include "core/count/recomputation.hpp"

namespace flopledger {

namespace {

constexpr const char* six_source =
    "Kaplan et al. 2020, arXiv 2001.08361, section 2.1; EU guidelines C(2025) 5045, Annex A.2.2";

Finding attention_left_out(const std::string& why) { return {name::attention_not_counted, why}; }

// What is no transformer: so many examples at a stated number of forward operations each. The
// gradients of activations and of weights cost what the forward pass did, each.
PhaseCount count_by_example(const Activity& activity, const OperationsPhase& phase) {
    const auto& forward = *phase.flop_per_example;
    const Derivation examples = examples_of(phase);
    const bool backward = passes_of(activity) == Passes::forward_and_backward;
    const Exact passes = backward ? 3 : 1;
    const Range once = examples.value * forward.value.value;
    Derivation each =
        stated("forward FLOP of one example", forward.value.value, "FLOP/example", forward.place);
    each.source = phase.flop_per_example_source;
    Derivation model = computed("model FLOP by operation counting",
                                backward ? "3 x examples x forward FLOP of one example"
                                         : "examples x forward FLOP of one example",
                                once * point(passes), "FLOP", {examples, std::move(each)});
    const Range extra = hardware_per_model_flop(assumed_recomputation(activity));
    const Range hardware = model.value * extra;
    return {std::move(model), hardware, {}};
}

PhaseCount count_bare(const Activity& activity, const OperationsPhase& phase) {
    const Derivation tokens = tokens_of(phase);
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

PhaseCount count_phase(const Activity& activity, const OperationsPhase& phase) {
    if (phase.model) return count_configured(activity, phase);
    return phase.flop_per_example ? count_by_example(activity, phase) : count_bare(activity, phase);
}

void add_once(std::vector<Finding>& findings, const Finding& finding) {
    for (const Finding& present : findings) {
        if (present.name == finding.name) return;
    }
    findings.push_back(finding);
}

}  // namespace

MethodCount count_operations(const Activity& activity) {
    assert(!activity.operations.empty());
    MethodCount count;
    count.method = Method::operations;
    std::vector<Derivation> parts;
    Range hardware;
    for (const OperationsPhase& phase : activity.operations) {
        PhaseCount part = count_phase(activity, phase);
        hardware = hardware + part.hardware;
        count.attention_flop.value = count.attention_flop.value + part.attention;
        parts.push_back(std::move(part.model));
        for (const Finding& finding : part.findings) add_once(count.findings, finding);
    }
    count.derivation = sum_of("model FLOP by operation counting", std::move(parts));
    count.model_flop = {count.derivation.value};
    count.hardware_flop = Flop{hardware};
    if (lacks_recomputation(activity)) {
        count.findings.push_back({name::recomputation_not_stated,
                                  "recomputation is not stated and taken as none; full "
                                  "recomputation would make hardware FLOP 4/3 of this"});
    }
    return count;
}

}  // namespace flopledger
