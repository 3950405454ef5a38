// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/report_context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/totals/total_how.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

// The key of an activity: ledgers are the same objects as long as a result lives, but their
// addresses must not decide an order, so keys only find and never sort what is printed.
std::string key_of(const ActivityCount& activity) {
    return fmt::format("activity {}", fmt::ptr(&activity));
}

// What one activity or base brings to a sum, by a name that may be told.
PageStep sum_part(ReportContext& context, const Total& total, std::size_t index,
                  const Derivation& input) {
    const bool nameless = context.secrets.hides(SecretField::base_models);
    PageStep part = context.secrets.step(input);
    if (index >= total.contributions.size()) {
        if (nameless) part.label = "a base model of unknown compute, not in the sum";
        return part;
    }
    const Contribution& contribution = total.contributions[index];
    const bool through_base = contribution.base != nullptr || contribution.is_base;
    if (nameless && through_base) {
        part.label = name_of(context, contribution) + ", " + rule_text(contribution);
        part.place.clear();
        part.inputs.clear();
    }
    if (contribution.activity != nullptr) {
        // Its own figure unfolds it, by all its methods.
        part.inputs.clear();
        part.left_out.clear();
        part.see = how_activity(context, *contribution.activity, contribution.base == nullptr);
    }
    return part;
}

// A step without its inputs, where those would tell what is left out.
PageStep without_inputs(const ReportContext& context, Derivation tree, SecretField field) {
    tree.inputs = {};
    tree.formula.clear();
    PageStep step = context.secrets.step(tree);
    step.left_out.emplace_back(word(field));
    return step;
}

// The sum that a verdict measures, or nullptr where it measures a cost or a rate.
const Total* sum_behind(const ReportContext& context, const Verdict& verdict) {
    if (verdict.scope == Scope::whole) return total_of(context, verdict.standard);
    for (const Total& part : context.result.judgement.parts) {
        if (part.standard->id == verdict.standard && part.scope == verdict.scope) return &part;
    }
    return nullptr;
}

void add_once(std::vector<std::string>& texts, std::string text) {
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) {
        texts.push_back(std::move(text));
    }
}

}  // namespace

const std::string* FigureRegister::find(const std::string& key) const {
    const auto found = ids_.find(key);
    return found == ids_.end() ? nullptr : &found->second;
}

std::string FigureRegister::add(const std::string& key, PageStep step) {
    const std::string id = fmt::format("how-{}", figures_.size() + 1);
    ids_.emplace(key, id);
    figures_.push_back({id, std::move(step)});
    return id;
}

ReportContext::ReportContext(const LedgerResult& ledger, const Diagnostics& told,
                             const ReportRequest& asked)
    : result(ledger), diagnostics(told), request(asked), secrets(asked, ledger) {}

PageValue said(std::string text, Tone tone) { return {std::move(text), tone}; }

PageValue citation_value(const Citation& citation) {
    PageDetail behind;
    behind.link = citation.link;
    return {citation_text(citation), std::move(behind)};
}

PageValue not_stated(std::string_view key) {
    return said(fmt::format("not stated in the ledger: {}", key), Tone::missing);
}

PageValue hidden_value() { return said(std::string(left_out_text), Tone::missing); }

PageValue figure_value(std::string text, const KnownRange& exact, std::string unit,
                       std::string derivation) {
    return {std::move(text), PageDetail{.exact = exact,
                                        .unit = std::move(unit),
                                        .derivation = std::move(derivation),
                                        .link = "",
                                        .share = std::nullopt}};
}

PageValue flop_value(const KnownRange& flop, std::string derivation) {
    return figure_value(best_figure(flop), flop, "FLOP", std::move(derivation));
}

PageValue span_value(const KnownRange& range, std::string derivation) {
    const std::string span = range_beside(range);
    if (span.empty()) return said("");
    return derived(span, std::move(derivation));
}

