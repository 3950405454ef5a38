// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// One command of a transcript and what the terminal showed after it. Documents are Markdown: lines
// indented by four blanks are a terminal, "$ " begins a command, all else is prose.
struct Step {
    int line = 0;                       // of the command, from 1
    std::string command;                // without "$ "; lines ended by '\' are joined
    std::vector<std::string> expected;  // without the indent and without empty lines at the end
    std::size_t output_begin = 0;       // the lines of the document that hold `expected`, from 0
    std::size_t output_end = 0;         // half-open
};

// The commands of a document, in order.
std::vector<Step> parse_transcript(std::string_view document);

// A manual page as such a document, line for line: what stands between .EX or .nf and .EE or .fi is
// indented and freed of roff's escapes, all else is empty.
std::string roff_examples(std::string_view page);

// The document with each step's output replaced by `outputs`, one entry a step.
std::string rewrite_transcript(std::string_view document, const std::vector<Step>& steps,
                               const std::vector<std::vector<std::string>>& outputs);

// A command taken apart as a shell would, quotes removed.
struct ShellCommand {
    std::vector<std::string> words;  // file name patterns with * and ? are expanded
    std::string input_file;          // after '<'; empty: no input
    std::string pipeline;            // what follows the first '|', for the system's shell
    std::string error;               // what cannot be understood; empty: nothing
};

// Splits a command line: words, 'single' and "double" quotes, \c, < FILE, | PROGRAM.
ShellCommand parse_command(std::string_view line);

// Whether a program showed what is expected: the same lines, where an expected line of three dots
// stands for any number of lines.
bool agrees(const std::vector<std::string>& expected, const std::vector<std::string>& got);

// Expected and got, line by line: "  " both, "- " expected only, "+ " got only.
std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& got);

// `text` with every `from` replaced.
std::string replaced(std::string text, std::string_view from, std::string_view to);

}  // namespace flopledger
