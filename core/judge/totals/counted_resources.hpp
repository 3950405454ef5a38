// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/count/ledger/ledger_count.hpp"
#include "core/count/ledger/resources.hpp"
#include "core/facts/data/standard.hpp"

namespace flopledger {

// The standard whose training the forms' fields of time, hardware and energy are of.
inline constexpr std::string_view form_standard = "eu-cumulative";

// The time, the hardware and the energy of those of a ledger's own activities that a standard does
// not leave out; labels say by which standard.
struct CountedResources {
    std::vector<const Resources*> activities;  // owned by the count
    std::optional<Derived<Seconds>> days;      // of the wall clock
    std::vector<HardwareDays> hardware;
    std::optional<Derived<Joules>> energy;  // in MWh
};

// What of a ledger's resources a standard counts; all of them without one.
CountedResources counted_resources(const Standard* standard, const LedgerCount& count);

}  // namespace flopledger
