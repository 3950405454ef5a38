// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <variant>

#include "core/base/exact.hpp"

namespace flopledger {

// Numbers above 1e60 or below 1e-60 are refused: nothing in this field is near them, `1e999999999`
// must cost nothing, and a product of five such numbers is still a double.
inline constexpr int largest_decimal_exponent = 60;

// Numbers of more digits are refused: nobody measures that many.
inline constexpr int most_digits = 100;

// Why a text is refused as a number.
enum class NumberFault { not_a_number, too_many_digits, exponent_out_of_bounds, division_by_zero };

// Reads `15.6e12`, `1_000`, `-0.5`, `2/3`, `1e25/3` without passing through a double. No blanks, no
// units, no signs of magnitude such as `M`. Underscores may stand between digits.
std::variant<Exact, NumberFault> parse_exact(std::string_view text);

// One sentence that says what is wrong, for messages.
std::string_view describe(NumberFault fault);

}  // namespace flopledger
