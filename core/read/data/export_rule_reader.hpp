// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/facts/data/export_rule.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// Reads a rule of export control from its data file; nothing where it has faults, which are told.
std::shared_ptr<const ExportRule> read_export_rule(std::shared_ptr<const Source> source,
                                                   Diagnostics& diagnostics);

// The built-in rules, by id.
std::vector<std::shared_ptr<const ExportRule>> built_in_export_rules(Diagnostics& diagnostics);

}  // namespace flopledger
