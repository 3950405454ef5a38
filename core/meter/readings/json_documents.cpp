// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/json_documents.hpp"

#include <algorithm>

namespace flopledger {

namespace {

bool opens(std::string_view text, std::size_t at) {
    return at < text.size() && (text[at] == '{' || text[at] == '[');
}

// The next line behind a place that begins with a bracket; where the text ends if there is none.
std::size_t next_opening(std::string_view text, std::size_t at) {
    while (true) {
        at = text.find('\n', at);
        if (at == text.npos) return text.size();
        if (opens(text, ++at)) return at;
    }
}

bool only_blanks(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::uint64_t LineFinder::line_at(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset > at_) {
        const auto begin = text_.begin() + static_cast<std::ptrdiff_t>(at_);
        const auto end = text_.begin() + static_cast<std::ptrdiff_t>(offset);
        line_ += static_cast<std::uint64_t>(std::count(begin, end, '\n'));
        at_ = offset;
    }
    return line_;
}

void read_documents(Meter& meter, std::string_view text, LineFinder& lines,
                    const std::function<void(JsonValue, std::size_t)>& take) {
    JsonReader reader;
    std::size_t at = 0;
    while (at < text.size()) {
        at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
        if (at == text.size()) return;
        if (opens(text, at)) {
            const JsonValue document = reader.read_first(text.substr(at));
            if (document) {
                const std::size_t end = at + reader.end();
                take(document, at);
                at = end;
            } else {
                ++meter.row_count;
                meter.rows.reject(reader.cut_short() ? Rejection::torn : Rejection::not_this_format,
                                  lines.line_at(at));
                at = next_opening(text, at);
            }
            continue;
        }
        const std::size_t next = next_opening(text, at);
        if (!only_blanks(text.substr(at, next - at))) {
            ++meter.row_count;
            meter.rows.reject(Rejection::not_this_format, lines.line_at(at));
        }
        at = next;
    }
}

}  // namespace flopledger
