// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
namespace flopledger {
int run_capacity(Session&, Diagnostics&) { return 70; }
}  // namespace flopledger
