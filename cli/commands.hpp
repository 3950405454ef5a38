// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/session.hpp"

namespace flopledger {

// Each command from its session to an exit status; `diagnostics` holds what was told on the way
// there. One file a command.
int run_check(Session& session, Diagnostics& diagnostics);
int run_estimate(Session& session, Diagnostics& diagnostics);
int run_explain(Session& session, Diagnostics& diagnostics);
int run_chips(Session& session, Diagnostics& diagnostics);
int run_thresholds(Session& session, Diagnostics& diagnostics);
int run_standards(Session& session, Diagnostics& diagnostics);
int run_init(Session& session, Diagnostics& diagnostics);
int run_schema(Session& session, Diagnostics& diagnostics);
int run_generate(Session& session, Diagnostics& diagnostics);

}  // namespace flopledger
