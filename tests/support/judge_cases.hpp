// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/measure.hpp"
#include "core/count/ledger/ledger_count.hpp"
#include "core/count/ledger/ledger_figures.hpp"
#include "core/facts/data/threshold.hpp"
#include "core/judge/verdicts/verdict.hpp"

// Hand-made standards, thresholds and counts for tests of judgement, and tables of cases as text.
namespace flopledger::judge_cases {

// A figure as a ledger writes it: `1e25`, `0.9e25..1.1e25`.
inline Range figure(std::string_view text) {
    const auto parsed = parse_measure(text, Dimension::ratio);
    REQUIRE_MESSAGE(std::holds_alternative<Range>(parsed), std::string(text));
    return std::get<Range>(parsed);
}

inline Exact number(std::string_view text) { return figure(text).best; }

// The cells of one line, which two spaces or more keep apart.
inline std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find("  "), line.size());
        if (end > 0) cells.emplace_back(line.substr(0, end));
        line.remove_prefix(std::min(end + (end == 0 ? 1 : 2), line.size()));
        while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    }
    return cells;
}

// The lines of an aligned text that hold anything, each as its cells; the first is the heading.
inline std::vector<std::vector<std::string>> table(std::string_view text) {
    std::vector<std::vector<std::string>> rows;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::vector<std::string> cells = cells_of(text.substr(0, end));
        if (!cells.empty()) rows.push_back(std::move(cells));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    for (const auto& row : rows) REQUIRE(row.size() == rows.front().size());
    rows.erase(rows.begin());
    return rows;
}

// The cells of a row in one line, for messages.
inline std::string line_of(const std::vector<std::string>& row) {
    std::string line;
    for (const std::string& cell : row) line += cell + "  ";
    return line;
}

