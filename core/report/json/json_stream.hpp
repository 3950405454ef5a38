// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/exact.hpp"

namespace flopledger {

// Where a long text goes, piece by piece.
using TextSink = std::function<void(std::string_view)>;

// Writes a JSON document too long to be kept in memory. Values stand on one line unless a new one
// is begun.
class JsonStream {
  public:
    explicit JsonStream(TextSink sink) : sink_(std::move(sink)) {}
    ~JsonStream() { flush(); }
    JsonStream(const JsonStream&) = delete;
    JsonStream& operator=(const JsonStream&) = delete;

    // The brackets of objects and arrays.
    void begin(char bracket);
    void end(char bracket);

    // Begins a new line, so many levels deep, for the value or bracket that comes next.
    void new_line(int depth);

    // The key of the value that comes next.
    void key(std::string_view name);

    // Values. Bytes of a text that are not UTF-8 are written as text_of_bytes says.
    void text(std::string_view value);
    void text_or_null(std::string_view value);
    void null();
    void number(std::uint64_t value);
    void signed_number(std::int64_t value);

    // Numbers as texts, which sums are whatever their size.
    void quoted(std::uint64_t value);
    void quoted(const Exact& whole);

    // A moment in milliseconds since 1970, as utc_text.
    void moment(std::int64_t milliseconds);

    // The line end behind the document.
    void finish();

  private:
    void separate();
    void raw(std::string_view text) { buffer_ += text; }
    void flush();

    TextSink sink_;
    std::string buffer_;
    bool comma_ = false;  // before the next value
    int depth_ = -1;      // of the new line that is due; -1 for none
};

}  // namespace flopledger
