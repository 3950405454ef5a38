// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/count/models/counted_model.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// Configurations in full, each by itself: parameters, FLOP, where they go, and the rule of thumb
// explained.
Page model_page(const std::vector<CountedModel>& models);

// Several configurations as a table, one row each.
Page models_page(const std::vector<CountedModel>& models);

// The table of that page: what a program asks of configurations, of one as of several.
PageTable models_table(const std::vector<CountedModel>& models);

// What a configuration is called: its file's name, or the folder's where that is config.json.
std::string model_title(const std::string& file);

}  // namespace flopledger
