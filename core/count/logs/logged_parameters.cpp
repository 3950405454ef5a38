// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/logged_parameters.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/figures/log_figure_names.hpp"
#include "core/count/models/model_count.hpp"
#include "core/count/models/trainer_flop.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

namespace {

// The parameters of a phase's model, as logs may count them; nothing where only active ones are
// stated, or none.
std::optional<Range> parameters_of(const OperationsPhase& phase) {
    if (phase.model && !phase.model->file.empty()) {
        const ParameterCount count = count_parameters(*phase.model, phase.trainable);
        const Exact adapters = phase.trainable.lora ? count.trained : Exact();
        // Whether a log counts modules of multi-token prediction differs.
        return Range{count.total, count.total,
                     count.total + adapters + count.multi_token_prediction};
    }
    if (phase.parameters) return phase.parameters->value.value;
    return std::nullopt;
}

// The most that a log states, 0 where none does.
Exact logged_parameters(const Activity& activity) {
    Exact logged;
    for (const TrainingStretch& stretch : activity.logs->usage->training) {
        logged = larger(logged, exact_of(stretch.parameters));
    }
    return logged;
}

// The ledger's model that comes nearest: the largest; nothing where a model fits what logs state,
// or none is known.
std::optional<Exact> another_model(const Activity& activity, const Exact& logged) {
    std::optional<Exact> largest;
    for (const OperationsPhase& phase : activity.operations) {
        const auto stated = parameters_of(phase);
        if (!stated) return std::nullopt;
        const bool fits =
            logged <= stated->high * log_tolerance() && stated->low <= logged * log_tolerance();
        if (fits) return std::nullopt;
        largest = larger(largest.value_or(Exact()), stated->best);
    }
    return largest;
}

bool goes_by_model(const MethodName& method) {
    return method.method == Method::operations || method.evidence == LogEvidence::tokens;
}

// Makes the high end of a count so many times more.
void raise(MethodCount& count, const Exact& times, const Derivation& logged) {
    const auto raised = [&times](const Flop& flop) {
        const Range& range = flop.value;
        return Flop{{range.low, range.best, range.high * times}};
    };
    count.model_flop = raised(count.model_flop);
    if (count.hardware_flop) count.hardware_flop = raised(*count.hardware_flop);
    std::string label = count.derivation.label;
    count.derivation = computed(
        std::move(label), "by the ledger's model, and as far as the parameters in the logs make",
        count.model_flop, Measures::flop, {std::move(count.derivation), logged});
}

}  // namespace

void hold_against_logged_parameters(const Activity& activity, std::vector<MethodCount>& methods,
                                    std::vector<Finding>& findings) {
    const Exact logged = logged_parameters(activity);
    if (logged.is_zero()) return;
    const auto ledger = another_model(activity, logged);
    if (!ledger) return;
    const Exact ratio = logged / *ledger;
    const bool more = Exact(1) < ratio;
    findings.push_back(
        {name::logged_parameters_differ,
         fmt::format("the logs state {} parameters, and the model of `operations` has {}: {} times "
                     "as many{}",
                     input_figure(logged), input_figure(*ledger), ratio.fixed(more ? 1 : 3),
                     more ? "; unless they are of another model, the ledger says too little: the "
                            "high end is as many times more"
                          : "")});
    if (!more) return;
    const auto told = cited("parameters in the logs", Parameters{point(logged)},
                            Measures::parameters, "the trainer's own word");
    for (MethodCount& count : methods) {
        if (goes_by_model(count.method)) raise(count, ratio, told);
    }
}

}  // namespace flopledger
