// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/delimited.hpp"

#include <algorithm>

#include "core/base/ascii.hpp"

namespace flopledger {

// At the quote that begins a field: takes it and what follows up to the delimiter.
bool RowSplitter::split_quoted(std::string_view row, std::size_t& at) {
    const std::size_t begin = rewritten_.size();
    for (++at; at < row.size(); ++at) {
        if (row[at] == '"') {
            ++at;
            if (at == row.size() || row[at] != '"') {
                fields_.push_back(std::string_view(rewritten_).substr(begin));
                while (at < row.size() && row[at] != delimiter_) {
                    if (!is_blank(row[at])) return false;
                    ++at;
                }
                return true;
            }
        }
        rewritten_.push_back(row[at]);
    }
    return false;
}

bool RowSplitter::split(std::string_view row) {
    fields_.clear();
    rewritten_.clear();
    // Views into it must stay: it never grows beyond this while a row is split.
    rewritten_.reserve(row.find('"') == row.npos ? 0 : row.size());
    std::size_t at = 0;
    while (true) {
        while (at < row.size() && is_blank(row[at]) && row[at] != delimiter_) ++at;
        if (at < row.size() && row[at] == '"') {
            if (!split_quoted(row, at)) return false;
        } else {
            const std::size_t begin = at;
            if (lists_ && at < row.size() && row[at] == '[') {
                at = row.find(']', at);
                if (at == row.npos) return false;
            }
            at = std::min(row.find(delimiter_, at), row.size());
            fields_.push_back(trimmed(row.substr(begin, at - begin)));
        }
        if (at >= row.size()) return true;
        ++at;  // the delimiter
    }
}

std::optional<std::size_t> RowSplitter::find(std::string_view field) const {
    const auto found = std::find(fields_.begin(), fields_.end(), field);
    if (found == fields_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - fields_.begin());
}

std::vector<std::string_view> split_words(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t at = 0;
    while (true) {
        while (at < text.size() && is_blank(text[at])) ++at;
        if (at == text.size()) return words;
        const std::size_t begin = at;
        while (at < text.size() && !is_blank(text[at])) ++at;
        words.push_back(text.substr(begin, at - begin));
    }
}

std::string_view first_line(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        if (!trimmed(line).empty()) return line;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

}  // namespace flopledger
