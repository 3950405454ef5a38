// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "core/base/measure.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// Hand-made facts for tests of counting and judging, written as a ledger would write them.

inline Range figure(const std::string& text, Dimension dimension, std::string_view unit = "") {
    return std::get<Range>(parse_measure(text, dimension, unit));
}

template <typename Value>
Stated<Value> said(Value value) {
    return {std::move(value), Place{"test.yaml", 1, 1}};
}

// A chip with a dense bf16 peak of 1e15 FLOP/s and a sparse and an fp8 peak twice that, measured at
// 80 % at best.
inline std::shared_ptr<Chip> plain_chip() {
    auto chip = std::make_shared<Chip>();
    chip->id = "test-chip";
    chip->confidence = Confidence::high;
    chip->sparse_multiplier = 2;
    chip->peaks = {{Precision::bf16, {point(Exact::power_of_ten(15))}, {"TEST"}, false},
                   {Precision::fp32, {point(Exact::power_of_ten(14))}, {"TEST"}, false}};
    chip->best_measured = {{Precision::bf16, Exact::ratio(8, 10), "matrix product", "TEST"}};
    chip->energy = {{Precision::bf16, EnergyScope::node, {between(1, 2)}, "one run", "TEST"}};
    return chip;
}

inline Activity training() {
    Activity activity;
    activity.name = "pre-training";
    return activity;
}

inline OperationsPhase fed(const std::string& parameters, const std::string& tokens) {
    OperationsPhase phase;
    phase.parameters = said(Parameters{figure(parameters, Dimension::parameters)});
    phase.tokens = said(Tokens{figure(tokens, Dimension::tokens)});
    return phase;
}

// Chip-hours on the plain chip; its dense bf16 peak makes 3.6e18 FLOP of each chip-hour.
inline ChipTimePhase ran(const std::string& chip_hours) {
    ChipTimePhase phase;
    phase.chip = plain_chip();
    phase.chip_time = said(ChipSeconds{figure(chip_hours, Dimension::chip_seconds, "chip-hours")});
    return phase;
}

inline ChipTimePhase ran(const std::string& chip_hours, const std::string& utilization,
                         UtilizationKind kind) {
    ChipTimePhase phase = ran(chip_hours);
    phase.utilization = said(Ratio{figure(utilization, Dimension::ratio)});
    phase.utilization_kind = kind;
    return phase;
}

inline ReportedFlop published(const std::string& flop, bool includes_recomputation = false) {
    return {{}, said(Flop{figure(flop, Dimension::flop)}), "a paper", includes_recomputation};
}

}  // namespace flopledger
