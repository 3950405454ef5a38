// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/base/dimension.hpp"
#include "core/base/range.hpp"

namespace flopledger {

// What is wrong with the text of a figure: the name of the diagnostic and two sentences.
struct MeasureFault {
    enum class Kind {
        not_a_number,
        too_long,
        out_of_bounds,
        negative,
        upside_down,
        unknown_unit,
        wrong_unit
    };
    Kind kind;
    std::string message;
    std::string hint;
};

// Reads a figure with its uncertainty and its unit into base units: `0.41`, `38%`, `0.38..0.43`
// (best is the midpoint), `3.8e25 +- 10%`, `30.84M chip-hours`, `43_500 PFLOP/s-days`, `15.6T`.
// A text without a unit is in `default_unit`, which must be a unit this file knows or empty.
std::variant<Range, MeasureFault> parse_measure(std::string_view text, Dimension dimension,
                                                std::string_view default_unit = "");

}  // namespace flopledger
