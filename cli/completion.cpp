// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <string_view>

namespace flopledger {

namespace {

// A text in single quotes as bash and zsh read it.
std::string shell_quoted(std::string_view text) {
    std::string result = "'";
    for (const char letter : text)
        result += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return result + "'";
}

// A text in single quotes as fish reads it.
std::string fish_quoted(std::string_view text) {
    std::string result = "'";
    for (const char letter : text) {
        if (letter == '\'' || letter == '\\') result += '\\';
        result += letter;
    }
    return result + "'";
}

// A text inside one of zsh's specifications, where brackets and colons have a meaning.
std::string zsh_escaped(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        if (letter == '[' || letter == ']' || letter == ':' || letter == '\\') result += '\\';
        result += letter;
    }
    return result;
}

std::vector<CommandGrammar> shown(const Grammar& grammar) {
    std::vector<CommandGrammar> commands;
    for (const CommandGrammar& command : grammar.commands) {
        if (!command.hidden) commands.push_back(command);
    }
    return commands;
}

std::string command_names(const Grammar& grammar) {
    std::vector<std::string> names;
    for (const CommandGrammar& command : shown(grammar)) names.push_back(command.name);
    return fmt::format("{}", fmt::join(names, " "));
}

std::string option_names(const std::vector<OptionGrammar>& options) {
    std::vector<std::string> names;
    for (const OptionGrammar& option : options) names.push_back(option.name);
    return fmt::format("{}", fmt::join(names, " "));
}

// What bash offers for the value of an option; nothing where it is free.
std::string bash_values(const std::string& value, const std::vector<std::string>& words) {
    if (!words.empty()) {
        return fmt::format("mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$word\")",
                           fmt::join(words, " "));
    }
    if (value == "FILE" || value == "LEDGER") {
        return "mapfile -t COMPREPLY < <(compgen -f -- \"$word\")";
    }
    if (value == "DIR") return "mapfile -t COMPREPLY < <(compgen -d -- \"$word\")";
    return "COMPREPLY=()";
}

std::string bash_command(const CommandGrammar& command) {
    std::string text = fmt::format("        {})\n            case $before in\n", command.name);
    for (const OptionGrammar& option : command.options) {
        if (option.value.empty()) continue;
        text += fmt::format("                {}) {}; return ;;\n", option.name,
                            bash_values(option.value, option.words()));
    }
    text +=
        fmt::format("            esac\n            options='{}'\n", option_names(command.options));
    for (const ArgumentGrammar& argument : command.arguments) {
        text += fmt::format("            {}\n", bash_values(argument.name, argument.words()));
    }
    return text + "            ;;\n";
}

// What zsh does for a value, behind the colons of a specification.
std::string zsh_action(const std::string& value, const std::vector<std::string>& words) {
    if (!words.empty()) return fmt::format("({})", fmt::join(words, " "));
    if (value == "FILE" || value == "LEDGER") return "_files";
    if (value == "DIR") return "_files -/";
    return " ";
}

std::string zsh_option(const OptionGrammar& option) {
    std::string spec = option.repeatable ? "*" : "";
    spec += fmt::format("{}[{}]", option.name, zsh_escaped(option.sentence));
    if (!option.value.empty()) {
        const std::string name = option.words().empty() ? option.value : "word";
        spec += fmt::format(":{}:{}", name, zsh_action(option.value, option.words()));
    }
    return shell_quoted(spec);
}

std::string zsh_arguments(const CommandGrammar& command) {
    std::string text = "            _arguments -S";
    for (const OptionGrammar& option : command.options) {
        text += fmt::format(" \\\n                {}", zsh_option(option));
    }
    for (const ArgumentGrammar& argument : command.arguments) {
        const std::string name = argument.words().empty() ? argument.name : "word";
        text += fmt::format(" \\\n                {}",
                            shell_quoted(fmt::format("{}:{}:{}", argument.several ? "*" : "1", name,
                                                     zsh_action(argument.name, argument.words()))));
    }
    return text + "\n            ;;\n";
}

// The part of a fish line that offers values.
std::string fish_values(const std::string& value, const std::vector<std::string>& words) {
    if (!words.empty())
        return fmt::format(" -x -a {}", fish_quoted(fmt::format("{}", fmt::join(words, " "))));
    if (value == "FILE") return " -r -F";
    if (value == "DIR") return " -x -a '(__fish_complete_directories)'";
    return " -x";
}

std::string fish_option(const std::string& condition, const OptionGrammar& option) {
    std::string line = fmt::format("complete -c flopledger -n {} -l {}", fish_quoted(condition),
                                   option.name.substr(2));
    if (!option.short_name.empty()) line += " -s " + option.short_name.substr(1);
    if (!option.value.empty()) line += fish_values(option.value, option.words());
    return line + fmt::format(" -d {}\n", fish_quoted(option.sentence));
}

}  // namespace

