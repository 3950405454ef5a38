// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults of model configurations and of the checkpoints beside them.
namespace flopledger::name {

inline constexpr Name unsupported_model{"unsupported-model", NameKind::error,
                                        "The model configuration is of a type not counted yet."};
inline constexpr Name bad_checkpoint{"bad-checkpoint", NameKind::error,
                                     "A checkpoint's header or index is not what it must be."};

}  // namespace flopledger::name
