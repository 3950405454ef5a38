// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_builder.hpp"

#include <utility>

#include "core/judge/law_day.hpp"
#include "core/report/report_sections.hpp"

namespace flopledger {

namespace {

std::string title_of(ReportTemplate form) {
    switch (form) {
        case ReportTemplate::summary:
            break;
        case ReportTemplate::eu_model_documentation:
            return "Model documentation: compute, time and energy";
        case ReportTemplate::eu_notification:
            return "Notification of training compute";
        case ReportTemplate::us_frontier:
            return "Frontier model compute report";
    }
    return "Training compute report";
}

ReportHead head_of(const ReportContext& context) {
    const Ledger& ledger = *context.result.count->ledger;
    ReportHead head;
    head.title = title_of(context.request.form);
    head.model = context.secrets.text(ledger.model_name);
    head.developer = context.secrets.text(ledger.developer);
    if (!context.secrets.hides(SecretField::sources)) head.ledger = context.request.ledger;
    head.sha256 = ledger.sha256;
    head.as_of = to_text(context.request.as_of);
    head.law_data = to_text(law_data_day);
    head.note =
        "This report compares figures with amounts. It is not a legal conclusion: whether a model "
        "or its developer falls under a law depends on more than compute.";
    return head;
}

// The sections that come first in a template.
std::vector<ReportSection> leading_sections(ReportContext& context) {
    std::vector<ReportSection> sections;
    switch (context.request.form) {
        case ReportTemplate::summary:
            break;
        case ReportTemplate::eu_model_documentation:
            sections.push_back(model_documentation_section(context));
            break;
        case ReportTemplate::eu_notification:
            sections.push_back(notification_section(context));
            break;
        case ReportTemplate::us_frontier:
            sections.push_back(us_frontier_section(context));
            break;
    }
    sections.push_back(thresholds_section(context));
    sections.push_back(totals_section(context));
    return sections;
}

}  // namespace

Report build_report(const LedgerResult& result, const Diagnostics& told,
                    const ReportRequest& request, const Catalog& catalog,
                    std::string_view version) {
    ReportContext context(result, told, request);
    Report report;
    report.head = head_of(context);
    if (context.secrets.any()) report.sections.push_back(left_out_section(context));
    for (ReportSection& section : leading_sections(context)) {
        report.sections.push_back(std::move(section));
    }
    report.sections.push_back(activities_section(context));
    report.sections.push_back(verdicts_section(context));
    report.sections.push_back(assumptions_section(context));
    report.sections.push_back(ledger_section(context));
    report.sections.push_back(figures_section(context));
    report.sections.push_back(appendix_section(context, catalog, version));
    return report;
}

}  // namespace flopledger
