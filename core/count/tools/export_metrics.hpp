// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/count/figures/derivation.hpp"
#include "core/facts/machines/chip.hpp"

namespace flopledger {

// What export control measures of a chip.
struct ExportMetrics {
    std::optional<Derived<FlopPerChipSecond>> performance;  // total processing performance (TPP)
    std::optional<Derived<FlopPerChipSecond>> density;      // TPP for each square millimetre (PD)
    std::optional<Derived<BytesPerSecond>> memory_rate;     // of DRAM
    std::optional<Derived<BytesPerSecond>> link_rate;       // both directions together
    std::vector<std::string> unknown;  // why a figure is not there, one sentence each
    std::vector<std::string> notes;    // what was not checked, or left out
};

// Bits of an operand at a precision, as TPP takes them; nothing for TF32, whose width, 19 bits or
// 32, the rule does not settle.
std::optional<int> bits_of(Precision precision);

// TPP = 2 x MacTOPS x bits, which is the dense peak in 1e12 operations a second times the bits of
// an operand; of all precisions the largest. PD = TPP / area of the dies on a non-planar process
// (ECCN 3A090, technical notes).
ExportMetrics export_metrics(const Chip& chip);

}  // namespace flopledger
