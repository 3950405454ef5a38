// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/figures/method_count.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// Energy: joules x the most FLOP a joule was measured to buy on that chip at that precision. It
// bounds from above and does not count. The activity must state energy, and the reader has seen to
// it that the chip has a calibration.
MethodCount bound_by_energy(const Activity& activity);

// The calibration that fits a statement: same precision, and the same boundary of measurement,
// facility energy being brought to the node by the power usage effectiveness. Or nullptr.
const EnergyCalibration* calibration_for(const EnergyStatement& statement);

}  // namespace flopledger
