// SPDX-License-Identifier: Apache-2.0
// Only the called command's part of the tree is built, because building all of them costs more than
// reading a ledger.
#include "cli/command_line.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "cli/command_options.hpp"
#include "core/base/call_names.hpp"
#include "core/text/near_words.hpp"

namespace flopledger {

namespace {

constexpr const char* program_sentence =
    "Adds up the training compute of AI models and holds it against the law.";

// The root of the tree; commands are added below it.
void build_root(CLI::App& app, CommandLine& into) {
    app.name("flopledger");
    app.description(program_sentence);
    add_help(app, into.common);
    app.add_flag("--version", into.version, "Show the version and end.");
}

// A command's name as the tree wants it, which takes one word.
std::string tree_name(std::string name) {
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

CLI::App& build_command(CLI::App& root, const CommandEntry& entry, CommandLine& into) {
    CLI::App* app = root.add_subcommand(tree_name(entry.name), entry.sentence);
    if (entry.command == CommandName::generate) app->group("");
    app->allow_extras();
    add_help(*app, into.common);
    entry.build(*app, into);
    return *app;
}

std::vector<std::string_view> command_names() {
    std::vector<std::string_view> names;
    for (const CommandEntry& entry : command_entries()) {
        if (entry.command != CommandName::generate) names.emplace_back(entry.name);
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

OptionGrammar option_grammar(const CLI::Option& option) {
    const bool flag = option.get_items_expected_max() == 0;
    return {.name = "--" + option.get_lnames().front(),
            .short_name = option.get_snames().empty() ? "" : "-" + option.get_snames().front(),
            .value = flag ? "" : option.get_type_name(),
            .sentence = option.get_description(),
            .repeatable = option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll};
}

// What of a tree is an option, and what an argument.
void walk(const CLI::App& app, std::vector<OptionGrammar>& options,
          std::vector<ArgumentGrammar>* arguments) {
    for (const CLI::Option* option : app.get_options()) {
        if (!option->get_positional()) {
            options.push_back(option_grammar(*option));
        } else if (arguments != nullptr) {
            arguments->push_back({.name = option->get_name(true),
                                  .sentence = option->get_description(),
                                  .optional = !option->get_required(),
                                  .several = option->get_items_expected_max() > 1});
        }
    }
}

void add_usage_fault(Diagnostics& diagnostics, std::string message, std::string hint) {
    diagnostics.add({.name = name::usage,
                     .place = {},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

// Names what the tree did not know: misspelt options, arguments too many.
void tell_extras(const CLI::App& app, const std::string& command, Diagnostics& diagnostics) {
    std::vector<OptionGrammar> options;
    walk(app, options, nullptr);
    std::vector<std::string_view> names;
    for (const OptionGrammar& option : options) names.emplace_back(option.name);
    for (const std::string& extra : app.remaining()) {
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

// CLI11's own exceptions in our words. Its texts begin with the name of the option.
void tell_parse_error(const CLI::ParseError& error, const std::string& command,
                      Diagnostics& diagnostics) {
    const std::string text = error.what();
    const std::string subject = text.substr(0, text.find_first_of(": "));
    const std::string help = help_of(command) + " shows what it takes";
    if (error.get_name() == "RequiredError") {
        add_usage_fault(diagnostics, fmt::format("flopledger {} needs {}", command, subject), help);
    } else if (error.get_name() == "ArgumentMismatch" && subject.starts_with("-")) {
        add_usage_fault(diagnostics, fmt::format("{} needs a value", subject), help);
    } else {
        add_usage_fault(diagnostics, text, help);
    }
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
    CLI::App app;
    build_root(app, line);
    app.allow_extras();
    const CLI::App* called = nullptr;
    const std::string command = entry == nullptr ? "" : entry->name;
    if (entry != nullptr) {
        line.command = entry->command;
        called = &build_command(app, *entry, line);
        words[0] = tree_name(words[0]);
    } else if (is_group(words[0])) {
        line.group = words[0];
        words.erase(words.begin());
    }
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    try {
        app.parse(std::move(words));
    } catch (const CLI::ParseError& error) {
        if (!line.common.help) tell_parse_error(error, command, diagnostics);
    } catch (const UsageFault& fault) {
        if (!line.common.help) add_usage_fault(diagnostics, fault.message, fault.hint);
    }
    tell_extras(app, "", diagnostics);
    if (called != nullptr) tell_extras(*called, command, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    return line;
}

Grammar grammar() {
    CommandLine line;
    CLI::App app;
    build_root(app, line);
    Grammar result{.sentence = program_sentence, .groups = {}, .commands = {}, .options = {}};
    for (const GroupEntry& group : group_entries()) {
        result.groups.push_back({group.name, group.sentence});
    }
    walk(app, result.options, nullptr);
    for (const CommandEntry& entry : command_entries()) {
        const CLI::App& command = build_command(app, entry, line);
        CommandGrammar described{.name = entry.name,
                                 .sentence = entry.sentence,
                                 .details = "",
                                 .hidden = entry.command == CommandName::generate,
                                 .arguments = {},
                                 .options = {}};
        walk(command, described.options, &described.arguments);
        result.commands.push_back(std::move(described));
    }
    return result;
}

}  // namespace flopledger
