// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/base/date.hpp"

namespace flopledger {

// The day on which thresholds and standards were last held against their texts. What a law said
// later is not known here, so every result that tells of law says this day.
inline constexpr Date law_data_day{2026, 11, 30};

// So many days past it, whoever is judged is warned.
inline constexpr int law_data_days = 180;

// "law data of 2026-11-30".
std::string law_data_words();

}  // namespace flopledger
