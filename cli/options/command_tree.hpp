// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/options/grammar.hpp"

namespace CLI {
class App;
}

namespace flopledger {

// Thrown by a function below where the value it takes over is off, and caught in
// parse_command_line.
struct UsageFault {
    std::string message;
    std::string hint;
};

// A command, or the program itself, with what it takes. CLI11 stands behind it; only
// command_tree.cpp knows, since it takes longer to compile than all else of a file.
class Command {
  public:
    using TakeText = std::function<void(const std::string&)>;
    using TakeTexts = std::function<void(const std::vector<std::string>&)>;

    explicit Command(CLI::App& app) : app_(&app) {}

    // An option without a value.
    void add_flag(const std::string& name, bool& into, const std::string& sentence);
    void add_flag(const std::string& name, std::function<void()> set, const std::string& sentence);

    // An option that takes one text, which a function takes over; the last one given counts.
    void add_text(const std::string& name, const std::string& value, const std::string& sentence,
                  TakeText take);

    // An option that may be given several times, one value each time.
    void add_texts(const std::string& name, std::vector<std::string>& into,
                   const std::string& value, const std::string& sentence);

    // The same where a function takes the values over, all at once.
    void add_texts(const std::string& name, const std::string& value, const std::string& sentence,
                   TakeTexts take);

    // An argument without a name: one that must be given, one that may be, several but one at
    // least.
    void add_argument(const std::string& name, std::string& into, const std::string& sentence);
    // One that must be given and is one of the words of `choices`, such as `ledger|chip`.
    void add_choice(const std::string& name, std::string& into, const std::string& choices,
                    const std::string& sentence);
    void add_optional_argument(const std::string& name, std::string& into,
                               const std::string& sentence);
    void add_arguments(const std::string& name, std::vector<std::string>& into,
                       const std::string& sentence);

    // What was added, for help, manual and completions.
    std::vector<OptionGrammar> options() const;
    std::vector<ArgumentGrammar> arguments() const;

    // The words of the call that were not understood: misspelt options, arguments too many.
    std::vector<std::string> extras() const;

  private:
    CLI::App* app_;
};

// Why a call does not fit what its command takes.
struct TreeFault {
    enum class Kind { missing, without_value, other };

    Kind kind = Kind::other;
    std::string subject;  // the option or argument
    std::string text;     // all that is known
};

// The program and the commands added to it.
class CommandTree {
  public:
    // The program alone, with its sentence.
    explicit CommandTree(const std::string& sentence);
    ~CommandTree();

    // The program itself.
    Command root();

    // Adds a command with a name of one word. A hidden one is not listed.
    Command add(const std::string& name, const std::string& sentence, bool hidden);

    // Reads the words of a call, the command's name among them.
    std::optional<TreeFault> parse(std::vector<std::string> words);

  private:
    std::unique_ptr<CLI::App> app_;
};

}  // namespace flopledger
