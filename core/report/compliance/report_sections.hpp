// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/read/data/catalog.hpp"
#include "core/report/compliance/report_context.hpp"

namespace flopledger {

// The sections that templates choose from. Each asks the register for the figures it names, so the
// section that unfolds them is made last.

// Totals held against thresholds, as a table and a picture.
PageSection thresholds_section(ReportContext& context);

// Each verdict with its reasons, conditions and consequence.
PageSection verdicts_section(ReportContext& context);

// The total under each standard, and how uncertain it is.
PageSection totals_section(ReportContext& context);

// What was done: each activity with its figure, its methods and what it took.
PageSection activities_section(ReportContext& context);

// What the figures rest on that nobody measured: inputs that are not the ledger's, findings,
// uncertainty.
PageSection assumptions_section(ReportContext& context);

// What the ledger states of the model besides activities: facts, and the models built on.
PageSection ledger_section(ReportContext& context);

// Compute, time and energy as the EU Model Documentation Form asks for them.
PageSection model_documentation_section(ReportContext& context);

// What a notification under Art. 52(1) of the AI Act says of compute.
PageSection notification_section(ReportContext& context);

// What the frontier acts of California, New York, Illinois and Connecticut ask about compute.
PageSection us_frontier_section(ReportContext& context);

// What is left out, and what may follow from what is not.
PageSection left_out_section(const ReportContext& context);

// All figures unfolded.
PageSection figures_section(const ReportContext& context);

// Inputs and data with their fingerprints, the call and the tool.
PageSection appendix_section(const ReportContext& context, const Catalog& catalog,
                             std::string_view version);

// How what the leading standard counts was estimated, method by method, in sentences for a form.
std::vector<PageValue> methodology(const ReportContext& context);

}  // namespace flopledger
