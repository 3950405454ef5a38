// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.hpp"

namespace CLI {
class App;
}

namespace flopledger {

// What the commands on pods and inventories take.

void add_interconnect(CLI::App& app, CommandLine& into);
void add_capacity(CLI::App& app, CommandLine& into);

}  // namespace flopledger
