// SPDX-License-Identifier: Apache-2.0
#include "core/count/methods/operation_counting.hpp"

#include <cassert>
#include <utility>

#include "core/base/lists.hpp"
#include "core/count/figures/figure_names.hpp"
#include "core/count/models/configured_counting.hpp"
#include "core/count/models/recomputation.hpp"
#include "core/count/models/trainer_flop.hpp"

namespace flopledger {

namespace {

constexpr const char* six_source =
    "Kaplan et al. 2020, arXiv 2001.08361, section 2.1; EU guidelines C(2025) 5045, Annex A.2.2";

Finding attention_left_out(const std::string& why) { return {name::attention_not_counted, why}; }

// What is no transformer: so many examples at a stated number of forward operations each. The
// gradients of activations and of weights cost what the forward pass did, each.
PhaseCount count_by_example(const Activity& activity, const OperationsPhase& phase,
                            const Derived<Examples>& examples) {
    const auto& forward = *phase.flop_per_example;
    const bool backward = passes_of(activity) == Passes::forward_and_backward;
    const Exact passes = backward ? 3 : 1;
    auto each = stated("forward FLOP of one example", forward.value, Measures::flop_per_example,
                       forward.place);
    each.source = phase.flop_per_example_source;
    const Flop flop = passes * (examples.quantity() * forward.value);
    auto model = computed("model FLOP by operation counting",
                          backward ? "3 x examples x forward FLOP of one example"
                                   : "examples x forward FLOP of one example",
                          flop, Measures::flop, {examples, std::move(each)});
    const Flop hardware = flop * hardware_per_model_flop(assumed_recomputation(activity));
    return {std::move(model), hardware, {}, {}};
}

// Each parameter is multiplied and added once a token.
const FlopPerTokenParameter& multiply_add() {
    static const FlopPerTokenParameter two{point(2)};
    return two;
}

PhaseCount count_bare(const Activity& activity, const OperationsPhase& phase,
                      const Derived<Tokens>& tokens) {
    const bool mixture = phase.active_parameters.has_value();
    const auto& parameters = mixture ? *phase.active_parameters : *phase.parameters;
    const std::string name = mixture ? "active parameters" : "parameters";
    std::vector<Derivation> inputs{
        stated(name, parameters.value, Measures::parameters, parameters.place), tokens};
    Parameters passed = parameters.value;  // by a token, forward and backward
    std::string formula = "2 x " + name + " x tokens";
    if (passes_of(activity) == Passes::forward_and_backward) {
        const auto& trainable = activity.trainable_parameters;
        if (trainable) {
            passed = Exact(2) * parameters.value + trainable->value;
            formula = "(4 x " + name + " + 2 x trainable parameters) x tokens";
            inputs.push_back(stated("trainable parameters", trainable->value, Measures::parameters,
                                    trainable->place));
        } else {
            passed = Exact(3) * parameters.value;
            formula = "6 x " + name + " x tokens";
        }
    }
    const Flop flop = multiply_add() * passed * tokens.quantity();
    auto model = computed("model FLOP by operation counting", formula, flop, Measures::flop,
                          std::move(inputs));
    model.source = six_source;
    const Recomputation recomputation = assumed_recomputation(activity);
    // The repeated forward pass costs 2PD, whatever part is trained.
    const Range extra = hardware_per_model_flop(recomputation).value;
    const Ratio repeated{{extra.low - 1, extra.best - 1, extra.high - 1}};
    const Flop all_trained = multiply_add() * (Exact(3) * parameters.value) * tokens.quantity();
    return {std::move(model),
            flop + all_trained * repeated,
            {attention_left_out("6PD leaves out the attention scores; a config.json with "
                                "sequence_length counts them exactly")},
            {}};
}

PhaseCount count_phase(const Activity& activity, const FedPhase& fed) {
    const OperationsPhase& phase = fed.phase;
    if (phase.model) return count_configured(activity, phase, fed.fed);
    if (!phase.flop_per_example) {
        return count_bare(activity, phase, std::get<Derived<Tokens>>(fed.fed));
    }
    return count_by_example(activity, phase, std::get<Derived<Examples>>(fed.fed));
}

}  // namespace

MethodCount count_operations(const Activity& activity) {
    std::vector<FedPhase> phases;
    for (const OperationsPhase& phase : activity.operations) {
        phases.push_back({phase, fed_as_stated(phase)});
    }
    MethodCount count = count_fed(activity, phases);
    for (const OperationsPhase& phase : activity.operations) {
        const bool by_flop = phase.total_flos && !phase.tokens;
        if (by_flop) add_once_by_name(count.findings, about_trainer_flop());
    }
    return count;
}

MethodCount count_fed(const Activity& activity, const std::vector<FedPhase>& phases) {
    assert(!phases.empty());
    MethodCount count;
    count.method = Method::operations;
    std::vector<Derived<Flop>> parts;
    Flop hardware;
    for (const FedPhase& phase : phases) {
        PhaseCount part = count_phase(activity, phase);
        hardware = hardware + part.hardware;
        count.attention_flop = count.attention_flop + part.attention;
        parts.push_back(std::move(part.model));
        for (const Finding& finding : part.findings) add_once_by_name(count.findings, finding);
    }
    count.derivation = sum_of("model FLOP by operation counting", Measures::flop, std::move(parts));
    count.model_flop = count.derivation.quantity();
    count.hardware_flop = hardware;
    if (lacks_recomputation(activity)) {
        count.findings.push_back({name::recomputation_not_stated,
                                  "recomputation is not stated and taken as none; full "
                                  "recomputation would make hardware FLOP 4/3 of this"});
    }
    return count;
}

}  // namespace flopledger
