// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/judge/results/ledger_result.hpp"
#include "core/judge/totals/counted_resources.hpp"
#include "core/page/page.hpp"
#include "core/report/compliance/report_request.hpp"
#include "core/report/compliance/secrets.hpp"

namespace flopledger {

// The figures of a report that others point to, each once, numbered as they are first asked for.
class FigureRegister {
  public:
    // The id of a figure by a key of its own; nothing where it has not been added.
    const std::string* find(const std::string& key) const;

    // Adds a figure and gives its id: `how-3`.
    std::string add(const std::string& key, PageStep step);

    // All of them, in order.
    const std::vector<PageFigure>& all() const { return figures_; }

  private:
    std::map<std::string, std::string> ids_;
    std::vector<PageFigure> figures_;
};

// What the sections of a report are made from.
struct ReportContext {
    ReportContext(const LedgerResult& ledger, const Diagnostics& told, const ReportRequest& asked);

    const LedgerResult& result;
    const Diagnostics& diagnostics;
    const ReportRequest& request;
    Secrets secrets;
    FigureRegister figures;
};

// A text that is no figure.
PageValue said(std::string text, Tone tone = Tone::plain);

// A citation with its link.
PageValue citation_value(const Citation& citation);

// Where a ledger does not say what a report asks for: the key that would.
PageValue not_stated(std::string_view key);

// Where it is left out of the report.
PageValue hidden_value();

// A figure with the one that unfolds it, as people read it.
PageValue figure_value(std::string text, const KnownRange& exact, std::string unit,
                       std::string derivation);

// FLOP by its best figure, rounded to three digits, or what bounds it.
PageValue flop_value(const KnownRange& flop, std::string derivation);

// The range of a figure in words, or nothing where it is a point.
PageValue span_value(const KnownRange& range, std::string derivation);

// What is worked out from a figure by words alone, with the figure that unfolds it.
PageValue derived(std::string text, std::string derivation);

// The figure that unfolds a total, or a part of one.
std::string how_total(ReportContext& context, const Total& total);

// The figure that unfolds an activity; one of a base model may have to stay nameless.
std::string how_activity(ReportContext& context, const ActivityCount& activity, bool is_own);

// The figure that unfolds the ratio of a verdict that has one.
std::string how_verdict(ReportContext& context, const Verdict& verdict);

// The figure that unfolds what a verdict measures.
std::string how_measured(ReportContext& context, const Verdict& verdict);

// The figure that unfolds any derivation, under a key of its own.
std::string how(ReportContext& context, const std::string& key, const Derivation& tree);

// The time, hardware and energy that a standard counts; of all activities where it was not asked.
const CountedResources& resources_under(const ReportContext& context, std::string_view standard);

// The total under a standard, or nullptr.
const Total* total_of(const ReportContext& context, std::string_view standard);

// The verdict on a threshold, or nullptr.
const Verdict* verdict_on(const ReportContext& context, std::string_view threshold);

// What brings something to a total, as a report names it.
std::string name_of(const ReportContext& context, const Contribution& contribution);

// What findings and reasons say, each once: general sentences may be those of several activities.
std::vector<std::string> messages(const ReportContext& context,
                                  const std::vector<Finding>& findings);

// What leaves a total open, each once: nameless where the activity or the base is left out.
std::vector<std::string> open_texts(const ReportContext& context, const Total& total);

// What a fact of the ledger says: `true`, `text, speech`, `2e7`.
std::string fact_text(const ReportContext& context, const Fact& fact);

}  // namespace flopledger