// The words of one cell, which commas keep apart; `-` is none.
inline std::vector<std::string> words_of_cell(std::string_view cell) {
    std::vector<std::string> words;
    while (!cell.empty() && cell != "-") {
        const std::size_t end = std::min(cell.find(','), cell.size());
        words.emplace_back(cell.substr(0, end));
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return words;
}

// A figure of one method beside the one that stands; hardware FLOP where it is known.
struct Figures {
    Range model;
    std::optional<Range> hardware;
};

// An activity as a test states it: its operations stand, `other` is a chip-time in conflict.
struct Done {
    std::string name;
    ActivityKind kind = ActivityKind::pre_training;
    Figures operations;
    std::optional<Range> other;
    bool other_is_bound = false;
    std::optional<Method> use;
};

// A model built on: its own count, a figure, or neither.
struct Base {
    std::string name;
    Provider provider = Provider::own;
    Relation relation = Relation::initialised_from;
    std::shared_ptr<const LedgerCount> count;
    std::optional<Range> flop;
    std::optional<bool> systemic_risk;
};

inline Done done(std::string name, ActivityKind kind, std::string_view flop) {
    return {std::move(name), kind, {figure(flop), {}}, {}, false, {}};
}

inline Done pre_training(std::string_view flop) {
    return done("pre-training", ActivityKind::pre_training, flop);
}

// An activity whose second method, if any, does not meet its first.
inline ActivityCount counted(const Activity& activity, const Done& done) {
    ActivityCount count;
    count.activity = &activity;
    count.used = Method::operations;
    count.flop = {done.operations.model};
    MethodCount standing;
    standing.method = Method::operations;
    standing.model_flop = count.flop;
    if (done.operations.hardware) count.hardware_flop = Flop{*done.operations.hardware};
    standing.hardware_flop = count.hardware_flop;
    count.methods.push_back(standing);
    if (done.other) {
        MethodCount other;
        other.method = Method::chip_time;
        other.model_flop = {*done.other};
        other.bound = done.other_is_bound;
        count.methods.push_back(other);
        MethodComparison comparison;
        comparison.compatible = meet(done.operations.model, *done.other);
        const Exact& first = done.operations.model.best;
        const Exact& second = done.other->best;
        comparison.ratio = larger(first, second) / smaller(first, second);
        comparison.larger = first < second ? Method::chip_time : Method::operations;
        count.comparisons.push_back(comparison);
    }
    return count;
}

// What all chip-time of a ledger cost, as a text gives it in US dollars.
inline Derived<Dollars> priced(const std::string& cost) {
    return given("training cost", Dollars{figure(cost)}, Measures::money);
}

// A counted ledger; the counts of its bases come with it.
inline std::shared_ptr<LedgerCount> counted(std::string model, const std::vector<Done>& activities,
                                            const std::vector<Base>& bases = {},
                                            std::vector<Fact> facts = {}) {
    auto ledger = std::make_shared<Ledger>();
    ledger->canonical_file = "/" + model;
    ledger->model_name = std::move(model);
    ledger->facts = std::move(facts);
    for (const Done& done : activities) {
        Activity activity;
        activity.name = done.name;
        activity.kind = done.kind;
        activity.use = done.use;
        ledger->activities.push_back(std::move(activity));
    }
    for (const Base& base : bases) {
        BaseModel entry;
        entry.name = base.name;
        entry.relation = base.relation;
        entry.provider = base.provider;
        if (base.count) entry.ledger = base.count->ledger;
        if (base.flop) entry.flop = Stated<Flop>{{*base.flop}, {}};
        entry.systemic_risk = base.systemic_risk;
        ledger->built_on.push_back(std::move(entry));
    }
    auto count = std::make_shared<LedgerCount>();
    for (std::size_t index = 0; index < activities.size(); ++index) {
        count->activities.push_back(counted(ledger->activities[index], activities[index]));
    }
    for (std::size_t index = 0; index < bases.size(); ++index) {
        count->bases.push_back({&ledger->built_on[index], bases[index].count});
    }
    count->cost = cost_of(*ledger);
    count->ledger = std::move(ledger);
    return count;
}

// A fact as a condition asks it: `true`, an amount, or words.
inline Fact fact(std::string name, std::string_view value) {
    Fact stated{std::move(name), {}, true};
    if (value == "true" || value == "false") {
        stated.value = value == "true";
    } else if (value.front() >= '0' && value.front() <= '9') {
        stated.value = figure(value);
    } else {
        stated.value = words_of_cell(value);
    }
    return stated;
}

// Facts from a cell such as `grave_risk=true,weights=closed`.
inline std::vector<Fact> facts(std::string_view cell) {
    std::vector<Fact> stated;
    for (const std::string& word : words_of_cell(cell)) {
        const std::size_t sign = word.find('=');
        stated.push_back(fact(word.substr(0, sign), std::string_view(word).substr(sign + 1)));
    }
    return stated;
}

inline ActivityRow row(ActivityKind kind, Rule rule) {
    return {kind, {}, {}, {rule, Basis::reading, "test"}};
}

// A standard: pre-training and fine-tuning count, rollouts and rewards are unsettled, evaluation is
// left out. A third party's base is left out, a merged one unsettled, any other counts.
inline std::shared_ptr<Standard> standard(std::string id, Rule recomputation = Rule::leave_out) {
    auto made = std::make_shared<Standard>();
    made->id = std::move(id);
    made->recomputation = {recomputation, Basis::text, "test"};
    made->activities = {row(ActivityKind::pre_training, Rule::count),
                        row(ActivityKind::fine_tuning, Rule::count),
                        row(ActivityKind::rollout_generation, Rule::unsettled),
                        row(ActivityKind::reward_model_inference, Rule::unsettled),
                        row(ActivityKind::evaluation, Rule::leave_out)};
    made->base_models = {{{}, Provider::third_party, {Rule::leave_out, Basis::reading, "test"}},
                         {Relation::merged, {}, {Rule::unsettled, Basis::silent, "test"}},
                         {{}, {}, {Rule::count, Basis::text, "test"}}};
    return made;
}

inline std::shared_ptr<Threshold> threshold(std::string id, std::string_view amount,
                                            Comparison comparison = Comparison::greater,
                                            std::string standard = "plain") {
    auto made = std::make_shared<Threshold>();
    made->id = std::move(id);
    made->jurisdiction = "test";
    made->amount = number(amount);
    made->comparison = comparison;
    made->standard = std::move(standard);
    return made;
}

inline Condition is_true(std::string fact) {
    Condition condition;
    condition.fact = std::move(fact);
    condition.is_true = true;
    return condition;
}

inline Condition greater(std::string fact, std::string_view amount) {
    Condition condition;
    condition.fact = std::move(fact);
    condition.greater = number(amount);
    return condition;
}

// The names of a verdict's reasons: `above,fact-missing`; one that repeats is told once.
inline std::string names_of(const std::vector<Finding>& reasons) {
    std::string names;
    std::string_view last;
    for (const Finding& reason : reasons) {
        CHECK_MESSAGE(reason.message.size() <= 200, reason.message);
        CHECK_MESSAGE(reason.message.back() == '.', reason.message);
        if (reason.name.text == last) continue;
        names += (names.empty() ? "" : ",") + std::string(reason.name.text);
        last = reason.name.text;
    }
    return names;
}

// Judges by thresholds alone, with the standard `plain` and any more.
inline Judgement judged(const LedgerCount& count,
                        std::vector<std::shared_ptr<const Threshold>> thresholds,
                        std::vector<std::shared_ptr<const Standard>> more = {},
                        std::optional<Exact> margin = {}) {
    JudgeRequest request;
    request.every_subject = true;  // hand-made thresholds have no status
    request.thresholds = std::move(thresholds);
    request.standards = std::move(more);
    request.standards.push_back(standard("plain"));
    request.margin = std::move(margin);
    return judge(count, request);
}

inline Verdict only_verdict(const Judgement& judgement) {
    REQUIRE(judgement.verdicts.size() == 1);
    return judgement.verdicts.front();
}

}  // namespace flopledger::judge_cases
