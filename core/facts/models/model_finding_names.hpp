// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// What reading a model configuration finds: it goes with every figure of the model.
namespace flopledger::name {

inline constexpr Name keys_ignored{
    "keys-ignored", NameKind::finding,
    "Keys of the configuration that say how a model is built were passed over, as told to."};
inline constexpr Name keys_not_there{"keys-not-there", NameKind::finding,
                                     "Keys that are to be ignored are not in the configuration."};
inline constexpr Name keys_unknown{
    "keys-unknown", NameKind::finding,
    "Keys of the configuration were not read, and whether they change anything is not known."};
inline constexpr Name class_chosen{
    "class-chosen", NameKind::finding,
    "The class that is counted was given beside the configuration, which does not name it."};
inline constexpr Name class_not_stated{
    "class-not-stated", NameKind::finding,
    "The configuration names no class; the one that models of its type usually have is counted."};
inline constexpr Name class_of_another_type{
    "class-of-another-type", NameKind::finding,
    "The class that the configuration names belongs to another type; the type is counted."};

}  // namespace flopledger::name
