// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/count/counted_model.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// One configuration as a page: parameters, FLOP, where they go, and the rule of thumb explained.
std::string model_text(const CountedModel& counted, const Style& style);

// Several configurations as a table, one row each.
std::string models_table(const std::vector<CountedModel>& models, const Style& style);

// What a configuration is called: its file's name, or the folder's where that is config.json.
std::string model_title(const std::string& file);

}  // namespace flopledger
