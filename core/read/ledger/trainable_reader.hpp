// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/ledger/activity.hpp"
#include "core/read/keys/mapping.hpp"

namespace flopledger {

// What a phase of operation counting says about how a configuration is run: lengths, trained parts,
// the convention of attention. All of it goes with a configuration only, and what selects nothing
// in it is the error `unknown-part`.
void read_run(Mapping& mapping, OperationsPhase& phase);

}  // namespace flopledger
