// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/model_line_question.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/base/lists.hpp"
#include "core/judge/verdicts/phrases.hpp"
#include "core/judge/verdicts/reason_names.hpp"

namespace flopledger {

namespace {

Measurement measure(const Threshold& line, const Total& total, std::string subject,
                    const std::optional<Exact>& margin) {
    Measurement measurement;
    measurement.measured = share_of(total, 1);
    measurement.comparison = line.comparison;
    measurement.amount = plain({point(line.amount)});
    measurement.margin = margin;
    measurement.subject = std::move(subject);
    return measurement;
}

// The bases whose risk decides by which rule a modification is measured, and is not known.
std::vector<Finding> open_statuses(const Modification& modification) {
    std::vector<Finding> reasons;
    for (const ModifiedBase& base : modification.bases()) {
        if (base.systemic_risk) continue;
        reasons.push_back(
            {name::base_status_unknown,
             fmt::format("Whether the base model `{}` has systemic risk is not known, and the rule "
                         "on its modification hangs on it. State `systemic_risk`.",
                         short_name(base.model->name()))});
    }
    return reasons;
}

// The sentence that a row of the table is told by; nothing where the figures say all.
std::optional<Finding> words_of_row(LineRow row) {
    switch (row) {
        case LineRow::own_above:
            return Finding{name::modified_model,
                           "So a new model came of the modification (points 60-64), and the own "
                           "compute alone lies above the amount (points 118, 121)."};
        case LineRow::base_above:
            return Finding{name::modified_model,
                           "So a new model came of the modification (points 60-64), of a base that "
                           "lies above the amount itself or has systemic risk."};
        case LineRow::own_above_not_a_third:
            return Finding{name::one_third_is_indicative,
                           "The own compute alone lies above the amount without being known to be "
                           "more than one third of the base, and that third is only indicative "
                           "(points 61-63)."};
        case LineRow::points_disagree:
            return Finding{
                name::guidelines_disagree,
                "Points 118 and 121 count the compute of weights that a model was "
                "initialised from or merged with; points 61-63 make who modifies a model "
                "provider of a new one only by a significant change. They lead to "
                "different answers here."};
        case LineRow::original_provider:
            return Finding{
                name::original_provider,
                "No new model came of the modification: what follows from the base's own "
                "compute is for its original provider."};
        case LineRow::sum_decides:
        case LineRow::follows_modifier:
            break;
    }
    return std::nullopt;
}

}  // namespace

AskedLine::AskedLine(const Threshold& line, const Modification& modification, Sums& sums,
                     const std::optional<Exact>& margin)
    : line_(line),
      modification_(modification),
      sums_(sums),
      sum_(measure(line, sums.of(line.standard, Scope::whole),
                   fmt::format("The total under {}", short_name(line.standard)), margin)),
      own_(measure(line, sums.of(line.standard, Scope::own),
                   fmt::format("The own compute under {}", short_name(line.standard)), margin)) {
    for (const ModifiedBase& base : modification.bases()) {
        bases_.push_back(measure(line, sums.of_model(line.standard, *base.model),
                                 fmt::format("The compute of `{}`", short_name(base.model->name())),
                                 margin));
    }
    // Beside an answer that a sum below the amount does not give, no bound on it is told.
    const bool is_systemic_line = line.third_party_base == ThirdPartyBase::systemic_line;
    const auto decides_with = [&](const ModifiedBase& base) {
        return is_systemic_line ? base.model->systemic_risk != true : base.general_purpose == false;
    };
    for (const ModifiedBase& base : modification.bases()) {
        sum_.decides_alone = sum_.decides_alone && decides_with(base);
        for (const ThirdPartyModel& original : base.model->originals) {
            const bool also = decides_with(modification.seen(original));
            sum_.decides_alone = sum_.decides_alone && also;
        }
    }
}

// A model as the tables see it, by its total against the amount.
LineFacts::Base AskedLine::fact_of(const ModifiedBase& base, Methods methods) const {
    const Measurement measured =
        measure(line_, sums_.of_model(line_.standard, *base.model), "", sum_.margin);
    return {flopledger::holds(measured, methods), measured.measured.figure.high_known,
            base.model->systemic_risk, base.general_purpose};
}

// The facts with the bases as they are, or with what holds of the first originals holding of what
// was made of them too.
LineFacts AskedLine::facts(Methods methods, bool with_originals) const {
    LineFacts facts{flopledger::holds(own_, methods),
                    flopledger::holds(sum_, methods),
                    modification_.reached(methods),
                    {}};
    for (const ModifiedBase& base : modification_.bases()) {
        LineFacts::Base& fact = facts.bases.emplace_back(fact_of(base, methods));
        if (!with_originals) continue;
        for (const ThirdPartyModel& original : base.model->originals) {
            const LineFacts::Base first = fact_of(modification_.seen(original), methods);
            fact.above = any_holds({fact.above, first.above});
            fact.general_purpose = any_holds({fact.general_purpose, first.general_purpose});
            if (first.systemic_risk == true) fact.systemic_risk = true;
        }
    }
    return facts;
}

LineAnswer AskedLine::answer(Methods methods) const {
    const auto by = [&](bool with_originals) {
        const LineFacts now = facts(methods, with_originals);
        return line_.third_party_base == ThirdPartyBase::systemic_line ? systemic_line(now)
                                                                       : general_purpose_line(now);
    };
    const LineAnswer of_bases = by(false);
    // The rule is shown against the first originals too; where the two differ nothing says which is
    // meant.
    return of_bases.reached == by(true).reached
               ? of_bases
               : LineAnswer{std::nullopt, LineRow::points_disagree};
}

std::vector<Finding> AskedLine::reasons() const {
    const LineAnswer answer = this->answer(Methods::standing);
    std::vector<Finding> reasons;
    const bool by_base =
        answer.row == LineRow::original_provider || answer.row == LineRow::base_above;
    const bool by_modifier = answer.row == LineRow::follows_modifier;
    // What the base alone decides is not said by a sum that leaves it open.
    const bool sum_tells = flopledger::holds(sum_, Methods::standing).has_value() || !by_base;
    if (!by_modifier && sum_tells) reasons.push_back(figures_reason(sum_));
    if (answer.row == LineRow::sum_decides && answer.reached == false) return reasons;
    if (!answer.reached && answer.row == LineRow::points_disagree) {
        add_each_once(reasons, open_reasons(sum_));
    }
    if (answer.row == LineRow::own_above || answer.row == LineRow::own_above_not_a_third) {
        reasons.push_back(figures_reason(own_));
    }
    if (by_base) add_each_once(reasons, base_reasons());
    add_each_once(reasons, modification_.reasons(by_modifier));
    if (by_modifier && !answer.reached) add_each_once(reasons, open_statuses(modification_));
    if (const auto words = words_of_row(answer.row)) reasons.push_back(*words);
    return reasons;
}

// What each base is by itself: stated to have systemic risk, else by its total.
std::vector<Finding> AskedLine::base_reasons() const {
    std::vector<Finding> reasons;
    for (std::size_t index = 0; index < bases_.size(); ++index) {
        const ThirdPartyModel& model = *modification_.bases()[index].model;
        if (model.systemic_risk == true) {
            reasons.push_back({name::base_has_systemic_risk,
                               fmt::format("The ledger states that `{}` has systemic risk.",
                                           short_name(model.name()))});
        } else if (bases_[index].measured.figure.high_known) {
            add_each_once(reasons, measure_reasons(bases_[index]));
        } else {
            // What a base of unknown total may be at most hangs on the whole sum.
            add_each_once(reasons, open_reasons(sum_));
        }
    }
    return reasons;
}

std::vector<Finding> AskedLine::conflicts(Methods direction) const {
    std::vector<Finding> found = conflict_reasons(sum_, direction);
    for (const Measurement& base : bases_) add_each_once(found, conflict_reasons(base, direction));
    add_each_once(found, AskedModifier(modification_).conflicts(direction));
    return found;
}

std::vector<Finding> AskedModifier::conflicts(Methods direction) const {
    std::vector<Finding> found;
    for (const ModifierTest& test : modification_.tests()) {
        add_each_once(found, conflict_reasons(test.measurement, direction));
    }
    return found;
}

}  // namespace flopledger
