// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options/options.hpp"

namespace flopledger {

class Command;

// What `interconnect` takes.
void add_interconnect(Command& command, CommandLine& into);

// What `capacity` takes.
void add_capacity(Command& command, CommandLine& into);

}  // namespace flopledger
