// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/meter/usage_result.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// The sections of a usage's page that are not about devices. Each is empty where there is nothing
// to tell.

// The title of a section, with an empty line before it.
std::string section_title(const Style& style, std::string_view title);

// What trainers logged: executed and kept.
std::string training_text(const UsageResult& result, const Style& style);

// What a scheduler gave out, by type of chip.
std::string jobs_text(const UsageResult& result, const Style& style);

// The logs that were read.
std::string inputs_text(const Usage& usage, const Style& style);

// Rows that were not used, by reason, with the first places.
std::string rejected_text(const UsageResult& result, const Style& style);

// What is odd about the logs.
std::string findings_text(const UsageResult& result, const Style& style);

}  // namespace flopledger
