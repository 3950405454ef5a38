// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/report_builder.hpp"

#include <utility>

#include "core/judge/results/law_day.hpp"
#include "core/report/compliance/report_sections.hpp"

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

PageHead head_of(const ReportContext& context) {
    PageHead head;
    head.title = title_of(context.request.form);
    const auto add = [&head](std::string id, std::string title, std::string text) {
        head.facts.push_back({std::move(id), std::move(title), {said(std::move(text))}});
    };
    add("as-of", "Judged by the law of", to_text(context.request.as_of));
    add("law-data", "Law data of", to_text(law_data_day));
    if (!context.secrets.hides(SecretField::sources)) {
        const std::string& file = context.request.ledger;
        add("ledger", "Ledger", file == "-" ? "standard input" : file);
    }
    add("sha256", "SHA-256 of the ledger", context.result.count->ledger->sha256);
    head.note =
        "This report compares figures with amounts. It is not a legal conclusion: whether a model "
        "or its developer falls under a law depends on more than compute.";
    return head;
}

// The sections that come first in a template.
std::vector<PageSection> leading_sections(ReportContext& context) {
    std::vector<PageSection> sections;
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

Page build_report(const LedgerResult& result, const Diagnostics& told, const ReportRequest& request,
                  const Catalog& catalog, std::string_view version) {
    ReportContext context(result, told, request);
    const Ledger& ledger = *context.result.count->ledger;
    PageSubject report;
    report.title = context.secrets.text(ledger.model_name);
    report.byline = context.secrets.text(ledger.developer);
    if (context.secrets.any()) report.sections.push_back(left_out_section(context));
    for (PageSection& section : leading_sections(context)) {
        report.sections.push_back(std::move(section));
    }
    report.sections.push_back(activities_section(context));
    report.sections.push_back(verdicts_section(context));
    report.sections.push_back(assumptions_section(context));
    report.sections.push_back(ledger_section(context));
    report.sections.push_back(figures_section(context));
    report.sections.push_back(appendix_section(context, catalog, version));
    return {.head = head_of(context), .subjects = {std::move(report)}};
}

}  // namespace flopledger
