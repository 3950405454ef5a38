// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/diagnostic.hpp"
#include "core/facts/data/threshold.hpp"
#include "core/facts/machines/chip.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// flopledger/chips/1: chips in full, with their sources.
std::string chips_json(const std::vector<std::shared_ptr<const Chip>>& chips,
                       const Diagnostics& diagnostics, std::string_view version);

// Its JSON Schema.
extern const DocumentSchema chips_document;

// flopledger/thresholds/1: thresholds in full, with the status each has on a day.
std::string thresholds_json(const std::vector<std::shared_ptr<const Threshold>>& thresholds,
                            const Date& as_of, const Diagnostics& diagnostics,
                            std::string_view version);

// Its JSON Schema.
extern const DocumentSchema thresholds_document;

// flopledger/standards/1: standards in full, every row in the order it is tried.
std::string standards_json(const std::vector<std::shared_ptr<const Standard>>& standards,
                           const Diagnostics& diagnostics, std::string_view version);

// Its JSON Schema.
extern const DocumentSchema standards_document;

}  // namespace flopledger
