// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/range.hpp"

namespace flopledger {

// A name for a sentence, cut after about 32 bytes so that no sentence outgrows its line; never in
// the middle of a UTF-8 character.
std::string short_name(std::string_view name);

// `text, speech or image`.
std::string listed(const std::vector<std::string>& words);

// A bound from above to three digits, never rounded up: `9.96e24`.
std::string bound_text(const Exact& bound);

// A bound from below to three digits, never rounded down.
std::string lower_bound_text(const Exact& bound);

// `3.81e25`, or `3.10e25 to 4.20e25`.
std::string range_text(const Range& range, int significant_digits);

// The same with the best figure: `3.10e25 to 4.20e25 (best 3.81e25)`.
std::string figure_text(const Range& range, int significant_digits);

// The significant digits, three at least, at which the ends of two ranges that differ look
// different: a total just above an amount must not read as if it were equal to it.
int telling_digits(const Range& measured, const Range& amount);

}  // namespace flopledger
