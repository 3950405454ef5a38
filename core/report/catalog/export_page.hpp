// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/judge/results/export_standing.hpp"
#include "core/page/page.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// What a page on export control is about.
struct ExportRequest {
    std::vector<std::shared_ptr<const ExportRule>> rules;
    Date day;
    bool one = false;      // a chip was named: tell all about it
    bool explain = false;  // unfold its figures, and tell of rules past or proposed
};

// Chips with their figures against the rules of a day: a table, or one chip in full.
Page export_page(const std::vector<ExportStanding>& standings, const ExportRequest& request);

// flopledger/export-control/1.
std::string export_control_json(const std::vector<ExportStanding>& standings,
                                const ExportRequest& request, const Diagnostics& diagnostics,
                                std::string_view version);

// Its JSON Schema.
extern const DocumentSchema export_document;

}  // namespace flopledger
