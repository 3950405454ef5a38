// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/causes_of_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/doubt/cause_names.hpp"
#include "core/count/doubt/causes_of_models.hpp"
#include "core/count/models/configured_counting.hpp"
#include "core/count/models/model_count.hpp"

namespace flopledger {

namespace {

// What 6 x (a number of parameters) x tokens makes of the configured phases, 2 x for forward
// passes.
template <typename Parameters>
Exact six_times(const Activity& activity, const Parameters& parameters) {
    const Exact factor = passes_of(activity) == Passes::forward_and_backward ? 6 : 2;
    Exact sum;
    for (const OperationsPhase& phase : activity.operations) {
        if (!phase.tokens && !(phase.examples && phase.tokens_per_example)) return 0;
        sum = sum + factor * parameters(phase) * tokens_of(phase).value.best;
    }
    return sum;
}

Exact active_of(const OperationsPhase& phase) { return count_parameters(*phase.model, {}).active; }

// A number of parameters that a phase counts with, as the input of a ratio.
Derivation parameters_of(const OperationsPhase& phase, std::string label, const Exact& value) {
    auto figure =
        stated(std::move(label), Parameters{point(value)}, Measures::parameters, phase.place);
    if (phase.model) figure.source = "configuration " + phase.model->file;
    return figure;
}

// The experts that a token does not meet, counted as if it did.
void consider_active_parameters(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (gap.smaller.method != Method::operations) return;
    const Activity& activity = gap.activity;
    const auto total_of = [](const OperationsPhase& phase) -> Exact {
        if (phase.model) return count_parameters(*phase.model, {}).total;
        if (phase.parameters) return phase.parameters->value.value.best;
        return phase.active_parameters ? phase.active_parameters->value.value.best : Exact(0);
    };
    const auto run_of = [&total_of](const OperationsPhase& phase) -> Exact {
        if (phase.model) return active_of(phase);
        return phase.active_parameters ? phase.active_parameters->value.value.best
                                       : total_of(phase);
    };
    const Exact all = six_times(activity, total_of);
    if (all <= six_times(activity, run_of)) return;
    Cause cause{name::total_for_active_parameters, all / gap.smaller.model_flop.value.best,
                fmt::format("does the {} figure count all experts instead of those that run?",
                            name_of(gap.larger.method))};
    cause.formula = "6 x total parameters x tokens / model FLOP";
    for (const OperationsPhase& phase : activity.operations) {
        cause.inputs.push_back(parameters_of(phase, "total parameters", total_of(phase)));
        cause.inputs.push_back(parameters_of(phase, "active parameters", run_of(phase)));
    }
    search.add_exact(CauseSubject::model, std::move(cause));
}

// One figure of parameters may be that of all experts. Of published mixtures those that run most of
// theirs run a third (JIUTIAN-139MoE, 13e9 of 38.8e9), those that run least a 33rd (Kimi K2, 32e9
// of 1.04e12); a little is left beyond.
void consider_unstated_experts(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    const auto& phases = gap.activity.operations;
    const auto phase = std::find_if(phases.begin(), phases.end(), [](const auto& one) {
        return one.parameters && !one.active_parameters;
    });
    if (gap.larger.method != Method::operations || phase == phases.end()) return;
    const Exact& all = phase->parameters->value.value.best;
    Cause cause{name::total_for_active_parameters, gap.ratio,
                fmt::format("are the {} parameters those of all experts of a mixture? `"
                            "active_parameters: {}` would close the gap",
                            figure(all), figure(all / gap.ratio))};
    cause.formula = "2.9 .. 40, parameters / active parameters of published mixtures";
    search.add_last_resort(std::move(cause), Exact::ratio(29, 10), 40);
}

// N without embeddings (Kaplan et al.; Hugging Face's total_flos), or with a table counted as if it
// were multiplied, against a count of what is.
void consider_embeddings(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (!is_configured(gap.activity)) return;
    const auto head_of = [](const OperationsPhase& phase) {
        Exact sum;
        for (const Tower& tower : phase.model->towers) {
            for (const Block& block : tower.blocks) {
                for (const Part& part : block.parts) {
                    const bool is_head = part.role == PartRole::output_head;
                    if (is_head) sum = sum + block.count * part.parameters;
                }
            }
        }
        return sum;
    };
    const auto embedding_of = [](const OperationsPhase& phase) {
        return count_parameters(*phase.model, {}).embedding;
    };
    if (gap.larger.method == Method::operations) {
        for (const bool without_head : {false, true}) {
            const Exact bare = six_times(gap.activity, [&](const OperationsPhase& phase) {
                const Exact rest = active_of(phase) - embedding_of(phase);
                return without_head ? rest - head_of(phase) : rest;
            });
            const Exact& all = gap.larger.model_flop.value.best;
            const Exact without_scores = all - gap.larger.attention_flop.value.best;
            // Where the head has a table of its own, leaving out the other one changes nothing.
            if (bare.is_zero() || bare * 101 >= without_scores * 100) continue;
            Cause cause{name::embeddings, all / bare,
                        fmt::format("does the {} figure leave out the embeddings, as Kaplan's N "
                                    "and Hugging Face's total_flos do?",
                                    name_of(gap.smaller.method))};
            cause.formula = without_head
                                ? "model FLOP / (6 x parameters without embeddings and output head "
                                  "x tokens)"
                                : "model FLOP / (6 x parameters without embeddings x tokens)";
            cause.source = "Kaplan et al. 2020, arXiv 2001.08361, section 2.1";
            search.add_exact(CauseSubject::model, std::move(cause));
        }
    } else if (gap.smaller.method == Method::operations) {
        const Exact all = six_times(gap.activity, active_of);
        Cause cause{name::embeddings, all / gap.smaller.model_flop.value.best,
                    fmt::format("does the {} figure count embeddings, which are looked up, as if "
                                "they were multiplied?",
                                name_of(gap.larger.method))};
        cause.formula = "6 x all parameters x tokens / model FLOP";
        if (cause.expected_ratio > 1) search.add_exact(CauseSubject::model, std::move(cause));
    }
}

}  // namespace

void consider_parameters(CauseSearch& search) {
    consider_active_parameters(search);
    consider_unstated_experts(search);
    consider_embeddings(search);
}

}  // namespace flopledger
