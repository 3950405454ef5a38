// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/session/session.hpp"
#include "core/count/figures/derivation.hpp"

namespace flopledger {

// The chip of a name; an ambiguous or unknown name is an error with what may have been meant, and
// gives nullptr.
std::shared_ptr<const Chip> find_chip(Session& session, const std::string& name,
                                      Diagnostics& diagnostics);

// The dense peak of the chip that a call names, FLOP/s for each chip; a chip that has none at the
// precision is the error no-peak.
std::optional<Derived<FlopPerChipSecond>> find_peak(Session& session, const ChipChoice& choice,
                                                    Diagnostics& diagnostics);

}  // namespace flopledger
