// SPDX-License-Identifier: Apache-2.0
// What the figures rest on that nobody measured, and how uncertain that leaves them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/compliance/report_sections.hpp"
#include "core/report/words/explanation.hpp"

namespace flopledger {

namespace {

// An input that a cited source gives where the ledger does not: a peak, a goodput, a share.
struct Assumption {
    std::string what;
    std::string value;
    std::string source;
};

// Collects the inputs of a figure that no line of the ledger states.
void collect(const PageStep& step, std::vector<Assumption>& found, std::set<std::string>& known) {
    const bool is_input = step.inputs.empty() && step.place.empty() && !step.source.empty() &&
                          !step.source.starts_with("configuration ");
    if (is_input && step.see.empty() && step.left_out.empty() &&
        step.unit != unit_text(Measures::flop)) {
        if (known.insert(step.label + "|" + step.text + "|" + step.source).second) {
            found.push_back({step.label, step.text, step.source});
        }
    }
    for (const PageStep& input : step.inputs) collect(input, found, known);
}

std::vector<Assumption> assumptions_of(const ReportContext& context) {
    std::vector<Assumption> found;
    std::set<std::string> known;
    for (const ActivityCount& activity : context.result.count->activities) {
        for (const MethodCount& method : activity.methods) {
            collect(context.secrets.step(method.derivation), found, known);
        }
    }
    return found;
}

PageTable assumptions_table(const ReportContext& context) {
    PageTable table{"assumptions",
                    "Inputs that the ledger does not state",
                    {{"what", "Input", false}, {"value", "Value", true}, {"source", "From", false}},
                    {}};
    if (context.secrets.hides(SecretField::activities)) return table;
    for (Assumption& one : assumptions_of(context)) {
        table.rows.push_back(
            {said(std::move(one.what)), said(std::move(one.value)), said(std::move(one.source))});
    }
    return table;
}

// Rows about activities that are left out: each once and by its words, for their number and order
// are those of the activities.
void forget_activities(const ReportContext& context, PageTable& table) {
    if (!context.secrets.hides(SecretField::activities)) return;
    const auto words = [](const PageRow& row) {
        std::vector<std::string_view> texts;
        for (const PageValue& cell : row.cells) texts.push_back(cell.text);
        return texts;
    };
    std::vector<PageRow>& rows = table.rows;
    std::sort(rows.begin(), rows.end(), [&](const PageRow& left, const PageRow& right) {
        return words(left) < words(right);
    });
    const auto alike = [&](const PageRow& left, const PageRow& right) {
        return words(left) == words(right);
    };
    rows.erase(std::unique(rows.begin(), rows.end(), alike), rows.end());
}

// Findings with the activity each is about; without the activities where those are left out.
PageTable findings_table(const ReportContext& context) {
    const bool nameless = context.secrets.hides(SecretField::activities);
    PageTable table{"findings",
                    "What is worth knowing about the figures",
                    {{"activity", "Activity", false},
                     {"finding", "Finding", false},
                     {"message", "What it says", false}},
                    {}};
    std::set<std::string> known;
    for (const ActivityCount& activity : context.result.count->activities) {
        for (const Finding& finding : activity.findings) {
            const std::string message = context.secrets.message(finding);
            const bool repeated =
                context.secrets.any() &&
                !known
                     .insert(fmt::format("{}|{}|{}", nameless ? "" : activity.activity->name,
                                         finding.name.text, message))
                     .second;
            if (repeated) continue;
            table.rows.push_back(
                {nameless ? hidden_value() : said(context.secrets.text(activity.activity->name)),
                 said(std::string(finding.name.text), Tone::faint), said(message)});
        }
    }
    forget_activities(context, table);
    return table;
}

// How far an end of a range lies from its best: `-9.6%`.
std::string distance_text(const Exact& share) {
    return (share.is_negative() || share.is_zero() ? "" : "+") + percent(share);
}

PageTable uncertainty_table(ReportContext& context) {
    PageTable table{"uncertainty",
                    "How far the ends of each total lie from its best figure",
                    {{"standard", "Standard", false},
                     {"low", "Low", true},
                     {"high", "High", true},
                     {"permitted", "Error permitted", true},
                     {"within", "Within it", false},
                     {"unsettled", "Unsettled activities", false}},
                    {}};
    for (const Total& total : context.result.judgement.totals) {
        const Range& flop = total.flop.value;
        const auto& margin = total.standard->error_margin;
        std::string within = "no error is permitted by this text";
        // What is open or bounded alone has no best figure to lie apart from.
        const bool is_closed = total.best_known && !total.is_open();
        const auto spread = is_closed ? spread_of(flop) : std::nullopt;
        if (margin) {
            const bool inside = spread && spread->within(*margin);
            within = total.is_open()     ? "the total is open upwards"
                     : !total.best_known ? "only an upper bound of a part is known"
                     : flop.is_point()   ? "no uncertainty is stated"
                     : inside            ? "yes"
                                         : "no";
        }
        std::string open;
        for (const Contribution& contribution : total.contributions) {
            if (contribution.applied != Rule::unsettled) continue;
            if (contribution.counted.value.high.is_zero()) continue;
            open += (open.empty() ? "" : ", ") + name_of(context, contribution);
        }
        const bool nameless = context.secrets.hides(SecretField::activities) && !open.empty();
        const std::string id = how_total(context, total);
        table.rows.push_back({said(total.standard->id),
                              derived(spread ? distance_text(0 - spread->below) : "", id),
                              derived(spread ? distance_text(spread->above) : "", id),
                              said(margin ? percent(*margin) : ""), said(within),
                              nameless ? hidden_value() : said(open.empty() ? "none" : open)});
    }
    return table;
}

PageTable warnings_table(const ReportContext& context) {
    PageTable table{"warnings",
                    "Warnings about the input",
                    {{"warning", "Warning", false},
                     {"place", "Place", false},
                     {"message", "What it says", false}},
                    {}};
    for (const Diagnostic& diagnostic : context.diagnostics.list) {
        table.rows.push_back(
            {said(std::string(diagnostic.name.text)), said(context.secrets.place(diagnostic.place)),
             said(context.secrets.message({diagnostic.name, diagnostic.message}))});
    }
    forget_activities(context, table);
    return table;
}

// A method in words, a reported figure with the source that the ledger gives for it.
std::string spoken(const ReportContext& context, const Activity& activity, const MethodName& name) {
    constexpr auto words = std::to_array<std::string_view>(
        {"operation counting", "logs", "chip-time", "energy", "a reported figure"});
    const std::string method(words[static_cast<std::size_t>(name.method)]);
    if (name.method == Method::reported && activity.reported && !context.secrets.any()) {
        return fmt::format("{} (source: {})", method,
                           context.secrets.text(activity.reported->source));
    }
    return name.evidence ? fmt::format("{} ({})", method, word(*name.evidence)) : method;
}

void add_if_filled(PageSection& section, PageTable table) {
    if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
}

}  // namespace

PageSection assumptions_section(ReportContext& context) {
    PageSection section{"assumptions", "Assumptions and uncertainty", {}};
    section.blocks.emplace_back(PageParagraph{
        "Every figure is a range where its inputs are uncertain: low, best and high. Inputs that "
        "the ledger does not state come from the sources named here; what is not known enters the "
        "range."});
    add_if_filled(section, assumptions_table(context));
    add_if_filled(section, findings_table(context));
    add_if_filled(section, uncertainty_table(context));
    add_if_filled(section, warnings_table(context));
    return section;
}

std::vector<PageValue> methodology(const ReportContext& context) {
    std::vector<PageValue> sentences;
    const auto add = [&sentences](const std::string& text) {
        const auto same = [&](const PageValue& value) { return value.text == text; };
        if (std::none_of(sentences.begin(), sentences.end(), same)) sentences.push_back(said(text));
    };
    const Total* total = total_of(context, leading_standard(context.request.form));
    const bool nameless = context.secrets.hides(SecretField::activities);
    std::set<std::string> methods;  // that stand, whichever activity each stands for
    for (const ActivityCount& activity : context.result.count->activities) {
        const bool counts =
            total == nullptr ||
            rule_for(*total->standard, *activity.activity, *context.result.count->ledger)->rule !=
                Rule::leave_out;
        if (!activity.used || !counts) continue;
        const std::string used = spoken(context, *activity.activity, *activity.used);
        methods.insert(used);
        if (nameless) continue;
        std::string others;
        for (const MethodCount& method : activity.methods) {
            if (method.method == *activity.used) continue;
            others +=
                (others.empty() ? "" : ", ") + spoken(context, *activity.activity, method.method);
        }
        std::string text =
            fmt::format("{}: by {}", context.secrets.text(activity.activity->name), used);
        const std::string& formula = activity.standing()->derivation.formula;
        if (!formula.empty() && !context.secrets.any()) text += fmt::format(" ({})", formula);
        if (!others.empty()) text += ", held against " + others;
        add(text + ".");
    }
    if (nameless && !methods.empty())
        add(fmt::format("Estimated by {}.", fmt::join(methods, ", ")));
    for (const BaseModel& base : context.result.count->ledger->built_on) {
        const bool unnamed = context.secrets.hides(SecretField::base_models);
        const char* how = base.ledger ? "by its own ledger, unfolded below"
                          : base.flop ? "a figure that the ledger states"
                                      : "of unknown compute";
        add(fmt::format("{}: {}.",
                        unnamed ? "A base model" : "Base model " + context.secrets.text(base.name),
                        how));
    }
    return sentences;
}

}  // namespace flopledger
