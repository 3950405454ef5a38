// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.hpp"

namespace CLI {
class App;
}

namespace flopledger {

// What `interconnect` takes.
void add_interconnect(CLI::App& app, CommandLine& into);

// What `capacity` takes.
void add_capacity(CLI::App& app, CommandLine& into);

}  // namespace flopledger
