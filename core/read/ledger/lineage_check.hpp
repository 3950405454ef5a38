// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/facts/ledger/ledger.hpp"

namespace flopledger {

// Shared ancestors count once, so a lineage must say of each what it is: a model that one entry
// gives by its ledger and another by a bare figure, or by two different figures, is an error.
// Bare figures are told apart by their names.
void check_lineage(const Ledger& root, Diagnostics& diagnostics);

}  // namespace flopledger
