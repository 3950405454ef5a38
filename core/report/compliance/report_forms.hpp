// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/report/compliance/report_context.hpp"

namespace flopledger {

// The parts that forms are filled in with.

// The figures of compute are rounded to two digits in EU forms (guidelines, section 2.3.2).
inline constexpr int eu_digits = 2;

// FLOP at a form's rounding, with its range.
PageField compute_field(ReportContext& context, std::string id, std::string title,
                        std::string_view standard, int digits);

// The power of ten of a total: `1e25`.
PageField magnitude_field(ReportContext& context, std::string_view standard);

// Total parameters, one line for each size of model that the activities name.
PageField parameters_field(ReportContext& context);

// Wall-clock days.
PageField wall_clock_field(ReportContext& context);

// The range of months that authorities see instead of days.
PageField months_field(ReportContext& context);

// Days of each kind of chip: `1.28e6 NVIDIA H100 SXM days`.
PageField hardware_field(ReportContext& context);

// Energy in MWh.
PageField energy_field(ReportContext& context);

// How the energy was found.
PageField energy_methodology_field(const ReportContext& context);

// How the FLOP were estimated.
PageField methodology_field(const ReportContext& context);

// A verdict's word and reasons, or why there is none.
PageField verdict_field(const ReportContext& context, std::string title,
                        std::string_view threshold);

}  // namespace flopledger
