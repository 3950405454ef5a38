// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/exact.hpp"

namespace flopledger {

// What a report is for: which sections it has, in which order, and what it is about where the call
// does not say.
enum class ReportTemplate { summary, eu_model_documentation, eu_notification, us_frontier };

// What may be left out of a report.
enum class SecretField {
    activities,
    base_models,
    chips,
    chip_hours,
    cost,
    energy,
    parameters,
    periods,
    sources,
    tokens,
    utilization,
};

// What is left out with a field, in one sentence.
std::string_view meaning(SecretField field);

// The words of the command line, in the order of the enumerators.
std::string_view word(ReportTemplate form);
std::string_view word(SecretField field);

// Everything that decides what a report says besides the files: it stands in the report, so that
// the report can be recomputed.
struct ReportRequest {
    std::string ledger;  // as given
    ReportTemplate form = ReportTemplate::summary;
    Date as_of;
    std::vector<std::string> thresholds;
    std::vector<std::string> jurisdictions;
    bool all = false;
    std::vector<std::string> standards;
    std::optional<Exact> margin;
    std::vector<SecretField> left_out;  // in the order of the enumerators, each once
    std::vector<std::string> chip_folders;
    std::vector<std::string> threshold_folders;
    std::vector<std::string> standard_folders;
    std::vector<std::string> allowed;  // folders that the ledger may name files of
};

// What a report is about where the call names no threshold and no jurisdiction, or no standard.
struct TemplateScope {
    std::vector<std::string> thresholds;
    std::vector<std::string> jurisdictions;
    std::vector<std::string> standards;  // in any case; none: every one
};

// The scope of a template.
TemplateScope scope_of(ReportTemplate form);

// The standard whose total a template is about: the forms print it, the picture of steps shows it.
std::string_view leading_standard(ReportTemplate form);

}  // namespace flopledger
