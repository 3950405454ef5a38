// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/count/models/counted_model.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// The document flopledger/model/1.
std::string models_json(const std::vector<CountedModel>& models, const Diagnostics& diagnostics,
                        std::string_view version);

// Its JSON Schema.
extern const DocumentSchema model_document;

}  // namespace flopledger
