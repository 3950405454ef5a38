// SPDX-License-Identifier: Apache-2.0
#include "tests/support/transcript.hpp"

#include <glob.h>

#include <algorithm>
#include <utility>

#include "tests/support/files.hpp"

namespace flopledger {

namespace {

constexpr std::string_view indent = "    ";
constexpr std::string_view prompt = "    $ ";

bool is_blank(const std::string& line) { return line.find_first_not_of(' ') == line.npos; }

// Reads one command and the output under it, from the line `at`; leaves `at` behind them.
Step read_step(const std::vector<std::string>& lines, std::size_t& at) {
    Step step;
    step.line = static_cast<int>(at) + 1;
    step.command = lines[at].substr(prompt.size());
    while (step.command.ends_with('\\') && at + 1 < lines.size()) {
        step.command.pop_back();
        const std::string& more = lines[++at];
        step.command += more.substr(std::min(more.size(), more.find_first_not_of(' ')));
    }
    step.output_begin = ++at;
    step.output_end = at;
    for (; at < lines.size(); ++at) {
        if (lines[at].starts_with(prompt)) break;
        if (is_blank(lines[at])) continue;
        if (!lines[at].starts_with(indent)) break;
        step.output_end = at + 1;
    }
    for (std::size_t i = step.output_begin; i < step.output_end; ++i) {
        step.expected.push_back(is_blank(lines[i]) ? "" : lines[i].substr(indent.size()));
    }
    return step;
}

// Adds a word to a command, or the files it stands for if it holds an unquoted * or ?.
void add_word(ShellCommand& command, const std::string& word, bool is_pattern) {
    if (!is_pattern) {
        command.words.push_back(word);
        return;
    }
    glob_t found{};
    if (glob(word.c_str(), GLOB_NOCHECK, nullptr, &found) == 0) {
        command.words.insert(command.words.end(), found.gl_pathv, found.gl_pathv + found.gl_pathc);
    }
    globfree(&found);
}

// Reads one word at `at`, quotes removed; `is_pattern` tells whether it holds an unquoted * or ?.
std::string read_word(std::string_view line, std::size_t& at, bool& is_pattern,
                      std::string& error) {
    std::string word;
    char quote = 0;
    for (; at < line.size(); ++at) {
        const char c = line[at];
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                word += c;
            }
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '\\' && at + 1 < line.size()) {
            word += line[++at];
        } else if (c == ' ' || c == '<' || c == '|') {
            break;
        } else if (c == '>' || c == ';' || c == '&' || c == '`') {
            error = std::string("a transcript does not know ") + c;
            return word;
        } else {
            is_pattern = is_pattern || c == '*' || c == '?';
            word += c;
        }
    }
    if (quote != 0) error = "a quote is not closed";
    return word;
}

}  // namespace

std::vector<Step> parse_transcript(std::string_view document) {
    const std::vector<std::string> lines = split_lines(document);
    std::vector<Step> steps;
    for (std::size_t at = 0; at < lines.size();) {
        if (lines[at].starts_with(prompt)) {
            steps.push_back(read_step(lines, at));
        } else {
            ++at;
        }
    }
    return steps;
}

std::string roff_examples(std::string_view page) {
    std::string document;
    bool example = false;
    for (std::string line : split_lines(page)) {
        const bool begins = line == ".EX" || line == ".nf";
        const bool ends = line == ".EE" || line == ".fi";
        if (begins || ends) {
            example = begins;
        } else if (example) {
            // The backslash itself comes last, so that none it leaves is read again.
            for (const auto& [escape, plain] : {std::pair("\\&", ""),
                                                {"\\-", "-"},
                                                {"\\(aq", "'"},
                                                {"\\(dq", "\""},
                                                {"\\(ti", "~"},
                                                {"\\(ha", "^"},
                                                {"\\(ga", "`"},
                                                {"\\(rs", "\\"},
                                                {"\\e", "\\"}}) {
                line = replaced(line, escape, plain);
            }
            document += std::string(indent) + line;
        }
        document += '\n';
    }
    return document;
}

std::string rewrite_transcript(std::string_view document, const std::vector<Step>& steps,
                               const std::vector<std::vector<std::string>>& outputs) {
    const std::vector<std::string> lines = split_lines(document);
    std::string result;
    std::size_t at = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        for (; at < steps[i].output_begin; ++at) result += lines[at] + "\n";
        for (const std::string& line : outputs[i]) {
            result += line.empty() ? "\n" : std::string(indent) + line + "\n";
        }
        at = steps[i].output_end;
    }
    for (; at < lines.size(); ++at) result += lines[at] + "\n";
    return result;
}

ShellCommand parse_command(std::string_view line) {
    ShellCommand command;
    bool input = false;
    for (std::size_t at = 0; at < line.size() && command.error.empty();) {
        if (line[at] == ' ') {
            ++at;
        } else if (line[at] == '<') {
            input = true;
            ++at;
        } else if (line[at] == '|') {
            command.pipeline = line.substr(at + 1);
            break;
        } else {
            bool is_pattern = false;
            const std::string word = read_word(line, at, is_pattern, command.error);
            if (input) {
                command.input_file = word;
                input = false;
            } else {
                add_word(command, word, is_pattern);
            }
        }
    }
    if (input && command.error.empty()) command.error = "no file after <";
    return command;
}

bool agrees(const std::vector<std::string>& expected, const std::vector<std::string>& got) {
    // reached[j]: whether the expected lines so far can be the first j lines of what was got.
    std::vector<bool> reached(got.size() + 1, false);
    reached[0] = true;
    for (const std::string& line : expected) {
        std::vector<bool> next(got.size() + 1, false);
        const bool is_any = line.find_first_not_of(' ') != std::string::npos &&
                            line.substr(line.find_first_not_of(' ')) == "...";
        bool seen = false;
        for (std::size_t j = 0; j <= got.size(); ++j) {
            seen = seen || reached[j];
            if (is_any) next[j] = seen;
            if (j > 0 && reached[j - 1] && got[j - 1] == line) next[j] = true;
        }
        reached = std::move(next);
    }
    return reached.back();
}

std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& got) {
    const std::size_t n = expected.size();
    const std::size_t m = got.size();
    // common[i][j]: the length of the longest common part of expected from i and got from j.
    std::vector<std::vector<std::size_t>> common(n + 1, std::vector<std::size_t>(m + 1, 0));
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t j = m; j-- > 0;) {
            common[i][j] = expected[i] == got[j] ? common[i + 1][j + 1] + 1
                                                 : std::max(common[i + 1][j], common[i][j + 1]);
        }
    }
    std::string text;
    for (std::size_t i = 0, j = 0; i < n || j < m;) {
        if (i < n && j < m && expected[i] == got[j]) {
            text += "  " + expected[i++] + "\n";
            ++j;
        } else if (j == m || (i < n && common[i + 1][j] >= common[i][j + 1])) {
            text += "- " + expected[i++] + "\n";
        } else {
            text += "+ " + got[j++] + "\n";
        }
    }
    return text;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

}  // namespace flopledger
