// SPDX-License-Identifier: Apache-2.0
#include "core/read/keys/bounds.hpp"

#include <fmt/format.h>

#include "core/base/number_names.hpp"

namespace flopledger {

void report_zero(Mapping& mapping, std::string_view key, std::string_view hint) {
    mapping.report(name::number_out_of_bounds, key, fmt::format("'{}' cannot be zero", key),
                   std::string(hint));
}

std::optional<Stated<Ratio>> read_share(Mapping& mapping, std::string_view key) {
    auto share = mapping.stated<Ratio>(key, Dimension::ratio, "");
    require_above_zero(mapping, key, share);
    if (share && share->value.value.high > 1) {
        mapping.report(name::number_out_of_bounds, key,
                       fmt::format("'{}' is a share and cannot be above 1", key),
                       "41 percent is 41% or 0.41");
        share.reset();
    }
    return share;
}

}  // namespace flopledger
