// SPDX-License-Identifier: Apache-2.0
#include "core/count/models/trainer_flop.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/count/figures/log_figure_names.hpp"
#include "core/count/models/model_count.hpp"

namespace flopledger {

namespace {

constexpr const char* trainer_source =
    "transformers, modeling_utils.py, floating_point_ops, as of 2026-11-30: 6 x estimate_tokens x "
    "num_parameters without embeddings";

// Of no published model known to us embeddings make more: 170 of 270 million (Gemma 3 270M,
// Google, 2025-08-14).
Exact most_embeddings() { return Exact::ratio(170, 270); }

// The parameters of a model as the Trainer counts them: without the embeddings, and with adapters.
// At the least without adapters, at the most with embeddings: forks and older versions differ.
Derived<Parameters> trainer_parameters(const OperationsPhase& phase) {
    if (phase.model) {
        const ParameterCount count = count_parameters(*phase.model, phase.trainable);
        const Exact adapters = phase.trainable.lora ? count.trained : Exact();
        const Exact least = count.total - count.embedding;
        const Parameters parameters{{least, least + adapters, count.total + adapters}};
        return cited("parameters as the Trainer counts them", parameters, Measures::parameters,
                     phase.model->file + ", without embeddings and adapters to with both");
    }
    const Range& all = phase.parameters->value.value;
    const Exact rest = Exact(1) - most_embeddings();
    const Parameters parameters{{all.low * rest, all.best, all.high}};
    auto derived = stated("parameters as the Trainer counts them", parameters, Measures::parameters,
                          phase.parameters->place);
    derived.source = "as stated, of which embeddings make up to 63 % (Gemma 3 270M)";
    return derived;
}

}  // namespace

Exact log_tolerance() { return Exact::ratio(102, 100); }

Derived<Tokens> tokens_by_trainer_flop(const OperationsPhase& phase, const Derived<Flop>& flop) {
    const auto parameters = trainer_parameters(phase);
    const FlopPerTokenParameter six{point(6)};
    return sourced(computed("tokens by total_flos", "total_flos / (6 x parameters)",
                            flop.quantity() / (six * parameters.quantity()), Measures::tokens,
                            {flop, parameters}),
                   trainer_source);
}

std::optional<Finding> beside_trainer_flop(const OperationsPhase& phase, const Tokens& tokens,
                                           const Exact& flop) {
    const Range parameters = trainer_parameters(phase).value;
    const Exact most = parameters.high * 6 * tokens.value.high;
    if (flop <= most * log_tolerance()) return std::nullopt;
    const Exact usual = parameters.best * 6 * tokens.value.best;
    return Finding{
        name::trainer_flop_differs,
        fmt::format("the trainer's total_flos are {} times what the tokens make with the ledger's "
                    "model, 6 x tokens x parameters: its model is larger than the ledger's, or its "
                    "tokens were more (padding, a count that began again); this changes no figure",
                    (flop / usual).fixed(1))};
}

Finding about_trainer_flop() {
    return {name::tokens_by_trainer_flop,
            "the tokens follow from the trainer's total_flos, which is 6 x tokens x parameters: "
            "without and with embeddings and adapters. Where it split parameters over devices "
            "(ZeRO stage 3, FSDP) it counted a part of them, and this is too low: then state "
            "`tokens`, or `tokens_per_iteration`"};
}

}  // namespace flopledger
