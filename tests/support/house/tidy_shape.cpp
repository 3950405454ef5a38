// SPDX-License-Identifier: Apache-2.0
// The rules that look at one file at a time: its size, its characters, its first lines, its
// comments.
#include <fmt/core.h>

#include <algorithm>
#include <regex>

#include "tests/support/house/source_text.hpp"
#include "tests/support/house/tidy_rules.hpp"

namespace flopledger {

namespace {

constexpr std::size_t lines_max = 400;
constexpr std::size_t columns_max = 100;
constexpr int function_lines_max = 70;

// The name a declaration gives: the word before its first '(' or, without one, nothing.
std::string function_name(const std::string& head) {
    static const std::regex name("(operator *[^ (]+|[\\w:~]+) *\\(");
    std::smatch match;
    return std::regex_search(head, match, name) ? match.str(1) : "";
}

bool is_comment(const std::string& line) {
    const std::size_t first = line.find_first_not_of(' ');
    return first != line.npos && (line.compare(first, 2, "//") == 0);
}

}  // namespace

Messages check_sizes(const std::vector<SourceFile>& files) {
    Messages messages;
    for (const SourceFile& file : files) {
        const std::vector<std::string> lines = split_lines(file.text);
        if (lines.size() > lines_max) {
            messages.push_back(
                fmt::format("{}:{}: has more than {} lines", file.path, lines.size(), lines_max));
        }
        for (std::size_t index = 0; index < lines.size(); ++index) {
            if (lines[index].size() <= columns_max) continue;
            messages.push_back(
                fmt::format("{}:{}: is wider than {} columns", file.path, index + 1, columns_max));
        }
        for (const FunctionSpan& function : functions_of(file.text)) {
            const int length = function.last_line - function.first_line + 1;
            if (length <= function_lines_max) continue;
            messages.push_back(fmt::format("{}:{}: a function of {} lines, more than {}", file.path,
                                           function.first_line, length, function_lines_max));
        }
    }
    return messages;
}

Messages check_characters(const std::vector<SourceFile>& files) {
    Messages messages;
    for (const SourceFile& file : files) {
        int number = 0;
        for (const std::string& line : split_lines(file.text)) {
            ++number;
            const bool ascii =
                std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
            if (!ascii) {
                messages.push_back(fmt::format("{}:{}: is not plain ASCII", file.path, number));
            }
            if (line.ends_with(' ')) {
                messages.push_back(fmt::format("{}:{}: ends in a blank", file.path, number));
            }
        }
        if (!file.text.ends_with('\n')) {
            messages.push_back(fmt::format("{}:{}: has no newline at the end", file.path, number));
        }
    }
    return messages;
}

Messages check_licence(const std::vector<SourceFile>& files) {
    Messages messages;
    for (const SourceFile& file : files) {
        const bool cpp = file.path.ends_with(".cpp") || file.path.ends_with(".hpp");
        const std::string wanted =
            std::string(cpp ? "//" : "#") + " SPDX-License-Identifier: Apache-2.0";
        const std::vector<std::string> lines = split_lines(file.text);
        const std::size_t index = !lines.empty() && lines[0].starts_with("#!") ? 1 : 0;
        if (lines.size() <= index || lines[index] != wanted) {
            messages.push_back(fmt::format("{}:{}: should be: {}", file.path, index + 1, wanted));
        }
    }
    return messages;
}

Messages check_headers(const std::vector<SourceFile>& files) {
    Messages messages;
    for (const SourceFile& file : files) {
        if (file.path.ends_with(".hpp")) {
            const std::vector<std::string> lines = split_lines(file.text);
            if (lines.size() < 2 || lines[1] != "#pragma once") {
                messages.push_back(fmt::format("{}:2: should be: #pragma once", file.path));
            }
            continue;
        }
        const std::string own = file.path.substr(0, file.path.size() - 3) + "hpp";
        const std::vector<Include> includes = includes_of(file.text);
        for (const Include& include : includes) {
            if (include.path != own || includes.front().path == own) continue;
            messages.push_back(
                fmt::format("{}:{}: its own header comes first", file.path, include.line));
        }
    }
    return messages;
}

namespace {

// `template <> struct Description<Total>`, which is explained where the template is, or a deduction
// guide.
bool is_specialisation(const std::string& head) {
    static const std::regex specialised(R"(\b(struct|class) \w+<|\) -> \w+<)");
    return std::regex_search(head, specialised);
}

}  // namespace

Messages check_comments(const std::vector<SourceFile>& files) {
    Messages messages;
    for (const SourceFile& file : files) {
        if (!file.path.ends_with(".hpp")) continue;
        const std::vector<std::string> lines = split_lines(file.text);
        std::string covered;  // the function name that a comment directly above may still cover
        for (const Declaration& declaration : declarations_of(file.text)) {
            if (declaration.head.starts_with("inline constexpr Name ")) continue;
            if (is_specialisation(declaration.head)) continue;
            const auto index = static_cast<std::size_t>(declaration.line - 1);
            const std::string name = function_name(declaration.head);
            const std::string& above = index > 0 ? lines[index - 1] : lines[0];
            const bool follows = !above.empty() && !is_comment(above);
            const bool shares = follows && !name.empty() && !covered.empty() &&
                                (name == covered || name.starts_with("operator"));
            if (!is_comment(above) && !shares) {
                messages.push_back(fmt::format("{}:{}: is declared without a comment", file.path,
                                               declaration.line));
                covered.clear();
            } else {
                covered = name;
            }
        }
    }
    return messages;
}

}  // namespace flopledger
