// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/count/figures/derivation.hpp"
#include "core/report/json/document_description.hpp"

namespace flopledger {

namespace description {

template <>
struct ListOf<Inputs> : ListOf<std::vector<Derivation>> {};

}  // namespace description

template <>
struct Description<Place> {
    static constexpr std::string_view name = "place";
    static constexpr auto keys =
        std::tuple{DescribedKey{"file", "The file.", &Place::file},
                   DescribedKey{"line", "The line, from 1; 0 for none.", &Place::line},
                   DescribedKey{"column", "The column, from 1; 0 for none.", &Place::column}};
};

template <>
struct Description<Derivation> {
    static constexpr std::string_view name = "derivation";
    static constexpr auto keys = std::tuple{
        DescribedKey{"label", "What the figure is.", &Derivation::label},
        DescribedKey{"formula", "By which formula; null for what is stated.",
                     as<TextOrNull>(&Derivation::formula)},
        DescribedKey{"value", "The figure, in its unit.", as<NumberRange>(&Derivation::known)},
        DescribedKey{"exact", "The same in full.", as<ExactRange>(&Derivation::known)},
        DescribedKey{"unit", "Its unit; null for a ratio.", as<TextOrNull>(&Derivation::unit)},
        DescribedKey{"source", "Where it comes from.", as<TextOrNull>(&Derivation::source)},
        DescribedKey{"place", "The line that states it.", &Derivation::place},
        DescribedKey{"inputs", "What it was reached from.", &Derivation::inputs},
        DescribedKey{"findings", "What must be known about it.", &Derivation::findings}};
};

}  // namespace flopledger
