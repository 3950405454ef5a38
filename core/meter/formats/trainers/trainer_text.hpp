// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/meter/words/log_time.hpp"

namespace flopledger {

// What trainers print is meant for people. These read it back, and nothing but what is there.

// A line without colours and other escapes of terminals; `scratch` holds it where it had any.
std::string_view without_escapes(std::string_view text, std::string& scratch);

// Which process printed a line, by its prefix behind any times: `[default7]:`, `[rank0]:`, `12:`,
// `node7:`; empty for none.
std::string_view rank_of(std::string_view line);

// What stands behind a label, to the end of the text; nothing where the label is not in it.
std::optional<std::string_view> behind(std::string_view text, std::string_view label);

// The word that a text begins with, after blanks: up to a blank, comma, semicolon or bracket.
// Commas between digits belong to it.
std::string_view first_word(std::string_view text);

// A whole number, perhaps with commas between its thousands: `8,030,261,248`.
std::optional<std::uint64_t> whole_number(std::string_view text);

// A count as a trainer prints it, and whether digits of it were lost in printing.
struct PrintedCount {
    std::uint64_t value = 0;
    bool rounded = false;
};

// A count: `51200`, `49.00`, `2.56e+5` and `1.258B`, of which the last two are rounded; nothing for
// what is no whole number.
std::optional<PrintedCount> printed_count(std::string_view text);

// A setting as trainers print theirs: `  seq_length ........ 1024`, and perhaps `.....updated`
// behind the value.
struct PrintedArgument {
    std::string_view name;
    std::string_view value;
};

// The setting that a line prints, behind whatever a logger put in front; nothing for other lines.
std::optional<PrintedArgument> printed_argument(std::string_view line);

// The first moment that stands within the first hundred characters of a line, as
// `2025-06-05 12:34:56,789` or `20250605 12:34:56`.
std::optional<LocalTime> line_time(std::string_view line);

// Whether a trainer's field may by its name hold a number of tokens: no mean, no rate, nothing of
// an evaluation.
bool may_hold_tokens(std::string_view name);

// A rate in units of 1e12 as one in units of 1, digits untouched: `490.0` is `490.0e12`. Empty for
// what is no decimal number.
std::string from_tera(std::string_view text);

// The product, or nothing where it does not fit.
std::optional<std::uint64_t> product(std::uint64_t left, std::uint64_t right);

// Adds to a sum unless the sum would not fit; says whether it did.
bool add_checked(std::uint64_t& sum, std::uint64_t added);

// Adds to a sum, up to the largest that there is.
void add_limited(std::uint64_t& sum, std::uint64_t added);

}  // namespace flopledger
