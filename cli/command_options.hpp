// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "cli/options.hpp"

namespace CLI {
class App;
}

namespace flopledger {

// Thrown through CLI11 where a value is off, and caught in parse_command_line.
struct UsageFault {
    std::string message;
    std::string hint;
};

// One command: its name, its sentence, and the function that builds its part of the tree.
struct CommandEntry {
    CommandName command;
    const char* name;
    const char* sentence;
    void (*build)(CLI::App&, CommandLine&);
};

// All commands, in the order of the help.
std::span<const CommandEntry> command_entries();

// `--help`, which every command and the program itself have.
void add_help(CLI::App& app, CommonOptions& common);

}  // namespace flopledger
