// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/facts/data/threshold.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// All thresholds as a table: id, amount, what it counts by, and where it stands on a day.
Page thresholds_page(const std::vector<std::shared_ptr<const Threshold>>& thresholds,
                     const Date& day);

// One threshold in full: conditions, every status with its date, consequence, deadline, sources.
Page threshold_page(const Threshold& threshold, const Date& day);

// The amount with comparison and unit: `> 1e26 FLOP`, `> 1/3 of the base model's FLOP`.
std::string amount_text(const Threshold& threshold);

}  // namespace flopledger
