// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "core/base/diagnostic.hpp"
#include "core/facts/ledger/inventory.hpp"
#include "core/read/data/catalog.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// The largest file of an inventory that is read.
inline constexpr std::size_t largest_inventory_bytes = std::size_t{16} << 20;

// An inventory as its author states it, with its chips found; nothing where it has faults.
std::optional<Inventory> read_inventory(std::shared_ptr<const Source> source, Catalog& catalog,
                                        Diagnostics& diagnostics);

}  // namespace flopledger
