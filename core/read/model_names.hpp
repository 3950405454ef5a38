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
inline constexpr Name keys_ignored{
    "keys-ignored", NameKind::finding,
    "Keys of the configuration that say how a model is built were passed over, as told to."};
inline constexpr Name keys_unknown{
    "keys-unknown", NameKind::finding,
    "Keys of the configuration were not read, and whether they change anything is not known."};
inline constexpr Name class_not_stated{
    "class-not-stated", NameKind::finding,
    "The configuration names no class; the one that models of its type usually have is counted."};
inline constexpr Name class_of_another_type{
    "class-of-another-type", NameKind::finding,
    "The class that the configuration names belongs to another type; the type is counted."};
inline constexpr Name bad_checkpoint{"bad-checkpoint", NameKind::error,
                                     "A checkpoint's header or index is not what it must be."};

}  // namespace flopledger::name
