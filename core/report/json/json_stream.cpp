// SPDX-License-Identifier: Apache-2.0
#include "core/report/json/json_stream.hpp"

#include <fmt/core.h>

#include <charconv>

#include "core/base/utc_time.hpp"
#include "core/text/words/odd_bytes.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

bool is_plain(std::string_view text) {
    for (const char letter : text) {
        if (letter < 0x20 || letter == 0x7f || letter == '"' || letter == '\\') return false;
    }
    return true;
}

template <typename Number>
void append(std::string& text, Number number) {
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    text.append(digits, end);
}

}  // namespace

void JsonStream::flush() {
    if (!buffer_.empty()) sink_(buffer_);
    buffer_.clear();
}

void JsonStream::new_line(int depth) { depth_ = depth; }

// What stands before a value, a key or a closing bracket.
void JsonStream::separate() {
    if (comma_) raw(depth_ < 0 ? ", " : ",");
    comma_ = false;
    if (depth_ < 0) return;
    buffer_ += '\n';
    buffer_.append(2 * static_cast<std::size_t>(depth_), ' ');
    depth_ = -1;
    if (buffer_.size() > piece_bytes) flush();
}

void JsonStream::begin(char bracket) {
    separate();
    buffer_ += bracket;
}

void JsonStream::end(char bracket) {
    comma_ = false;
    separate();
    buffer_ += bracket;
    comma_ = true;
}

void JsonStream::key(std::string_view name) {
    text(name);
    raw(": ");
    comma_ = false;
}

void JsonStream::text(std::string_view value) {
    separate();
    buffer_ += '"';
    if (is_plain(value)) {
        raw(value);
    } else {
        std::string plain;
        for (const char letter : text_of_bytes(value)) {
            if (letter == '"' || letter == '\\') {
                plain += '\\';
                plain += letter;
            } else if ((letter >= 0 && letter < 0x20) || letter == 0x7f) {
                plain += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
            } else {
                plain += letter;
            }
        }
        buffer_ += json_escaped(plain);
    }
    buffer_ += '"';
    comma_ = true;
}

void JsonStream::text_or_null(std::string_view value) {
    if (value.empty()) {
        null();
    } else {
        text(value);
    }
}

void JsonStream::null() {
    separate();
    raw("null");
    comma_ = true;
}

void JsonStream::number(std::uint64_t value) {
    separate();
    append(buffer_, value);
    comma_ = true;
}

void JsonStream::signed_number(std::int64_t value) {
    separate();
    append(buffer_, value);
    comma_ = true;
}

void JsonStream::quoted(std::uint64_t value) {
    separate();
    buffer_ += '"';
    append(buffer_, value);
    buffer_ += '"';
    comma_ = true;
}

void JsonStream::quoted(const Exact& whole) { text(whole.text()); }

void JsonStream::moment(std::int64_t milliseconds) { text(utc_text(milliseconds)); }

void JsonStream::finish() {
    comma_ = false;
    buffer_ += '\n';
    flush();
}

}  // namespace flopledger
