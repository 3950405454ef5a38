// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/judge/results/amounts.hpp"
#include "core/report/json/description.hpp"

namespace flopledger {

template <>
struct Description<AmountLine> {
    static constexpr auto keys = std::tuple{
        DescribedKey{"amount", "FLOP.", &AmountLine::amount},
        DescribedKey{"exact", "The same in full.", as<ExactNumber>(&AmountLine::amount)},
        DescribedKey{"comparison", "How figures are held against it.", &AmountLine::comparison},
        DescribedKey{"thresholds", "The thresholds of this amount.", &AmountLine::thresholds},
        DescribedKey{"levels", "The levels that name it.", &AmountLine::levels}};
};

}  // namespace flopledger
