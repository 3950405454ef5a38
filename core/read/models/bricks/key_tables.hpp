// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace flopledger {

// What is known of keys of configurations that a family does not ask for.

// Why a key that was not read changes neither parameters nor operations in a model of this type;
// empty where that is not known. `key` is the key alone; `value` a scalar as it is written, of a
// list the one that all its items are, else empty.
std::string_view reason_without_effect(std::string_view type, std::string_view key,
                                       std::string_view value);

// The keys that some family reads, but for those that say what kind of file it is.
std::vector<std::string_view> architecture_keys();

// Whether a key says how a model is built: one that some family reads, or one that is called like
// such keys.
bool is_architecture_key(std::string_view key);

}  // namespace flopledger
