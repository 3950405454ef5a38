// SPDX-License-Identifier: Apache-2.0
#include "cli/options/grammar.hpp"

#include <fmt/core.h>

namespace flopledger {

namespace {

std::vector<std::string> split_words(const std::string& text) {
    std::vector<std::string> words;
    if (text.find('|') == std::string::npos) return words;
    std::size_t at = 0;
    while (true) {
        const std::size_t bar = text.find('|', at);
        words.push_back(text.substr(at, bar - at));
        if (bar == std::string::npos) return words;
        at = bar + 1;
    }
}

}  // namespace

std::vector<std::string> OptionGrammar::words() const { return split_words(value); }

std::vector<std::string> ArgumentGrammar::words() const {
    return split_words(choices.empty() ? name : choices);
}

std::string CommandGrammar::usage() const {
    std::string text = name + " [OPTION]...";
    for (const ArgumentGrammar& argument : arguments) {
        const std::string one = argument.name + (argument.several ? "..." : "");
        text += argument.optional ? fmt::format(" [{}]", one) : " " + one;
    }
    return text;
}

std::string CommandGrammar::group() const {
    const std::size_t blank = name.find(' ');
    return blank == std::string::npos ? "" : name.substr(0, blank);
}

std::string CommandGrammar::own_name() const {
    return group().empty() ? name : name.substr(name.find(' ') + 1);
}

}  // namespace flopledger
