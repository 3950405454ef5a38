// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace flopledger {

// An option as help, manual and completions tell it.
struct OptionGrammar {
    std::string name;        // `--format`
    std::string short_name;  // `-h`, or empty
    std::string value;       // `FILE`, `text|json`; empty for a flag
    std::string sentence;
    bool repeatable = false;

    // The words of a value such as `text|json`; none where it is free.
    std::vector<std::string> words() const;
};

// An argument without a name, such as LEDGER.
struct ArgumentGrammar {
    std::string name;
    std::string choices;  // `ledger|chip` where the name does not say them
    std::string sentence;
    bool optional = false;
    bool several = false;

    // The words it may be; none where it is free.
    std::vector<std::string> words() const;
};

// A command with everything it takes.
struct CommandGrammar {
    std::string name;
    std::string sentence;
    std::string details;  // what the manual adds, and examples: see command_line.cpp
    bool hidden = false;
    std::vector<ArgumentGrammar> arguments;
    std::vector<OptionGrammar> options;

    // `check [OPTIONS] LEDGER...`.
    std::string usage() const;
    // The group's word of a name of two words, else empty.
    std::string group() const;
    // The command's own word.
    std::string own_name() const;
};

// Commands whose names begin with the same word, and what they are about.
struct GroupGrammar {
    std::string name;
    std::string sentence;
};

// The whole command line.
struct Grammar {
    std::string sentence;
    std::vector<GroupGrammar> groups;
    std::vector<CommandGrammar> commands;
    std::vector<OptionGrammar> options;  // without a command: --help, --version
};

}  // namespace flopledger
