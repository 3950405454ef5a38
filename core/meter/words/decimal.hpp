// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace flopledger {

// The whole number of units nearest to a decimal number times 10^scale, ties to even: ("70.89", 2)
// is 7089. Takes an exponent (`1e-07`) and a sign; nothing for what is no number, is less than zero
// (`-0.0` is not), or does not fit into 64 bits. NaN and infinities are no numbers.
std::optional<std::uint64_t> scaled_decimal(std::string_view text, int scale);

// Whether a text is a source's way of saying that there is no value: empty, `-`, `N/A`, `nan`,
// `null`, `none`, `ERR!` in any case, anything in [brackets], DCGM's `<<<NULL>>>` and its kin.
bool is_missing(std::string_view text);

}  // namespace flopledger
