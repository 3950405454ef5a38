// SPDX-License-Identifier: Apache-2.0
// Only the called command's part of the tree is built, because building all of them costs more than
// reading a ledger.
#include "cli/options/command_line.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/options/command_options.hpp"
#include "cli/options/output_format.hpp"
#include "core/base/call_names.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

constexpr const char* program_sentence =
    "Adds up the training compute of AI models and holds it against the law.";

// What the program itself takes; commands are added below it.
Command build_root(CommandTree& tree, CommandLine& into) {
    Command root = tree.root();
    add_help(root, into.common);
    root.add_flag("--version", into.version, "Show the version and end.");
    return root;
}

// A command's name as the tree wants it, which takes one word.
std::string tree_name(std::string name) {
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

Command build_command(CommandTree& tree, const CommandEntry& entry, CommandLine& into) {
    const bool hidden = entry.hidden;
    Command command = tree.add(tree_name(entry.name), entry.sentence, hidden);
    add_help(command, into.common);
    entry.build(command, into);
    return command;
}

std::vector<std::string_view> command_names() {
    std::vector<std::string_view> names;
    for (const CommandEntry& entry : command_entries()) {
        if (!entry.hidden) names.emplace_back(entry.name);
    }
    return names;
}

const CommandEntry* find_command(std::string_view name) {
    for (const CommandEntry& entry : command_entries()) {
        if (entry.name == name) return &entry;
    }
    return nullptr;
}

bool is_group(std::string_view name) {
    for (const GroupEntry& group : group_entries()) {
        if (group.name == name) return true;
    }
    return false;
}

// Where the user is sent for what a command takes.
std::string help_of(const std::string& command) {
    return command.empty() ? "`flopledger --help`" : fmt::format("`flopledger {} --help`", command);
}

void add_usage_fault(Diagnostics& diagnostics, std::string message, std::string hint) {
    diagnostics.add({.name = name::usage,
                     .place = {},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

// Names what the tree did not know: misspelt options, arguments too many.
void tell_extras(const Command& called, const std::string& command, Diagnostics& diagnostics) {
    const std::vector<OptionGrammar> options = called.options();
    std::vector<std::string_view> names;
    for (const OptionGrammar& option : options) names.emplace_back(option.name);
    for (const std::string& extra : called.extras()) {
        if (extra == "--") continue;  // it only says that no options follow
        const std::string given = extra.substr(0, extra.find('='));
        if (given.starts_with("-") && given != "-") {
            const auto near = near_words(given, names, 1);
            add_usage_fault(diagnostics, fmt::format("there is no option '{}'", given),
                            near.empty() ? help_of(command) + " lists them"
                                         : fmt::format("did you mean '{}'?", near.front()));
        } else {
            add_usage_fault(diagnostics, fmt::format("'{}' is one argument too many", given),
                            help_of(command) + " shows what it takes");
        }
    }
}

void tell_tree_fault(const TreeFault& fault, const std::string& command, Diagnostics& diagnostics) {
    std::string message = fault.text;
    if (fault.kind == TreeFault::Kind::missing) {
        message = fmt::format("flopledger {} needs {}", command, fault.subject);
    } else if (fault.kind == TreeFault::Kind::without_value) {
        message = fmt::format("{} needs a value", fault.subject);
    }
    add_usage_fault(diagnostics, std::move(message), help_of(command) + " shows what it takes");
}

// A remedy for a word that is no command; the second word of a command may stand alone.
std::string meant_command(const std::string& given) {
    for (const std::string_view name : command_names()) {
        if (name.ends_with(" " + given)) return fmt::format("did you mean '{}'?", name);
    }
    return suggestion(given, command_names(), "commands");
}

// Makes one word of a group's and its command's. `logs` alone is a call for help at most.
void join_group(std::vector<std::string>& words, Diagnostics& diagnostics) {
    const bool alone = words.size() < 2 || words[1].starts_with("-");
    if (!alone) {
        words[0] += " " + words[1];
        words.erase(words.begin() + 1);
        return;
    }
    const bool helped = words.size() > 1 && (words[1] == "--help" || words[1] == "-h");
    if (helped) return;
    std::vector<std::string_view> names = command_names();
    std::erase_if(names, [&](std::string_view name) { return !name.starts_with(words[0] + " "); });
    add_usage_fault(diagnostics, fmt::format("flopledger {} needs a command", words[0]),
                    fmt::format("one of {}", fmt::join(names, ", ")));
}

// The command that is called, or what the first argument probably meant.
const CommandEntry* called_command(const std::vector<std::string>& words,
                                   Diagnostics& diagnostics) {
    if (words.empty()) {
        add_usage_fault(diagnostics, "a command is missing",
                        fmt::format("one of {}; `flopledger --help` says what they do",
                                    fmt::join(command_names(), ", ")));
        return nullptr;
    }
    if ((words[0].starts_with("-") && words[0] != "-") || is_group(words[0])) return nullptr;
    const CommandEntry* entry = find_command(words[0]);
    if (entry == nullptr) {
        add_usage_fault(diagnostics, fmt::format("there is no command '{}'", words[0]),
                        meant_command(words[0]));
    }
    return entry;
}

// `help check` is `check --help`.
std::vector<std::string> without_help_command(std::span<const std::string> arguments) {
    std::vector<std::string> words(arguments.begin(), arguments.end());
    if (words.empty() || words[0] != "help") return words;
    words.erase(words.begin());
    const std::size_t most = !words.empty() && is_group(words[0]) ? 2 : 1;
    words.resize(std::min(words.size(), most));
    words.emplace_back("--help");
    return words;
}

}  // namespace

std::optional<CommandLine> parse_command_line(std::span<const std::string> arguments,
                                              Diagnostics& diagnostics) {
    std::vector<std::string> words = without_help_command(arguments);
    if (!words.empty() && is_group(words[0])) join_group(words, diagnostics);
    const CommandEntry* entry = called_command(words, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    CommandLine line;
    CommandTree tree(program_sentence);
    const Command root = build_root(tree, line);
    std::optional<Command> called;
    const std::string command = entry == nullptr ? "" : entry->name;
    if (entry != nullptr) {
        line.command = entry;
        called = build_command(tree, *entry, line);
        words[0] = tree_name(words[0]);
    } else if (is_group(words[0])) {
        line.group = words[0];
        words.erase(words.begin());
    }
    try {
        const auto fault = tree.parse(std::move(words));
        if (fault && !line.common.help) tell_tree_fault(*fault, command, diagnostics);
        settle_format(line.common, command);
    } catch (const UsageFault& fault) {
        if (!line.common.help) add_usage_fault(diagnostics, fault.message, fault.hint);
    }
    tell_extras(root, "", diagnostics);
    if (called) tell_extras(*called, command, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    return line;
}

Grammar grammar() {
    CommandLine line;
    CommandTree tree(program_sentence);
    const Command root = build_root(tree, line);
    Grammar result{
        .sentence = program_sentence, .groups = {}, .commands = {}, .options = root.options()};
    for (const GroupEntry& group : group_entries()) {
        result.groups.push_back({group.name, group.sentence});
    }
    for (const CommandEntry& entry : command_entries()) {
        const Command command = build_command(tree, entry, line);
        result.commands.push_back({.name = entry.name,
                                   .sentence = entry.sentence,
                                   .details = "",
                                   .hidden = entry.hidden,
                                   .arguments = command.arguments(),
                                   .options = command.options()});
    }
    return result;
}

}  // namespace flopledger
