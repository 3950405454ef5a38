// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/facts/data/threshold.hpp"
#include "core/read/keys/mapping.hpp"

namespace flopledger {

// A condition of a threshold: {fact, is | includes_any | greater | at_least}, or {any: [...]}. The
// fact must be one that ledgers may state, and the test one that its kind of value takes.
std::optional<Condition> read_condition(const Reading& reading, const Node& node);

}  // namespace flopledger
