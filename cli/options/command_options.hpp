// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "cli/options/command_tree.hpp"
#include "cli/options/commands.hpp"
#include "cli/options/options.hpp"

namespace flopledger {

// One command: its name, of one word or a group's word and its own, its sentence, the function that
// builds its part of the tree, and the one that runs it.
struct CommandEntry {
    const char* name;
    const char* sentence;
    void (*build)(Command&, CommandLine&);
    int (*run)(Session&, Diagnostics&);
    bool hidden = false;  // from help
};

// Commands whose names begin with the same word.
struct GroupEntry {
    const char* name;
    const char* sentence;
};

// All groups.
std::span<const GroupEntry> group_entries();

// All commands, in the order of the help.
std::span<const CommandEntry> command_entries();

// `--help`, which every command and the program itself have.
void add_help(Command& command, CommonOptions& common);

}  // namespace flopledger
