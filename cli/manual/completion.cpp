// SPDX-License-Identifier: Apache-2.0
#include "cli/manual/completion.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <string_view>

#include "core/base/joined.hpp"

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

// A word that a call may begin with: a command, or a group of them.
struct FirstWord {
    std::string name;
    std::string sentence;
};

std::vector<FirstWord> first_words(const Grammar& grammar) {
    std::vector<FirstWord> words;
    for (const CommandGrammar& command : shown(grammar)) {
        const std::string group = command.group();
        if (group.empty()) words.push_back({command.name, command.sentence});
        for (const GroupGrammar& one : grammar.groups) {
            const bool fresh = words.empty() || words.back().name != group;
            if (one.name == group && fresh) words.push_back({one.name, one.sentence});
        }
    }
    return words;
}

std::string command_names(const Grammar& grammar) {
    std::vector<std::string> names;
    for (const FirstWord& word : first_words(grammar)) names.push_back(word.name);
    return joined(names, " ");
}

// The commands of a group.
std::vector<CommandGrammar> commands_of(const Grammar& grammar, const GroupGrammar& group) {
    std::vector<CommandGrammar> commands;
    for (const CommandGrammar& command : shown(grammar)) {
        if (command.group() == group.name) commands.push_back(command);
    }
    return commands;
}

std::string own_names(const std::vector<CommandGrammar>& commands) {
    std::vector<std::string> names;
    for (const CommandGrammar& command : commands) names.push_back(command.own_name());
    return joined(names, " ");
}

// Whether a value is the path of a file.
bool is_path(const std::string& value) {
    return value == "FILE" || value == "LEDGER" || value == "CONFIG" || value == "PART";
}

std::string option_names(const std::vector<OptionGrammar>& options) {
    std::vector<std::string> names;
    for (const OptionGrammar& option : options) names.push_back(option.name);
    return joined(names, " ");
}

// What bash offers for the value of an option; nothing where it is free.
std::string bash_values(const std::string& value, const std::vector<std::string>& words) {
    if (!words.empty()) {
        return fmt::format("mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$word\")",
                           fmt::join(words, " "));
    }
    if (is_path(value)) {
        return "mapfile -t COMPREPLY < <(compgen -f -- \"$word\")";
    }
    if (value == "DIR") return "mapfile -t COMPREPLY < <(compgen -d -- \"$word\")";
    return "COMPREPLY=()";
}

std::string bash_command(const CommandGrammar& command) {
    std::string text =
        fmt::format("        {})\n            case $before in\n",
                    command.group().empty() ? command.name : shell_quoted(command.name));
    for (const OptionGrammar& option : command.options) {
        if (option.value.empty()) continue;
        const std::string names =
            option.short_name.empty() ? option.name : option.short_name + "|" + option.name;
        text += fmt::format("                {}) {}; return ;;\n", names,
                            bash_values(option.value, option.words()));
    }
    text +=
        fmt::format("            esac\n            options='{}'\n", option_names(command.options));
    for (const ArgumentGrammar& argument : command.arguments) {
        text += fmt::format("            {}\n", bash_values(argument.name, argument.words()));
    }
    return text + "            ;;\n";
}

// Where the second word of a group's command is read.
std::string bash_groups(const Grammar& grammar) {
    std::string text;
    for (const GroupGrammar& group : grammar.groups) {
        text += fmt::format(
            R"(        {})
            if [ "$COMP_CWORD" -eq 2 ]; then
                mapfile -t COMPREPLY < <(compgen -W '{} --help' -- "$word")
                return
            fi
            command="{} ${{COMP_WORDS[2]}}"
            ;;
)",
            group.name, own_names(commands_of(grammar, group)), group.name);
    }
    return text;
}

// What zsh does for a value, behind the colons of a specification.
std::string zsh_action(const std::string& value, const std::vector<std::string>& words) {
    if (!words.empty()) return fmt::format("({})", fmt::join(words, " "));
    if (is_path(value)) return "_files";
    if (value == "DIR") return "_files -/";
    return " ";
}

