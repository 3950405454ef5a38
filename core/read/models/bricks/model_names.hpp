// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults of model configurations and of the checkpoints beside them.
namespace flopledger::name {

inline constexpr Name unsupported_model{"unsupported-model", NameKind::error,
                                        "The model configuration is of a type not counted yet."};
inline constexpr Name unread_key{
    "unread-key", NameKind::error,
    "A key that says how a model is built is not read in models of this type."};
inline constexpr Name unknown_class{
    "unknown-class", NameKind::error,
    "The class of the model is none that models of this type are counted as."};
inline constexpr Name bad_checkpoint{"bad-checkpoint", NameKind::error,
                                     "A checkpoint's header or index is not what it must be."};

}  // namespace flopledger::name
