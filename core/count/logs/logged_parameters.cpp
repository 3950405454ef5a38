// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/logged_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/figure_text.hpp"
#include "core/count/figures/log_figure_names.hpp"
#include "core/count/models/model_count.hpp"
#include "core/count/models/trainer_flop.hpp"
#include "core/facts/machines/usage.hpp"
#include "core/usage/training_feed.hpp"

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

// What logs state of the largest model: its parameters, 0 where none states them, and the tokens of
// these logs, 0 where they are not known.
struct LoggedModel {
    Exact parameters;
    Exact tokens;
};

LoggedModel logged_model(const std::vector<TrainingStretch>& stretches) {
    std::uint64_t most = 0;
    for (const TrainingStretch& stretch : stretches) most = std::max(most, stretch.parameters);
    std::vector<TrainingStretch> largest;
    for (const TrainingStretch& stretch : stretches) {
        if (stretch.parameters == most) largest.push_back(stretch);
    }
    return {exact_of(most), exact_of(sums_of(largest).least_tokens)};
}

// The tokens that the ledger states of a phase; nothing where it does not.
std::optional<Exact> stated_tokens(const OperationsPhase& phase) {
    if (phase.epochs_unstated) return std::nullopt;
    if (phase.tokens) return phase.tokens->value.value.high;
    if (!phase.examples || !phase.tokens_per_example) return std::nullopt;
    const Exact epochs = phase.epochs ? phase.epochs->value.value.high : Exact(1);
    return phase.examples->value.value.high * phase.tokens_per_example->value.value.high * epochs;
}

// Whether logs of so many parameters feed a phase.
bool is_fed_by(const TrainingFeeds& feeds, const OperationsPhase& phase, const Exact& parameters) {
    const auto tells = [&](const TrainingStretch& stretch) {
        return exact_of(stretch.parameters) == parameters;
    };
    return std::any_of(feeds.list.begin(), feeds.list.end(), [&](const TrainingFeed& feed) {
        return feed.phase.place == phase.place &&
               std::any_of(feed.stretches.begin(), feed.stretches.end(), tells);
    });
}

// The phases that the logs' largest model can be: what they feed; else what was fed as many tokens
// as they tell; else what was fed the most. Of a phase whose tokens are not stated nobody knows.
std::vector<const OperationsPhase*> counted_by(const Activity& activity,
                                               const LoggedModel& logged) {
    const TrainingFeeds feeds = feeds_of(activity);
    Exact most;
    for (const OperationsPhase& phase : activity.operations) {
        most = larger(most, stated_tokens(phase).value_or(Exact()));
    }
    const bool told = !logged.tokens.is_zero() && logged.tokens <= most * log_tolerance();
    const Exact least = told ? logged.tokens : most;
    std::vector<const OperationsPhase*> phases;
    for (const OperationsPhase& phase : activity.operations) {
        const auto tokens = stated_tokens(phase);
        const bool counted = feeds.list.empty() ? !tokens || least <= *tokens * log_tolerance()
                                                : is_fed_by(feeds, phase, logged.parameters);
        if (counted) phases.push_back(&phase);
    }
    return phases;
}

// The ledger's model that comes nearest: the largest of those that can be the logs'; nothing where
// one fits what they state, or the parameters of one are not known.
std::optional<Exact> another_model(const Activity& activity, const LoggedModel& logged) {
    std::optional<Exact> largest;
    for (const OperationsPhase* phase : counted_by(activity, logged)) {
        const auto stated = parameters_of(*phase);
        if (!stated) return std::nullopt;
        const bool fits = logged.parameters <= stated->high * log_tolerance() &&
                          stated->low <= logged.parameters * log_tolerance();
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
    const LoggedModel model = logged_model(stretches_of(activity));
    const Exact& logged = model.parameters;
    if (logged.is_zero()) return;
    const auto ledger = another_model(activity, model);
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
