// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace flopledger {

class Command;
struct CommandLine;

// What `sampling items` takes.
void add_sampling_items(Command& command, CommandLine& into);

// What `sampling snapshots` takes.
void add_sampling_snapshots(Command& command, CommandLine& into);

// What `trend` takes.
void add_trend(Command& command, CommandLine& into);

// --explain of a command that computes.
void add_explain_flag(Command& command, bool& into);

}  // namespace flopledger
