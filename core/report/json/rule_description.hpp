// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/facts/data/standard.hpp"
#include "core/report/json/description.hpp"

namespace flopledger {

template <>
struct Description<SourcedRule> {
    static constexpr std::string_view name = "rule";
    static constexpr auto keys =
        std::tuple{DescribedKey{"rule", "What the standard does with it.", &SourcedRule::rule},
                   DescribedKey{"basis", "How well that is founded.", &SourcedRule::basis},
                   DescribedKey{"source", "Where that stands.", &SourcedRule::source}};
};

}  // namespace flopledger
