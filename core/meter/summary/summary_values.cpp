// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/summary_values.hpp"

#include <fmt/core.h>

#include <charconv>
#include <utility>

#include "core/base/utc_time.hpp"
#include "core/text/words/odd_bytes.hpp"

namespace flopledger {

namespace {

// The number that a text of digits alone spells.
template <typename Number>
std::optional<Number> parse_whole(std::string_view text) {
    Number number = 0;
    const char* end = text.data() + text.size();
    const auto [behind, fault] = std::from_chars(text.data(), end, number);
    if (text.empty() || fault != std::errc() || behind != end) return std::nullopt;
    return number;
}

std::string_view kind_word(JsonKind kind) {
    switch (kind) {
        case JsonKind::text:
            return "a text";
        case JsonKind::array:
            return "an array";
        case JsonKind::object:
            return "an object";
        default:
            return "a number";
    }
}

}  // namespace

void SummaryValues::fail(const JsonValue& value, std::string message) {
    if (failed_) return;
    failed_ = true;
    message_ = std::move(message);
    offset_ = base_ + (value ? value.offset() : 0);
}

void SummaryValues::require(bool holds, const JsonValue& value, std::string_view message) {
    if (!holds) fail(value, std::string(message));
}

JsonValue SummaryValues::kind(const JsonValue& value, JsonKind kind, std::string_view what) {
    if (!value) {
        fail(value, fmt::format("'{}' is missing", what));
    } else if (!value.is(kind)) {
        fail(value, fmt::format("'{}' is not {}", what, kind_word(kind)));
    }
    return value;
}

std::uint64_t SummaryValues::digits(const JsonValue& value, std::string_view what,
                                    std::uint64_t most) {
    if (failed_) return 0;
    const auto number = parse_whole<std::uint64_t>(value.text());
    if (!number) {
        fail(value, fmt::format("'{}' is not a whole number of 64 bits", what));
    } else if (*number > most) {
        fail(value, fmt::format("'{}' is larger than it can be", what));
    } else {
        return *number;
    }
    return 0;
}

std::uint64_t SummaryValues::number(const JsonValue& value, std::string_view what,
                                    std::uint64_t most) {
    return digits(kind(value, JsonKind::number, what), what, most);
}

std::int64_t SummaryValues::signed_number(const JsonValue& value, std::string_view what) {
    kind(value, JsonKind::number, what);
    if (failed_) return 0;
    const auto number = parse_whole<std::int64_t>(value.text());
    if (!number) fail(value, fmt::format("'{}' is not a whole number of 64 bits", what));
    return number.value_or(0);
}

std::uint64_t SummaryValues::quoted(const JsonValue& value, std::string_view what,
                                    std::uint64_t most) {
    return digits(kind(value, JsonKind::text, what), what, most);
}

std::uint64_t SummaryValues::known(const JsonValue& value, std::string_view what) {
    if (value.is(JsonKind::null)) return 0;
    return number(value, what, std::numeric_limits<std::uint64_t>::max());
}

std::string SummaryValues::text(const JsonValue& value, std::string_view what) {
    kind(value, JsonKind::text, what);
    if (!failed_ && value.text().empty()) fail(value, fmt::format("'{}' is empty", what));
    return failed_ ? "" : bytes_of_text(value.text());
}

std::string SummaryValues::text_or_null(const JsonValue& value, std::string_view what) {
    return value.is(JsonKind::null) ? "" : text(value, what);
}

std::int64_t SummaryValues::moment_or_null(const JsonValue& value, std::string_view what) {
    if (value.is(JsonKind::null)) return 0;
    kind(value, JsonKind::text, what);
    if (failed_) return 0;
    const auto moment = parse_utc_text(value.text());
    if (!moment) fail(value, fmt::format("'{}' is no time such as 2024-03-15T13:57:59.791Z", what));
    return moment.value_or(0);
}

}  // namespace flopledger
