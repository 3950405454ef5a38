// SPDX-License-Identifier: Apache-2.0
#include "core/page/markdown.hpp"

#include <algorithm>

#include "core/base/ascii.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// What begins markup anywhere in a line; `~` and `|` are GitHub's, `$` its formulas, `@` its names.
constexpr std::string_view markup = "\\`*_[]<>&~|$@";

// What begins a heading, a list or a rule where it stands first.
constexpr std::string_view leading = "#+-=";

std::string on_one_line(std::string_view text) {
    std::string line(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return safe_text(line);
}

}  // namespace

std::string markdown_text(std::string_view text) {
    std::string line = on_one_line(text);
    line.erase(0, std::min(line.find_first_not_of(' '), line.size()));  // else a block of code
    std::string escaped;
    std::size_t digits = 0;  // at the beginning: `1.` and `1)` would be a list
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool first = escaped.empty();
        const bool before_blank = i + 1 == line.size() || line[i + 1] == ' ';
        const bool ends_number = digits == i && i > 0 && (c == '.' || c == ')') && before_blank;
        if (is_digit(c) && digits == i) ++digits;
        // GitHub makes links of `www.` as well.
        const bool is_link = c == '.' && escaped.ends_with("www");
        const bool is_markup = markup.find(c) != std::string_view::npos || is_link;
        const bool leads = first && leading.find(c) != std::string_view::npos;
        if (is_markup || leads || ends_number) escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string markdown_code(std::string_view text) {
    const std::string line = on_one_line(text);
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : line) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    const bool pads = line.empty() || line.front() == '`' || line.back() == '`';
    const std::string pad = pads ? " " : "";
    return fence + pad + line + pad + fence;
}

}  // namespace flopledger
