// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/modifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/lists.hpp"
#include "core/judge/verdicts/phrases.hpp"
#include "core/judge/verdicts/reason_names.hpp"

namespace flopledger {

namespace {

// Whether all methods in conflict lead to one answer, and which.
Truth undisputed(const Measurement& measurement) {
    const Truth standing = holds(measurement, Methods::standing);
    const bool agree = holds(measurement, Methods::least) == standing &&
                       holds(measurement, Methods::greatest) == standing;
    return agree ? standing : std::nullopt;
}

// The standards by which a rule counts both sides for a base: one, or two where the base's risk
// decides that and is not known.
std::vector<std::string> standards_for(const Threshold& rule, const Truth& systemic_risk) {
    const std::string& otherwise = rule.standard_if_base_systemic;
    if (otherwise.empty() || otherwise == rule.standard) return {rule.standard};
    Truth risk = systemic_risk;
    if (rule.base && rule.base->systemic_risk) risk = rule.base->systemic_risk;
    if (!risk) return {rule.standard, otherwise};
    return {*risk ? otherwise : rule.standard};
}

// Whether one of some models is a general-purpose one, where a rule is about such models.
Truth about_general_purpose(const Threshold& rule, const std::vector<Truth>& models) {
    return rule.model_kind ? any_holds(models) : true;
}

bool is_share(const Threshold& rule) { return rule.measure == Measure::fraction_of_base; }

}  // namespace

bool is_about_bases(const Threshold& threshold) { return threshold.base || is_share(threshold); }

Truth is_rule_for(const Threshold& threshold, const ModifiedBase& base) {
    if (!threshold.base) return true;
    if (threshold.base->total_known != base.model->total_known()) return false;
    if (!threshold.base->systemic_risk) return true;
    return base.systemic_risk ? Truth(*threshold.base->systemic_risk == *base.systemic_risk)
                              : std::nullopt;
}

bool are_counterparts(const Threshold& left, const Threshold& right) {
    return left.jurisdiction == right.jurisdiction && left.base && right.base &&
           left.base->total_known == right.base->total_known && left.base->systemic_risk &&
           right.base->systemic_risk && *left.base->systemic_risk != *right.base->systemic_risk;
}

Truth ModifierTest::holds(Methods methods) const {
    return all_hold({flopledger::holds(measurement, methods), general_purpose});
}

Modification::Modification(const LedgerCount& count, ModifierRules rules, Sums& sums,
                           const std::optional<Exact>& margin)
    : rules_(std::move(rules)), sums_(sums), margin_(margin), models_(third_party_models(count)) {
    for (const ThirdPartyModel& model : models_) {
        bases_.push_back(seen(model));
    }
    if (bases_.empty()) return;
    result_general_purpose_ = count.ledger->truth("general_purpose");
    if (const auto& line = rules_.general_purpose_line; !result_general_purpose_ && line) {
        Measurement sum;
        sum.measured = share_of(sums_.of(line->standard, Scope::whole), 1);
        sum.comparison = line->comparison;
        sum.amount = plain({point(line->amount)});
        sum.margin = margin_;
        result_general_purpose_ = undisputed(sum);
    }
    for (const ModifiedBase& base : bases_) {
        add_tests(base, base, false);
        for (const ThirdPartyModel& original : base.model->originals) {
            add_tests(base, seen(original), true);
        }
    }
    if (bases_.size() > 1) add_sum_tests();
    for (const Methods methods : {Methods::standing, Methods::least, Methods::greatest}) {
        reached_.at(static_cast<std::size_t>(methods)) = agreed(methods);
    }
}

// Whether the other answer to the question of a base's risk is among the rules.
bool Modification::has_counterpart(const Threshold& rule) const {
    return std::any_of(rules_.rules.begin(), rules_.rules.end(),
                       [&](const auto& other) { return are_counterparts(rule, *other); });
}

// Whether a model's total lies beyond a line, by every method in conflict.
Truth Modification::beyond(const ThirdPartyModel& model, const Threshold& line) const {
    if (sums_.standard(line.standard) == nullptr) return std::nullopt;
    Measurement measurement;
    measurement.measured = share_of(sums_.of_model(line.standard, model), 1);
    measurement.comparison = line.comparison;
    measurement.amount = plain({point(line.amount)});
    measurement.margin = margin_;
    return undisputed(measurement);
}

ModifiedBase Modification::seen(const ThirdPartyModel& model) const {
    ModifiedBase base{&model, model.systemic_risk, model.general_purpose};
    if (!base.systemic_risk && rules_.systemic_line) {
        base.systemic_risk = beyond(model, *rules_.systemic_line);
    }
    if (!base.general_purpose && !model.total_known()) base.general_purpose = true;
    if (!base.general_purpose && rules_.general_purpose_line) {
        base.general_purpose = beyond(model, *rules_.general_purpose_line);
    }
    return base;
}

Measurement Modification::measure(const Threshold& rule, const std::string& standard) const {
    Measurement measurement;
    measurement.measured = share_of(sums_.of(standard, Scope::own), 1);
    measurement.comparison = rule.comparison;
    measurement.amount = plain({point(rule.amount)});
    measurement.margin = margin_;
    measurement.subject = fmt::format("The own compute under {}", short_name(standard));
    return measurement;
}

void Modification::add_tests(const ModifiedBase& base, const ModifiedBase& against,
                             bool is_original) {
    const ThirdPartyModel& model = *against.model;
    std::string of = fmt::format("`{}`", short_name(model.name()));
    if (is_original) of += fmt::format(", of which `{}` was made", short_name(base.model->name()));
    for (const auto& rule : rules_.rules) {
        const Truth is_the_rule = is_rule_for(*rule, against);
        if (is_the_rule == false) continue;
        lacks_counterpart_ = lacks_counterpart_ || (!is_the_rule && !has_counterpart(*rule));
        for (const std::string& standard : standards_for(*rule, against.systemic_risk)) {
            if (sums_.standard(standard) == nullptr) continue;
            ModifierTest test{
                rule, &base, is_original ? &model : nullptr, measure(*rule, standard),
                about_general_purpose(*rule, {against.general_purpose, base.general_purpose,
                                              result_general_purpose_})};
            if (is_share(*rule)) {
                test.measurement.amount = share_of(sums_.of_model(standard, model), rule->amount);
                test.measurement.amount_note = fmt::format(", {} of {}", rule->amount.text(), of);
            } else {
                test.measurement.amount_note =
                    fmt::format(", which stands for one third of {}", of);
            }
            tests_.push_back(std::move(test));
        }
    }
}

// The share of all bases together, which open parts leave open upwards.
void Modification::add_sum_tests() {
    std::vector<Truth> systemic;
    std::vector<Truth> general{result_general_purpose_};
    for (const ModifiedBase& base : bases_) {
        systemic.push_back(base.systemic_risk);
        general.push_back(base.general_purpose);
    }
    for (const auto& rule : rules_.rules) {
        if (!is_share(*rule)) continue;
        for (const std::string& standard : standards_for(*rule, any_holds(systemic))) {
            if (sums_.standard(standard) == nullptr) continue;
            ModifierTest test{rule, nullptr, nullptr, measure(*rule, standard),
                              about_general_purpose(*rule, general)};
            test.measurement.amount =
                share_of(sums_.of(standard, Scope::third_party), rule->amount);
            test.measurement.amount_note =
                fmt::format(", {} of all bases together", rule->amount.text());
            tests_.push_back(std::move(test));
        }
    }
}

Truth Modification::agreed(Methods methods) const {
    if (tests_.empty()) return std::nullopt;
    const Truth first = tests_.front().holds(methods);
    if (lacks_counterpart_ && first != false) return std::nullopt;
    const bool agree = std::all_of(tests_.begin(), tests_.end(), [&](const ModifierTest& test) {
        return test.holds(methods) == first;
    });
    return agree ? first : std::nullopt;
}

// How large a base of unknown total must at least be for the own compute to be no more than the
// share of it; nothing where that does not settle it.
std::optional<Finding> Modification::size_that_settles() const {
    const bool asks =
        bases_.size() == 1 && !bases_.front().model->total_known() && !reached(Methods::standing);
    const auto share = std::find_if(rules_.rules.begin(), rules_.rules.end(),
                                    [](const auto& rule) { return is_share(*rule); });
    if (!asks || margin_ || share == rules_.rules.end()) return std::nullopt;
    Exact own;
    for (const ModifierTest& test : tests_) {
        if (!test.measurement.measured.figure.high_known) return std::nullopt;
        own = larger(own, test.measurement.measured.total->highest_by_any_method.value.high);
    }
    const std::string least = lower_bound_text(own / (*share)->amount);
    return Finding{name::base_unknown,
                   fmt::format("The compute of the model `{}` is not known: of at least {} the own "
                               "compute is not more than {}; write `flop: {}..` with its upper "
                               "bound.",
                               short_name(bases_.front().model->name()), least,
                               (*share)->amount.text(), least)};
}

// Whether an amount that may be reached would be one of a general-purpose model is not known.
bool Modification::hangs_on_kind() const {
    return std::any_of(tests_.begin(), tests_.end(), [](const ModifierTest& test) {
        const Truth amount = flopledger::holds(test.measurement, Methods::standing);
        return !test.general_purpose && amount != false;
    });
}

std::vector<Finding> Modification::reasons(bool decides_alone) const {
    std::vector<Finding> reasons;
    for (const ModifierTest& test : tests_) {
        Measurement measurement = test.measurement;
        measurement.decides_alone = decides_alone && tests_.size() == 1;
        add_once(reasons, figures_reason(measurement));
        add_each_once(reasons, measure_reasons(measurement));
    }
    if (hangs_on_kind()) {
        reasons.push_back(
            {name::fact_missing,
             "Whether base or result is a general-purpose model, which the rule asks, "
             "is not known; write `general_purpose` under `facts` or at the base."});
    }
    const auto add = [&](bool of_originals, Finding finding) {
        const Truth first = tests_.front().holds(Methods::standing);
        for (const ModifierTest& test : tests_) {
            if ((test.original != nullptr) != of_originals) continue;
            if (test.holds(Methods::standing) == first) continue;
            reasons.push_back(std::move(finding));
            return;
        }
    };
    if (tests_.empty()) return reasons;
    if (const auto remedy = size_that_settles()) add_once(reasons, *remedy);
    if (bases_.size() > 1) {
        add(false, {name::several_bases,
                    "The rule does not say the same of each base and of their sum, and nothing "
                    "says which is meant."});
    }
    add(true, {name::against_the_original,
               "Measured against the first original the rule says otherwise, and nothing says "
               "which model is the one modified."});
    return reasons;
}

}  // namespace flopledger
