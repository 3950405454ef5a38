// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/diagnostic.hpp"
#include "core/judge/results/capacity_result.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// The document flopledger/capacity/1; without a result there are its diagnostics alone.
std::string capacity_json(const std::optional<CapacityResult>& result,
                          const Diagnostics& diagnostics, std::string_view version);

// Its JSON Schema.
extern const DocumentSchema capacity_document;

}  // namespace flopledger
