// SPDX-License-Identifier: Apache-2.0
#include "cli/manual/help_text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace flopledger {

namespace {

constexpr int widest_term = 24;  // a longer one has its sentence on the next line

// A term with its sentence beside it.
std::string entry(const Style& style, const std::string& term, int width,
                  const std::string& sentence) {
    if (static_cast<int>(term.size()) > width) {
        return fmt::format("  {}\n", term) +
               paragraph(style, std::string(static_cast<std::size_t>(width) + 4, ' '), sentence);
    }
    return paragraph(style, "  " + padded(term, width) + "  ", sentence);
}

std::string option_term(const OptionGrammar& option) {
    std::string term = option.short_name.empty() ? "" : option.short_name + ", ";
    term += option.name;
    return option.value.empty() ? term : term + " " + option.value;
}

std::string heading(const Style& style, const std::string& title) {
    return "\n" + inked(style, Ink::bold, title) + "\n";
}

std::string options_text(const std::vector<OptionGrammar>& options, const Style& style) {
    std::string text = heading(style, "Options");
    int width = 0;
    for (const OptionGrammar& option : options) {
        const int size = static_cast<int>(option_term(option).size());
        if (size <= widest_term) width = std::max(width, size);
    }
    for (const OptionGrammar& option : options) {
        std::string sentence = option.sentence;
        if (option.repeatable) sentence += " May be given several times.";
        text += entry(style, option_term(option), width, sentence);
    }
    return text;
}

std::string command_help(const CommandGrammar& command, const Style& style) {
    std::string text = paragraph(style, "", command.sentence);
    text += heading(style, "Usage") + paragraph(style, "  flopledger ", command.usage());
    if (!command.arguments.empty()) text += heading(style, "Arguments");
    for (const ArgumentGrammar& argument : command.arguments) {
        text +=
            entry(style, argument.name, static_cast<int>(argument.name.size()), argument.sentence);
    }
    return text + options_text(command.options, style);
}

// The commands of a group, or all.
std::string commands_text(const Grammar& grammar, const std::string& group, const Style& style) {
    std::vector<CommandGrammar> shown;
    int width = 0;
    for (const CommandGrammar& command : grammar.commands) {
        if (command.hidden || (!group.empty() && command.group() != group)) continue;
        width = std::max(width, static_cast<int>(command.name.size()));
        shown.push_back(command);
    }
    std::string text = heading(style, "Commands");
    for (const CommandGrammar& command : shown) {
        text += entry(style, command.name, width, command.sentence);
    }
    return text;
}

std::string group_help(const Grammar& grammar, const GroupGrammar& group, const Style& style) {
    std::string text = paragraph(style, "", group.sentence);
    text += heading(style, "Usage") +
            fmt::format("  flopledger {} COMMAND [OPTION]... [ARGUMENT]...\n", group.name);
    text += commands_text(grammar, group.name, style) + "\n";
    return text + paragraph(style, "",
                            fmt::format("`flopledger {} COMMAND --help` tells of one command.",
                                        group.name));
}

std::string program_help(const Grammar& grammar, const Style& style) {
    std::string text = paragraph(style, "", grammar.sentence);
    text += heading(style, "Usage") + "  flopledger COMMAND [OPTION]... [ARGUMENT]...\n";
    text += commands_text(grammar, "", style);
    text += options_text(grammar.options, style);
    return text + "\n" +
           paragraph(style, "",
                     "`flopledger COMMAND --help` tells of one command, `man flopledger` of all. "
                     "Exit status of check: 0 no threshold reached, 1 one reached, 2 an error, "
                     "3 one undetermined.");
}

}  // namespace

std::string help_text(const Grammar& grammar, std::string_view command, const std::string& group,
                      const Style& style) {
    for (const CommandGrammar& one : grammar.commands) {
        if (one.name == command) return command_help(one, style);
    }
    for (const GroupGrammar& one : grammar.groups) {
        if (one.name == group) return group_help(grammar, one, style);
    }
    return program_help(grammar, style);
}

}  // namespace flopledger
