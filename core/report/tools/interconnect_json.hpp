// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/diagnostic.hpp"
#include "core/judge/results/interconnect_result.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// The document flopledger/interconnect/1; without a result there are its diagnostics alone.
std::string interconnect_json(const std::optional<InterconnectResult>& result,
                              const Diagnostics& diagnostics, std::string_view version);

// Its JSON Schema.
extern const DocumentSchema interconnect_document;

}  // namespace flopledger
