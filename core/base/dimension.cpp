// SPDX-License-Identifier: Apache-2.0
#include "core/base/dimension.hpp"

namespace flopledger {

std::string_view unit_name(Dimension dimension) {
    switch (dimension) {
        case Dimension::ratio:
            return "a ratio";
        case Dimension::flop:
            return "FLOP";
        case Dimension::flop_per_second:
            return "FLOP/s";
        case Dimension::seconds:
            return "seconds";
        case Dimension::chip_seconds:
            return "chip-seconds";
        case Dimension::joules:
            return "joules";
        case Dimension::tokens:
            return "tokens";
        case Dimension::parameters:
            return "parameters";
        case Dimension::chips:
            return "chips";
        case Dimension::dollars:
            return "US dollars";
        case Dimension::bytes_per_second:
            return "B/s";
        case Dimension::tokens_per_second:
            return "tokens/s";
    }
    return "";
}

std::string_view unit_examples(Dimension dimension) {
    switch (dimension) {
        case Dimension::ratio:
            return "0.41, 41%, 0.38..0.43";
        case Dimension::flop:
            return "FLOP, ZFLOP, PF-days, PFLOP/s-days";
        case Dimension::flop_per_second:
            return "FLOP/s, TFLOP/s, PFLOP/s";
        case Dimension::seconds:
            return "seconds, hours, days, weeks";
        case Dimension::chip_seconds:
            return "chip-hours, GPU-hours, TPU-days";
        case Dimension::joules:
            return "kWh, MWh, GWh, MJ";
        case Dimension::tokens:
            return "tokens (15.6T tokens)";
        case Dimension::parameters:
            return "parameters (405B parameters)";
        case Dimension::chips:
            return "chips";
        case Dimension::dollars:
            return "USD";
        case Dimension::bytes_per_second:
            return "kB/s, MB/s, GB/s, Gbit/s";
        case Dimension::tokens_per_second:
            return "tokens/s";
    }
    return "";
}

}  // namespace flopledger
