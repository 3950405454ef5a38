// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/facts/machines/chip.hpp"
#include "core/read/data/catalog.hpp"
#include "core/read/keys/mapping.hpp"

namespace flopledger {

// The chip that the key `chip` names. No such chip is the error `unknown-chip` with names that look
// alike; an ambiguous name is `ambiguous-chip` with all candidates, one a line.
std::shared_ptr<const Chip> find_chip(Mapping& mapping, Catalog& catalog);

// The chip of a name that stands elsewhere than in the ledger, with the same errors, told at the
// key `chip` or, where that is not written, at the mapping.
std::shared_ptr<const Chip> find_chip_named(Mapping& mapping, Catalog& catalog,
                                            const std::string& name);

// The precision of the key `precision`; `precision-missing` tells which the chip knows. The chip
// may be nullptr where it was not found.
std::optional<Precision> find_precision(Mapping& mapping, const Chip* chip);

// The precisions a chip has dense peaks at, for remedies: `tf32, bf16, fp8`.
std::string known_precisions(const Chip& chip);

}  // namespace flopledger
