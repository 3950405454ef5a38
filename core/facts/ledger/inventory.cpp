// SPDX-License-Identifier: Apache-2.0
#include "core/facts/ledger/inventory.hpp"

#include <array>

#include "core/base/enum_words.hpp"

namespace flopledger {

std::string_view word(WorkKind kind) {
    constexpr std::array<std::string_view, 2> words{"training", "inference"};
    return word_at(words, kind);
}

WorkKind work_kind_of(ActivityKind kind) {
    switch (kind) {
        case ActivityKind::rollout_generation:
        case ActivityKind::reward_model_inference:
        case ActivityKind::synthetic_data_generation:
        case ActivityKind::teacher_inference:
        case ActivityKind::data_processing:
        case ActivityKind::evaluation:
        case ActivityKind::deployment_inference:
            return WorkKind::inference;
        default:
            return WorkKind::training;
    }
}

}  // namespace flopledger