std::string zsh_option(const OptionGrammar& option) {
    std::string spec = option.repeatable ? "*" : "";
    spec += fmt::format("{}[{}]", option.name, zsh_escaped(option.sentence));
    if (!option.value.empty()) {
        const std::string name = option.words().empty() ? zsh_escaped(option.value) : "word";
        spec += fmt::format(":{}:{}", name, zsh_action(option.value, option.words()));
    }
    return shell_quoted(spec);
}

std::string zsh_described(const std::string& name, const std::string& sentence) {
    return shell_quoted(name + ":" + zsh_escaped(sentence));
}

// Where the second word of a group's command is read.
std::string zsh_groups(const Grammar& grammar) {
    std::string text;
    for (const GroupGrammar& group : grammar.groups) {
        text += fmt::format("        {})\n            commands=(\n", group.name);
        for (const CommandGrammar& command : commands_of(grammar, group)) {
            text += fmt::format("                {}\n",
                                zsh_described(command.own_name(), command.sentence));
        }
        text += fmt::format(
            R"(            )
            if (( CURRENT == 2 )); then
                _describe command commands
                return
            fi
            command="{} $words[2]"
            shift words
            (( CURRENT-- ))
            ;;
)",
            group.name);
    }
    return text;
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
    if (!words.empty()) return fmt::format(" -x -a {}", fish_quoted(joined(words, " ")));
    if (is_path(value)) return " -r -F";
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
    local command=${{COMP_WORDS[1]}}
    case $command in
{}    esac
    case $command in
)",
        option_names(grammar.options), command_names(grammar), option_names(grammar.options),
        bash_groups(grammar));
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
    for (const FirstWord& word : first_words(grammar)) {
        text += fmt::format("        {}\n", zsh_described(word.name, word.sentence));
    }
    text +=
        "    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n"
        "        _arguments";
    for (const OptionGrammar& option : grammar.options) text += " " + zsh_option(option);
    text +=
        "\n        return\n    fi\n    local command=$words[2]\n    shift words\n"
        "    (( CURRENT-- ))\n    case $command in\n" +
        zsh_groups(grammar) + "    esac\n    case $command in\n";
    for (const CommandGrammar& command : shown(grammar)) {
        const std::string name =
            command.group().empty() ? command.name : shell_quoted(command.name);
        text += fmt::format("        {})\n", name) + zsh_arguments(command);
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
    for (const FirstWord& word : first_words(grammar)) {
        text += fmt::format("complete -c flopledger -n __fish_use_subcommand -a {} -d {}\n",
                            word.name, fish_quoted(word.sentence));
    }
    for (const GroupGrammar& group : grammar.groups) {
        const std::vector<CommandGrammar> commands = commands_of(grammar, group);
        const std::string condition =
            fmt::format("__fish_seen_subcommand_from {}; and not __fish_seen_subcommand_from {}",
                        group.name, own_names(commands));
        for (const CommandGrammar& command : commands) {
            text +=
                fmt::format("complete -c flopledger -n {} -a {} -d {}\n", fish_quoted(condition),
                            command.own_name(), fish_quoted(command.sentence));
        }
    }
    for (const CommandGrammar& command : shown(grammar)) {
        std::string condition = "__fish_seen_subcommand_from " + command.own_name();
        if (!command.group().empty()) {
            condition =
                fmt::format("__fish_seen_subcommand_from {}; and {}", command.group(), condition);
        }
        for (const OptionGrammar& option : command.options) {
            text += fish_option(condition, option);
        }
        for (const ArgumentGrammar& argument : command.arguments) {
            const std::vector<std::string> words = argument.words();
            if (is_path(argument.name)) {
                text += fmt::format("complete -c flopledger -n {} -F\n", fish_quoted(condition));
            } else if (!words.empty()) {
                text += fmt::format("complete -c flopledger -n {} -a {}\n", fish_quoted(condition),
                                    fish_quoted(joined(words, " ")));
            }
        }
    }
    return text;
}

}  // namespace flopledger
