// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/line_parser.hpp"

#include <algorithm>
#include <cstring>

#include "core/facts/machines/log_names.hpp"

namespace flopledger {

void LineParser::take(std::string_view lines) {
    while (!lines.empty()) {
        const void* end = std::memchr(lines.data(), '\n', lines.size());
        const auto length = static_cast<std::size_t>(static_cast<const char*>(end) - lines.data());
        std::string_view text = lines.substr(0, length);
        if (text.ends_with('\r')) text.remove_suffix(1);
        line(text, ++lines_);
        lines.remove_prefix(length + 1);
    }
}

void LineParser::end(std::string_view rest) {
    if (rest.empty()) return;
    if (rest.ends_with('\r')) rest.remove_suffix(1);
    torn_line(rest, ++lines_);
}

void DocumentParser::take(std::string_view lines) {
    lines_ += static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n'));
    too_large_ = too_large_ || text_.size() + lines.size() > largest_document;
    if (too_large_) {
        text_.clear();
        text_.shrink_to_fit();
    } else {
        text_.append(lines);
    }
}

void DocumentParser::end(std::string_view rest) {
    take(rest);
    if (!rest.empty()) ++lines_;
    if (too_large_) {
        ++meter_.row_count;
        meter_.rows.reject(Rejection::torn, 1);
        meter_.rows.find(name::document_too_large, 1);
        return;
    }
    document(text_);
}

}  // namespace flopledger
