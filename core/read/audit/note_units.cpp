// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/note_units.hpp"

#include <vector>

namespace flopledger {

namespace {

struct UnitScale {
    std::string_view word;
    Exact scale;
};

// The table, made once.
const std::vector<UnitScale>& unit_scales() {
    static const std::vector<UnitScale> scales = [] {
        const Exact day = 86400;
        const Exact tera = Exact::power_of_ten(12);
        const Exact peta = Exact::power_of_ten(15);
        return std::vector<UnitScale>{{"minutes", 60},
                                      {"hour", 3600},
                                      {"hours", 3600},
                                      {"hrs", 3600},
                                      {"hr", 3600},
                                      {"h", 3600},
                                      {"gpu-hours", 3600},
                                      {"gpu-hour", 3600},
                                      {"tpu-hours", 3600},
                                      {"chip-hours", 3600},
                                      {"day", day},
                                      {"days", day},
                                      {"gpu-days", day},
                                      {"tpu-days", day},
                                      {"week", day * 7},
                                      {"weeks", day * 7},
                                      {"month", day * Exact::ratio(73, 24) * 10},  // 365/12 days
                                      {"months", day * Exact::ratio(73, 24) * 10},
                                      {"year", day * 365},
                                      {"years", day * 365},
                                      {"tpu-years", day * 365},
                                      {"gpu-years", day * 365},
                                      {"gflops", Exact::power_of_ten(9)},
                                      {"gflop", Exact::power_of_ten(9)},
                                      {"tflop", tera},
                                      {"tflops", tera},
                                      {"teraflop", tera},
                                      {"teraflops", tera},
                                      {"terahertz", tera},
                                      {"pf", peta},
                                      {"pflop", peta},
                                      {"pflops", peta},
                                      {"petaflop", peta},
                                      {"petaflops", peta},
                                      {"pf-days", peta * day},
                                      {"petaflop-days", peta * day},
                                      {"petaflops-days", peta * day}};
    }();
    return scales;
}

}  // namespace

const Exact* note_unit_scale(std::string_view lower) {
    // `h100-hours` scales as hours do.
    const std::size_t hyphen = lower.rfind('-');
    const std::string_view last =
        hyphen == std::string_view::npos ? std::string_view() : lower.substr(hyphen + 1);
    for (const UnitScale& unit : unit_scales()) {
        if (unit.word == lower) return &unit.scale;
    }
    for (const UnitScale& unit : unit_scales()) {
        if (unit.word == last) return &unit.scale;
    }
    return nullptr;
}

}  // namespace flopledger
