// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/meter/summary/usage_result.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// The sections of a usage's page that are not about devices. None is added where there is nothing
// to tell.

// What trainers logged: executed and kept.
void add_training(const UsageResult& result, std::vector<PageSection>& sections);

// What a scheduler gave out, by type of chip.
void add_jobs(const UsageResult& result, std::vector<PageSection>& sections);

// The logs that were read, and what was selected of them.
void add_inputs(const Usage& usage, std::vector<PageSection>& sections);

// Rows that were not used, by reason, with the first places.
void add_rejected(const UsageResult& result, std::vector<PageSection>& sections);

// What is odd about the logs.
void add_findings(const UsageResult& result, std::vector<PageSection>& sections);

}  // namespace flopledger
