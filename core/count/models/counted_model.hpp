// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/count/models/checkpoint_comparison.hpp"
#include "core/count/models/model_breakdown.hpp"

namespace flopledger {

// One configuration of a call: read, counted, and held against what lies beside it.
struct CountedModel {
    std::string file;
    std::shared_ptr<const Model> model;
    ModelBreakdown breakdown;
    std::optional<CheckpointComparison> checkpoint;
};

}  // namespace flopledger
