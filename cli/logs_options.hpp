// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.hpp"

namespace CLI {
class App;
}

namespace flopledger {

// The commands about utilization logs.

// `logs summarize`.
void add_logs_summarize(CLI::App& app, CommandLine& into);

// `logs merge`.
void add_logs_merge(CLI::App& app, CommandLine& into);

}  // namespace flopledger
