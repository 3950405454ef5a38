// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options/options.hpp"

namespace flopledger {

class Command;

// The commands about utilization logs.

// `logs summarize`.
void add_logs_summarize(Command& command, CommandLine& into);

// `logs merge`.
void add_logs_merge(Command& command, CommandLine& into);

}  // namespace flopledger
