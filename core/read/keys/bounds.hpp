// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/base/quantity.hpp"
#include "core/read/keys/mapping.hpp"

namespace flopledger {

// Reports a value that is zero where that makes no sense.
void report_zero(Mapping& mapping, std::string_view key, std::string_view hint);

// Reports a range that reaches down to zero, where none of a thing makes no sense.
template <typename Measured>
void require_above_zero(Mapping& mapping, std::string_view key,
                        std::optional<Stated<Measured>>& stated) {
    if (stated && stated->value.value.low.is_zero()) {
        report_zero(mapping, key, "leave the key out if the figure is not known");
        stated.reset();
    }
}

// Reports a range that is nothing but zero. One that begins at zero is a bound from above.
template <typename Measured>
void require_some(Mapping& mapping, std::string_view key, std::optional<Stated<Measured>>& stated) {
    if (stated && stated->value.value.high.is_zero()) {
        report_zero(mapping, key,
                    "leave the key out if the figure is not known, or give a bound: 0..9e24");
        stated.reset();
    }
}

// A share in (0, 1]; a number above 1 is most often a percentage without its sign.
std::optional<Stated<Ratio>> read_share(Mapping& mapping, std::string_view key);

}  // namespace flopledger
