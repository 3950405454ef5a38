// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "core/meter/words/json_value.hpp"

namespace flopledger {

// Reads the values of a summary; what is wrong first is kept, and reading goes on with zeros until
// somebody asks.
class SummaryValues {
  public:
    // Whether something was wrong.
    bool failed() const { return failed_; }

    // What was wrong, and the value it was about.
    const std::string& message() const { return message_; }
    std::size_t offset() const { return offset_; }

    // Where the values come from lies so far into the text.
    void set_base(std::size_t base) { base_ = base; }

    // Notes that a value cannot be what it is.
    void fail(const JsonValue& value, std::string message);

    // Fails unless something holds.
    void require(bool holds, const JsonValue& value, std::string_view message);

    // A whole number, `most` at most.
    std::uint64_t number(const JsonValue& value, std::string_view what,
                         std::uint64_t most = most_rows);

    // A whole number that may be below zero.
    std::int64_t signed_number(const JsonValue& value, std::string_view what);

    // A whole number written as a text.
    std::uint64_t quoted(const JsonValue& value, std::string_view what,
                         std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

    // A number or, for null, zero.
    std::uint64_t known(const JsonValue& value, std::string_view what);

    // A text that is not empty; the other takes null for an empty one.
    std::string text(const JsonValue& value, std::string_view what);
    std::string text_or_null(const JsonValue& value, std::string_view what);

    // A moment such as 2024-03-15T13:57:59.791Z in milliseconds since 1970; null is zero.
    std::int64_t moment_or_null(const JsonValue& value, std::string_view what);

    // A value of one kind, which must be there.
    JsonValue kind(const JsonValue& value, JsonKind kind, std::string_view what);

    // Counts of rows have no more than this: adding so many as there can be never overflows.
    static constexpr std::uint64_t most_rows = std::uint64_t{1} << 44;

  private:
    std::uint64_t digits(const JsonValue& value, std::string_view what, std::uint64_t most);

    bool failed_ = false;
    std::string message_;
    std::size_t offset_ = 0;
    std::size_t base_ = 0;
};

}  // namespace flopledger
