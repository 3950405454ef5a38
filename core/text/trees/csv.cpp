// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/csv.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

// Of comma, semicolon and tab the one that stands most often in the first row, outside quotes.
char likely_delimiter(std::string_view text) {
    constexpr std::array<char, 3> delimiters{',', ';', '\t'};
    std::array<std::size_t, 3> counts{};
    bool quoted = false;
    bool filled = false;
    for (const char character : text) {
        if (character == '"') quoted = !quoted;
        if (quoted) continue;
        const bool ends = character == '\n' || character == '\r';
        if (ends && filled) break;
        filled = filled || !ends;
        for (std::size_t index = 0; index < delimiters.size(); ++index) {
            if (character == delimiters.at(index)) ++counts.at(index);
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return delimiters.at(static_cast<std::size_t>(most - counts.begin()));
}

}  // namespace

CsvReader::CsvReader(std::string_view text)
    : text_(without_byte_order_mark(text)), delimiter_(likely_delimiter(text_)) {}

bool CsvReader::at_line_end() const {
    return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
}

void CsvReader::end_line() {
    if (at_ == text_.size()) return;
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
}

// The text between quotes; the place is behind the closing one. Line ends count as lines.
std::string_view CsvReader::read_quoted() {
    const int opened = line_;
    const std::size_t start = ++at_;
    std::size_t copied = start;
    std::string rewritten;
    while (true) {
        const std::size_t quote = text_.find('"', at_);
        const std::size_t end = std::min(quote, text_.size());
        for (; at_ < end; ++at_) {
            const bool pair = text_[at_] == '\r' && at_ + 1 < end && text_[at_ + 1] == '\n';
            if (text_[at_] == '\n' || (text_[at_] == '\r' && !pair)) ++line_;
        }
        if (quote == std::string_view::npos) {
            open_quote_ = opened;
            return {};
        }
        at_ = quote + 1;
        if (at_ == text_.size() || text_[at_] != '"') break;
        rewritten.append(text_, copied, at_ - copied);
        copied = ++at_;
    }
    if (copied == start) return text_.substr(start, at_ - 1 - start);
    rewritten.append(text_, copied, at_ - 1 - copied);
    return rewritten_.emplace_back(std::move(rewritten));
}

// Reads one cell; false behind the last of its row.
bool CsvReader::read_cell(CsvRow& row) {
    row.lines.push_back(line_);
    while (at_ < text_.size() && is_blank(text_[at_]) && text_[at_] != delimiter_) ++at_;
    std::string_view cell;
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    if (quoted) cell = read_quoted();
    const std::size_t start = at_;
    while (!at_line_end() && text_[at_] != delimiter_) ++at_;
    const std::string_view plain = trimmed(text_.substr(start, at_ - start), is_blank);
    if (!quoted) {
        cell = plain;
    } else if (!plain.empty() && !open_quote_) {
        if (oddities_.text_behind_quotes.count++ == 0) {
            oddities_.text_behind_quotes.first_line = line_;
        }
        cell = rewritten_.emplace_back(std::string(cell).append(plain));
    }
    row.cells.push_back(trimmed(cell, is_blank));
    if (at_line_end()) return false;
    ++at_;
    return true;
}

bool CsvReader::next(CsvRow& row) {
    rewritten_.clear();
    while (at_ < text_.size() && at_line_end()) end_line();
    if (at_ == text_.size() || open_quote_) return false;
    row.cells.clear();
    row.lines.clear();
    row.line = line_;
    while (read_cell(row)) {
    }
    end_line();
    return !open_quote_;
}

}  // namespace flopledger
