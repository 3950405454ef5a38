// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/facts/ledger/ledger.hpp"
#include "core/read/keys/mapping.hpp"

namespace flopledger {

// The key `licence` of a model: an identifier, or `{name, free_and_open}`; nothing where it is not
// there or has errors.
std::optional<Licence> read_licence(Mapping& model);

// The list `readings` of a ledger. What they answer is held against standards later, by the caller.
std::vector<LegalReading> read_legal_readings(Mapping& ledger);

}  // namespace flopledger
