// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/base/date.hpp"

namespace flopledger {

// Under what terms a model is released: an identifier of SPDX, or a name with its author's word on
// whether it is free and open.
struct Licence {
    std::string name;
    std::optional<bool> free_and_open;  // as stated; nothing where only the name is given
};

// Whether a licence lets anyone use, change and pass on a model without payment and without limits
// on use, as points 76 to 85 of C(2025) 5045 ask: as stated, else by the list of licence.cpp;
// nothing for a name that is not in it. That list was read against those points on `licences_read`.
std::optional<bool> is_free_and_open(const Licence& licence);

// The day on which the list of licences was read against those points.
inline constexpr Date licences_read{2026, 11, 30};

}  // namespace flopledger
