// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/dimension.hpp"
#include "core/base/range.hpp"

namespace flopledger {

class Command;

// An option that takes a figure as a ledger does, with unit and range: `1.3..1.43`, `10M`, `30%`.
// It must be above zero.
void add_range(Command& command, const std::string& name, const std::string& value,
               std::optional<Range>& into, Dimension dimension, const std::string& default_unit,
               const std::string& sentence);

// The same without a range: one number above zero.
void add_number(Command& command, const std::string& name, const std::string& value,
                std::optional<Exact>& into, Dimension dimension, const std::string& default_unit,
                const std::string& sentence);

// A probability, above 0 and below 1: `0.95`, `95%`.
void add_probability(Command& command, const std::string& name, std::optional<Exact>& into,
                     const std::string& sentence);

// A whole number from 1 to a highest: `16384`, `16_384`, `1e5`.
void add_whole(Command& command, const std::string& name, std::optional<std::int64_t>& into,
               std::int64_t highest, const std::string& sentence);

}  // namespace flopledger