std::string bash_completion(const Grammar& grammar) {
    std::string text = fmt::format(
        R"(# Completions of flopledger for bash, written by `flopledger generate bash`.
_flopledger() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
    local options='{}'
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W '{} {}' -- "$word")
        return
    fi
    case ${{COMP_WORDS[1]}} in
)",
        option_names(grammar.options), command_names(grammar), option_names(grammar.options));
    for (const CommandGrammar& command : shown(grammar)) text += bash_command(command);
    return text + R"(    esac
    case $word in
        -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word") ;;
    esac
}
complete -o filenames -F _flopledger flopledger
)";
}

std::string zsh_completion(const Grammar& grammar) {
    std::string text =
        "#compdef flopledger\n"
        "# Completions of flopledger for zsh, written by `flopledger generate zsh`.\n"
        "_flopledger() {\n"
        "    local -a commands=(\n";
    for (const CommandGrammar& command : shown(grammar)) {
        text += fmt::format("        {}\n",
                            shell_quoted(command.name + ":" + zsh_escaped(command.sentence)));
    }
    text +=
        "    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n"
        "        _arguments";
    for (const OptionGrammar& option : grammar.options) text += " " + zsh_option(option);
    text +=
        "\n        return\n    fi\n    local command=$words[2]\n    shift words\n"
        "    (( CURRENT-- ))\n    case $command in\n";
    for (const CommandGrammar& command : shown(grammar)) {
        text += fmt::format("        {})\n", command.name) + zsh_arguments(command);
    }
    return text + "    esac\n}\n_flopledger \"$@\"\n";
}

std::string fish_completion(const Grammar& grammar) {
    std::string text =
        "# Completions of flopledger for fish, written by `flopledger generate fish`.\n"
        "complete -c flopledger -f\n";
    for (const OptionGrammar& option : grammar.options) {
        text += fish_option("__fish_use_subcommand", option);
    }
    for (const CommandGrammar& command : shown(grammar)) {
        text += fmt::format("complete -c flopledger -n __fish_use_subcommand -a {} -d {}\n",
                            command.name, fish_quoted(command.sentence));
    }
    for (const CommandGrammar& command : shown(grammar)) {
        const std::string condition = "__fish_seen_subcommand_from " + command.name;
        for (const OptionGrammar& option : command.options) {
            text += fish_option(condition, option);
        }
        for (const ArgumentGrammar& argument : command.arguments) {
            const std::vector<std::string> words = argument.words();
            if (argument.name == "LEDGER") {
                text += fmt::format("complete -c flopledger -n {} -F\n", fish_quoted(condition));
            } else if (!words.empty()) {
                text += fmt::format("complete -c flopledger -n {} -a {}\n", fish_quoted(condition),
                                    fish_quoted(fmt::format("{}", fmt::join(words, " "))));
            }
        }
    }
    return text;
}

}  // namespace flopledger
