// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/derivation.hpp"
#include "core/judge/measurement.hpp"
#include "core/judge/verdict.hpp"

namespace flopledger {

// The figures that a verdict rests on, by the measurement that decides it. The verdict has its
// threshold, its figures and its conditions; its measured side has a tree.
VerdictHow verdict_how(const Verdict& verdict, const Measurement& measurement,
                       const LedgerCount& count);

}  // namespace flopledger
