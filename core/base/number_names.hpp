// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults of numbers and measures.
namespace flopledger::name {

inline constexpr Name not_a_number{"not-a-number", NameKind::error, "The value is not a number."};
inline constexpr Name number_out_of_bounds{"number-out-of-bounds", NameKind::error,
                                           "The number lies outside what its key can mean."};
inline constexpr Name number_too_long{"number-too-long", NameKind::error,
                                      "A number, or the denominator that numbers share, has more "
                                      "digits than sums can bear."};
inline constexpr Name negative_number{"negative-number", NameKind::error,
                                      "The number is negative where that is impossible."};
inline constexpr Name range_upside_down{"range-upside-down", NameKind::error,
                                        "The low end of a range is above its high end."};
inline constexpr Name unknown_unit{"unknown-unit", NameKind::error, "The unit is not known."};
inline constexpr Name wrong_unit{"wrong-unit", NameKind::error,
                                 "The unit measures something else than its key takes."};

}  // namespace flopledger::name
