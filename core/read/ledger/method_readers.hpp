// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/facts/ledger/activity.hpp"
#include "core/read/ledger/chip_finder.hpp"
#include "core/read/models/model_reader.hpp"

namespace flopledger {

// What the words of an activity are resolved with.
struct Surroundings {
    FileReader& files;
    Catalog& catalog;
    ModelStore& models;
    bool fingerprints = false;  // whether the SHA-256 of logs is asked for
};

// One phase of operation counting; nothing where it has faults. Beside logs it need not say how
// much the model was fed.
std::optional<OperationsPhase> read_operations(const Reading& reading, const Node& node,
                                               Surroundings& surroundings, bool beside_logs);

// Logs with all that is in them, cut to the activity's period; nothing where they have faults.
std::optional<LogsStatement> read_logs(const Reading& reading, const Node& node,
                                       Surroundings& surroundings,
                                       const std::optional<Period>& period);

// One phase of chips running for a time; nothing where it has faults.
std::optional<ChipTimePhase> read_chip_time(const Reading& reading, const Node& node,
                                            Surroundings& surroundings);

// The energy drawn; nothing where it has faults.
std::optional<EnergyStatement> read_energy(const Reading& reading, const Node& node,
                                           Surroundings& surroundings);

// A total that was published; nothing where it has faults.
std::optional<ReportedFlop> read_reported(const Reading& reading, const Node& node);

}  // namespace flopledger
