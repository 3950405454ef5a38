// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/ledger/ledger.hpp"
#include "core/read/keys/values.hpp"

namespace flopledger {

// Holds the names that parts of one ledger use for one another: two entries of `built_on` of one
// name without a ledger, an ancestor or a teacher that no entry is, entries that lie within each
// other in a circle, and outputs that no activity made are errors.
void check_names(const Reading& reading, const Node& root, const Ledger& ledger);

}  // namespace flopledger
