// SPDX-License-Identifier: Apache-2.0
#include "core/judge/modifier.hpp"

#include "core/judge/measurement.hpp"

namespace flopledger {

namespace {

// Whether a base's total lies beyond the line of systemic risk, by every method in conflict.
Truth risk_by_total(const BaseCount& base, Sums& sums, const Threshold& line,
                    const std::optional<Exact>& margin) {
    if (sums.standard(line.standard) == nullptr) {
        return std::nullopt;
    }
    Measurement measurement;
    measurement.measured = share_of(sums.of_base(line.standard, base), 1);
    measurement.comparison = line.comparison;
    measurement.amount = plain({point(line.amount)});
    measurement.margin = margin;
    const Truth standing = holds(measurement, Methods::standing);
    const bool undisputed = holds(measurement, Methods::least) == standing &&
                            holds(measurement, Methods::greatest) == standing;
    return undisputed ? standing : std::nullopt;
}

}  // namespace

std::vector<ModifiedBase> modified_bases(const LedgerCount& count, Sums& sums,
                                         const Threshold* systemic_line,
                                         const std::optional<Exact>& margin) {
    std::vector<ModifiedBase> found;
    for (const BaseCount& base : count.bases) {
        const BaseModel& model = *base.base;
        if (model.provider != Provider::third_party ||
            model.relation != Relation::initialised_from) {
            continue;
        }
        ModifiedBase modified{&base, base.count || model.flop, model.systemic_risk};
        if (!modified.systemic_risk && systemic_line != nullptr) {
            modified.systemic_risk = risk_by_total(base, sums, *systemic_line, margin);
        }
        found.push_back(modified);
    }
    return found;
}

bool is_about_bases(const Threshold& threshold) {
    return threshold.base || threshold.measure == Measure::fraction_of_base;
}

Truth is_rule_for(const Threshold& threshold, const ModifiedBase& base) {
    if (!threshold.base) {
        return true;
    }
    if (threshold.base->total_known != base.total_known) {
        return false;
    }
    if (!threshold.base->systemic_risk) {
        return true;
    }
    return base.systemic_risk ? Truth(*threshold.base->systemic_risk == *base.systemic_risk)
                              : std::nullopt;
}

bool are_counterparts(const Threshold& left, const Threshold& right) {
    return left.jurisdiction == right.jurisdiction && left.base && right.base &&
           left.base->total_known == right.base->total_known && left.base->systemic_risk &&
           right.base->systemic_risk && *left.base->systemic_risk != *right.base->systemic_risk;
}

std::vector<std::string> standards_for(const Threshold& threshold, const ModifiedBase& base) {
    const std::string& otherwise = threshold.standard_if_base_systemic;
    if (otherwise.empty() || otherwise == threshold.standard) {
        return {threshold.standard};
    }
    Truth risk = base.systemic_risk;
    if (threshold.base && threshold.base->systemic_risk) {
        risk = threshold.base->systemic_risk;  // the rule itself supposes it
    }
    if (!risk) {
        return {threshold.standard, otherwise};
    }
    return {*risk ? otherwise : threshold.standard};
}

}  // namespace flopledger