PageValue derived(std::string text, std::string derivation) {
    PageDetail behind;
    behind.derivation = std::move(derivation);
    return {std::move(text), std::move(behind)};
}

std::string how(ReportContext& context, const std::string& key, const Derivation& tree) {
    if (const std::string* id = context.figures.find(key)) return *id;
    return context.figures.add(key, context.secrets.step(tree));
}

std::string how_activity(ReportContext& context, const ActivityCount& activity, bool is_own) {
    const std::string key = key_of(activity);
    if (const std::string* id = context.figures.find(key)) return *id;
    Derivation tree = activity.how;
    const bool nameless = !is_own && context.secrets.hides(SecretField::base_models);
    if (nameless) tree.label = fmt::format("{} of a base model", word(activity.activity->kind));
    PageStep step = context.secrets.activity(tree, activity);
    if (nameless) step.place.clear();
    return context.figures.add(key, std::move(step));
}

std::string how_total(ReportContext& context, const Total& total) {
    const std::string key =
        fmt::format("{} under {}", static_cast<int>(total.scope), total.standard->id);
    if (const std::string* id = context.figures.find(key)) return *id;
    if (context.secrets.hides(SecretField::activities)) {
        return context.figures.add(key,
                                   without_inputs(context, total.how, SecretField::activities));
    }
    Derivation head = total.how;
    head.inputs = {};
    PageStep step = context.secrets.step(head);
    for (std::size_t index = 0; index < total.how.inputs.size(); ++index) {
        PageStep part = sum_part(context, total, index, total.how.inputs[index]);
        step.inputs.push_back(std::move(part));
    }
    return context.figures.add(key, std::move(step));
}

std::string how_measured(ReportContext& context, const Verdict& verdict) {
    if (const Total* total = sum_behind(context, verdict)) return how_total(context, *total);
    const std::string key = "measured " + verdict.threshold->id;
    if (const std::string* id = context.figures.find(key)) return *id;
    // What each activity cost would name it, and over a price it is its chip-hours.
    const Derivation& measured = verdict.how.measured;
    for (const SecretField field : {SecretField::activities, SecretField::chip_hours}) {
        if (!context.secrets.hides(field)) continue;
        return context.figures.add(key, without_inputs(context, measured, field));
    }
    return context.figures.add(key, context.secrets.step(measured));
}

std::string how_verdict(ReportContext& context, const Verdict& verdict) {
    const std::string key = fmt::format("verdict {} {}", verdict.threshold->id, verdict.base);
    if (const std::string* id = context.figures.find(key)) return *id;
    PageStep step = context.secrets.step(*verdict.how.ratio);
    step.text = plain_figure(*verdict.ratio) + " x";
    if (!step.inputs.empty()) {
        // What is measured has a figure of its own, which unfolds it.
        step.inputs.front().inputs.clear();
        step.inputs.front().left_out.clear();
        step.inputs.front().see = how_measured(context, verdict);
    }
    return context.figures.add(key, std::move(step));
}

const CountedResources& resources_under(const ReportContext& context, std::string_view standard) {
    const Total* total = total_of(context, standard);
    return total != nullptr ? total->resources : context.result.judgement.all_resources;
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

std::vector<std::string> messages(const ReportContext& context,
                                  const std::vector<Finding>& findings) {
    std::vector<std::string> texts;
    for (const Finding& finding : findings) add_once(texts, context.secrets.message(finding));
    return texts;
}

std::vector<std::string> open_texts(const ReportContext& context, const Total& total) {
    std::vector<std::string> texts;
    for (const OpenPart& part : total.open_parts) {
        const bool is_activity = part.what == OpenPart::What::activity;
        const bool nameless =
            context.secrets.hides(is_activity ? SecretField::activities : SecretField::base_models);
        const std::string name = !nameless     ? context.secrets.text(part.name)
                                 : is_activity ? "an activity"
                                               : "a base model";
        add_once(texts, open_part_text(part, name));
    }
    return texts;
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

}  // namespace flopledger
