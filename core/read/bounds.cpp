// SPDX-License-Identifier: Apache-2.0
#include "core/read/bounds.hpp"

#include <fmt/format.h>

namespace flopledger {

std::optional<Stated<Ratio>> read_share(Mapping& mapping, std::string_view key) {
    auto share = mapping.stated<Ratio>(key, Dimension::ratio, "");
    require_above_zero(mapping, key, share);
    if (share && share->value.value.high > 1) {
        mapping.report("number-out-of-bounds", key,
                       fmt::format("'{}' is a share and cannot be above 1", key),
                       "41 percent is 41% or 0.41");
        share.reset();
    }
    return share;
}

}  // namespace flopledger
