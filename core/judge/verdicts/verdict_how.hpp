// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/figures/derivation.hpp"
#include "core/judge/verdicts/measurement.hpp"
#include "core/judge/verdicts/verdict.hpp"

namespace flopledger {

// The figures that a verdict rests on, by the measurement that decides it. The verdict has its
// threshold, its figures and its conditions; its measured side has a tree.
VerdictHow verdict_how(const Verdict& verdict, const Measurement& measurement,
                       const LedgerCount& count);

}  // namespace flopledger
