// SPDX-License-Identifier: Apache-2.0
#include "core/facts/ledger/activity.hpp"

#include "core/base/enum_words.hpp"

namespace flopledger {

Passes passes_of(const Activity& activity) {
    if (activity.passes) {
        return *activity.passes;
    }
    switch (activity.kind) {
        case ActivityKind::rollout_generation:
        case ActivityKind::reward_model_inference:
        case ActivityKind::synthetic_data_generation:
        case ActivityKind::teacher_inference:
        case ActivityKind::data_processing:
        case ActivityKind::evaluation:
        case ActivityKind::deployment_inference:
            return Passes::forward;
        default:
            return Passes::forward_and_backward;
    }
}

const Chip* LogsStatement::chip_of(std::string_view name) const {
    if (chip) return chip.get();
    const auto found = chips.find(name);
    return found == chips.end() ? nullptr : found->second.get();
}

const Chip* LogsStatement::most_capable() const {
    if (chip) return chip.get();
    const auto peak = [this](const Chip& one) {
        const Peak* at = precision ? one.peak_at(*precision) : nullptr;
        return at == nullptr ? Exact(0) : at->dense.value.high;
    };
    const Chip* most = nullptr;
    for (const auto& [name, one] : chips) {
        if (most == nullptr || peak(*most) < peak(*one)) most = one.get();
    }
    return most;
}

bool may_lack_amount(ActivityKind kind) {
    using enum ActivityKind;
    return kind == reward_model_training || kind == reward_model_inference ||
           kind == teacher_training || kind == teacher_inference;
}

bool makes_outputs(ActivityKind kind) {
    using enum ActivityKind;
    return kind == teacher_inference || kind == synthetic_data_generation ||
           kind == rollout_generation || kind == reward_model_inference || kind == data_processing;
}

bool is_fed(const OperationsPhase& phase) {
    return phase.tokens || phase.examples || phase.total_flos;
}

std::string_view word(ActivityKind kind) {
    constexpr auto table = std::to_array<std::string_view>(
        {"pre-training", "continued-pre-training", "fine-tuning", "reinforcement-learning",
         "rollout-generation", "reward-model-training", "reward-model-inference",
         "synthetic-data-generation", "teacher-training", "teacher-inference", "data-processing",
         "evaluation", "safety-work", "research-experiment", "failed-run", "deployment-inference"});
    static_assert(table.size() == activity_kind_count);
    return word_at(table, kind);
}

std::string_view word(Outcome outcome) {
    constexpr auto table = std::to_array<std::string_view>(
        {"kept", "discarded", "rolled-back", "merged", "filtered-out"});
    return word_at(table, outcome);
}

std::string_view word(UtilizationKind kind) {
    constexpr auto table = std::to_array<std::string_view>(
        {"mfu", "step-mfu", "hfu", "tensor-active", "sm-active", "gpu-busy"});
    return word_at(table, kind);
}

std::string_view word(Method method) {
    constexpr auto table =
        std::to_array<std::string_view>({"operations", "logs", "chip_time", "energy", "reported"});
    return word_at(table, method);
}

}  // namespace flopledger
