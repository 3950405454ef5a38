// SPDX-License-Identifier: Apache-2.0
#include "core/report/documents/document_register.hpp"

#include <array>

#include "core/facts/keys/format_keys.hpp"
#include "core/report/catalog/catalog_json.hpp"
#include "core/report/catalog/export_page.hpp"
#include "core/report/catalog/model_json.hpp"
#include "core/report/check/check_json.hpp"
#include "core/report/check/explain_json.hpp"
#include "core/report/check/forecast_json.hpp"
#include "core/report/compliance/report_json.hpp"
#include "core/report/compliance/verify_page.hpp"
#include "core/report/json/schema.hpp"
#include "core/report/tools/answers.hpp"
#include "core/report/tools/audit_json.hpp"
#include "core/report/tools/capacity_json.hpp"
#include "core/report/tools/interconnect_json.hpp"

namespace flopledger {

namespace {

// Every document that is described, in the order of the commands.
constexpr auto documents = std::to_array<const DocumentSchema*>(
    {&check_document, &estimate_document, &forecast_document, &explain_document, &report_document,
     &verify_document, &audit_document, &model_document, &sampling_document, &trend_document,
     &interconnect_document, &capacity_document, &chips_document, &export_document,
     &thresholds_document, &standards_document});

}  // namespace

std::vector<std::string_view> schema_names() {
    std::vector<std::string_view> names;
    for (const FileFormat& format : file_formats()) names.push_back(format.name);
    for (const DocumentSchema* document : documents) names.push_back(document->name);
    return names;
}

std::string schema_of(std::string_view name) {
    if (const FileFormat* format = find_format(name)) return schema_json(*format);
    for (const DocumentSchema* document : documents) {
        if (document->name == name) return document->text();
    }
    return "";
}

}  // namespace flopledger
