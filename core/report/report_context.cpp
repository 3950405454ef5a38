// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_context.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/activity_tree.hpp"
#include "core/report/total_tree.hpp"

namespace flopledger {

namespace {

// The key of an activity: ledgers are the same objects as long as a result lives, but their
// addresses must not decide an order, so keys only find and never sort what is printed.
std::string key_of(const ActivityCount& activity) {
    return fmt::format("activity {}", fmt::ptr(&activity));
}

// What one activity or base brings to a sum, by a name that may be told.
ReportStep sum_part(ReportContext& context, const Total& total, std::size_t index,
                    Derivation input) {
    input.inputs.clear();
    ReportStep part = context.secrets.step(input);
    const bool nameless = context.secrets.hides(SecretField::base_models);
    if (index >= total.contributions.size()) {
        if (nameless) part.label = "a base model of unknown compute, not in the sum";
        return part;
    }
    const Contribution& contribution = total.contributions[index];
    part.label = name_of(context, contribution);
    if (contribution.rule != nullptr) part.label += ", " + rule_text(contribution);
    if (contribution.base != nullptr && nameless) part.place.clear();
    if (contribution.activity != nullptr) {
        part.see = how_activity(context, *contribution.activity, contribution.base == nullptr);
    }
    return part;
}

// The figure that unfolds a sum, under its label.
std::string how_sum(ReportContext& context, const Total& total, const std::string& label) {
    if (const std::string* id = context.figures.find(label)) return *id;
    Derivation tree = total_tree(total, label, context.result.count->ledger->model_name);
    const std::vector<Derivation> inputs = std::exchange(tree.inputs, {});
    ReportStep step = context.secrets.step(tree);
    if (context.secrets.hides(SecretField::activities)) {
        step.left_out.emplace_back(word(SecretField::activities));
        return context.figures.add(label, std::move(step));
    }
    for (std::size_t index = 0; index < inputs.size(); ++index) {
        ReportStep part = sum_part(context, total, index, inputs[index]);
        step.inputs.push_back(std::move(part));
    }
    return context.figures.add(label, std::move(step));
}

}  // namespace

const std::string* FigureRegister::find(const std::string& key) const {
    const auto found = ids_.find(key);
    return found == ids_.end() ? nullptr : &found->second;
}

std::string FigureRegister::add(const std::string& key, ReportStep step) {
    const std::string id = fmt::format("how-{}", figures_.size() + 1);
    ids_.emplace(key, id);
    figures_.push_back({id, std::move(step)});
    return id;
}

ReportContext::ReportContext(const LedgerResult& ledger, const Diagnostics& told,
                             const ReportRequest& asked)
    : result(ledger), diagnostics(told), request(asked), secrets(asked, ledger) {
    for (const ActivityCount& activity : ledger.count->activities) {
        resources.push_back(resources_of(*activity.activity));
    }
}

ReportValue said(std::string text, Tone tone) {
    ReportValue value;
    value.text = std::move(text);
    value.tone = tone;
    return value;
}

ReportValue not_stated(std::string_view key) {
    return said(fmt::format("not stated in the ledger: {}", key), Tone::missing);
}

ReportValue hidden_value() { return said(std::string(left_out_text), Tone::missing); }

ReportValue figure_value(std::string text, const Range& exact, std::string unit,
                         std::string derivation) {
    ReportValue value;
    value.text = std::move(text);
    value.exact = exact;
    value.unit = std::move(unit);
    value.derivation = std::move(derivation);
    return value;
}

ReportValue flop_value(const Range& flop, std::string derivation) {
    return figure_value(flop.is_bound() ? figure(flop) : figure(flop.best), flop, "FLOP",
                        std::move(derivation));
}

ReportValue span_value(const Range& range, std::string derivation) {
    const std::string span = span_text(range);
    if (span == figure(range.best)) return said("");
    return derived(span, std::move(derivation));
}

ReportValue derived(std::string text, std::string derivation) {
    ReportValue value = said(std::move(text));
    value.derivation = std::move(derivation);
    return value;
}

std::string how(ReportContext& context, const std::string& key, const Derivation& tree) {
    if (const std::string* id = context.figures.find(key)) return *id;
    return context.figures.add(key, context.secrets.step(tree));
}

std::string how_activity(ReportContext& context, const ActivityCount& activity, bool is_own) {
    const std::string key = key_of(activity);
    if (const std::string* id = context.figures.find(key)) return *id;
    Derivation tree = activity_tree(activity);
    const bool nameless = !is_own && context.secrets.hides(SecretField::base_models);
    if (nameless) tree.label = fmt::format("{} of a base model", word(activity.activity->kind));
    std::vector<Derivation> told;
    bool bound_hidden = false;
    for (std::size_t index = 0; index < activity.methods.size(); ++index) {
        const MethodCount& method = activity.methods[index];
        const bool stands = activity.used && method.method == *activity.used;
        const bool hidden = !stands && context.secrets.hides(method);
        bound_hidden = bound_hidden || hidden;
        if (!hidden) told.push_back(std::move(tree.inputs[index]));
    }
    tree.inputs.clear();
    ReportStep step = context.secrets.step(tree);
    for (const Derivation& method : told) step.inputs.push_back(context.secrets.step(method));
    if (bound_hidden) step.left_out.emplace_back("upper bounds");
    if (nameless) step.place.clear();
    return context.figures.add(key, std::move(step));
}

std::string how_total(ReportContext& context, const Total& total) {
    return how_sum(context, total, "total under " + total.standard->id);
}

std::string how_own(ReportContext& context, const std::string& standard, Scope scope) {
    const Total* whole = total_of(context, standard);
    if (whole == nullptr) return "";
    const Total own = total_under(whole->standard, *context.result.count, scope);
    return how_sum(context, own, "own compute under " + standard);
}

bool is_of_modifier(const Verdict& verdict) { return verdict.scope != Scope::whole; }

std::string how_verdict(ReportContext& context, const Verdict& verdict) {
    const std::string key = fmt::format("verdict {} {}", verdict.threshold->id, verdict.base);
    if (const std::string* id = context.figures.find(key)) return *id;
    const bool is_cost = verdict.threshold->measure == Measure::cost;
    const bool is_rate = verdict.threshold->measure == Measure::cluster_rate;
    const std::string unit = is_cost ? "USD" : is_rate ? "FLOP/s" : "FLOP";
    const Citation& citation = verdict.threshold->citation;
    Derivation tree =
        computed(fmt::format("ratio of the total to the amount, {}", verdict.threshold->id),
                 "total / amount", *verdict.ratio, "",
                 {cited(verdict.standard.empty() ? std::string(word(verdict.threshold->measure))
                                                 : "total under " + verdict.standard,
                        verdict.measured, unit, ""),
                  cited("amount of the threshold", verdict.amount, unit,
                        citation.article.empty() ? citation.text
                                                 : citation.text + ", " + citation.article)});
    ReportStep step = context.secrets.step(tree);
    step.text = plain_figure(*verdict.ratio) + " x";
    if (const Total* total = total_of(context, verdict.standard); total && !step.inputs.empty()) {
        step.inputs.front().see = is_of_modifier(verdict)
                                      ? how_own(context, verdict.standard, verdict.scope)
                                      : how_total(context, *total);
    }
    return context.figures.add(key, std::move(step));
}

const Total* total_of(const ReportContext& context, std::string_view standard) {
    for (const Total& total : context.result.judgement.totals) {
        if (total.standard->id == standard) return &total;
    }
    return nullptr;
}

const Verdict* verdict_on(const ReportContext& context, std::string_view threshold) {
    const Judgement& judgement = context.result.judgement;
    for (const auto* verdicts : {&judgement.verdicts, &judgement.also}) {
        for (const Verdict& verdict : *verdicts) {
            if (verdict.threshold->id == threshold) return &verdict;
        }
    }
    return nullptr;
}

std::string name_of(const ReportContext& context, const Contribution& contribution) {
    const bool is_own = contribution.base == nullptr && !contribution.is_base;
    if (is_own) return context.secrets.text(contribution.name);
    if (context.secrets.hides(SecretField::base_models)) {
        return contribution.activity == nullptr
                   ? "a base model"
                   : fmt::format("{} of a base model", word(contribution.activity->activity->kind));
    }
    if (contribution.is_base) {
        return fmt::format("base model {}", context.secrets.text(contribution.name));
    }
    return fmt::format("{} of {}", context.secrets.text(contribution.name),
                       context.secrets.text(contribution.ledger));
}

std::string fact_text(const ReportContext& context, const Fact& fact) {
    if (const bool* truth = std::get_if<bool>(&fact.value)) return *truth ? "true" : "false";
    if (const Range* amount = std::get_if<Range>(&fact.value)) return input_figure(*amount);
    std::string text;
    for (const std::string& word : std::get<std::vector<std::string>>(fact.value)) {
        text += (text.empty() ? "" : ", ") + context.secrets.text(word);
    }
    return text;
}

Tone tone_of(VerdictStatus status) {
    switch (status) {
        case VerdictStatus::reached:
            return Tone::reached;
        case VerdictStatus::not_reached:
            return Tone::not_reached;
        case VerdictStatus::undetermined:
            break;
    }
    return Tone::undetermined;
}

}  // namespace flopledger
