// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace CLI {
class App;
}

namespace flopledger {

struct CommandLine;

// What `sampling items` takes.
void add_sampling_items(CLI::App& app, CommandLine& into);

// What `sampling snapshots` takes.
void add_sampling_snapshots(CLI::App& app, CommandLine& into);

// What `trend` takes.
void add_trend(CLI::App& app, CommandLine& into);

// --explain of a command that computes.
void add_explain_flag(CLI::App& app, bool& into);

}  // namespace flopledger
