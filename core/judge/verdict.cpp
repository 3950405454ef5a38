// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdict.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/judge/holding.hpp"
#include "core/judge/modifier.hpp"
#include "core/judge/words.hpp"

namespace flopledger {

namespace {

using ThresholdPointer = std::shared_ptr<const Threshold>;

// What all verdicts on one ledger share.
struct Bench {
    const LedgerCount& count;
    const JudgeRequest& request;
    Sums& sums;
    std::vector<ModifiedBase> bases;
};

VerdictStatus status_of(Truth truth) {
    if (!truth) {
        return VerdictStatus::undetermined;
    }
    return *truth ? VerdictStatus::reached : VerdictStatus::not_reached;
}

// The compute that a threshold measures, by one standard; for modifiers nothing inherited. The
// ledger's whole total is made too, so that it is listed beside the verdict.
Measurement compute_measurement(const Bench& bench, const Threshold& threshold,
                                const std::string& standard, const ModifiedBase* base) {
    const Total& whole = bench.sums.whole(standard);
    const bool is_own = threshold.subject == Subject::modifier || base != nullptr;
    Measurement measurement;
    measurement.measured = share_of(is_own ? bench.sums.own(standard) : whole, 1);
    measurement.comparison = threshold.comparison;
    measurement.amount = plain({point(threshold.amount)});
    measurement.margin = bench.request.margin;
    measurement.subject =
        fmt::format("The {} under {}", is_own ? "own compute" : "total", short_name(standard));
    measurement.unit = "FLOP";
    if (threshold.measure == Measure::fraction_of_base) {
        const Total& total = bench.sums.of_base(standard, *base->base);
        measurement.amount = share_of(total, threshold.amount);
        measurement.amount_note = fmt::format(", {} of `{}`", threshold.amount.text(),
                                              short_name(base->base->base->name));
    }
    return measurement;
}

// The measure of a threshold that does not count training compute.
Measurement plain_measurement(const Threshold& threshold, const Figure& figure, std::string subject,
                              std::string unit) {
    Measurement measurement;
    measurement.measured = plain(figure);
    measurement.comparison = threshold.comparison;
    measurement.amount = plain({point(threshold.amount)});
    measurement.subject = std::move(subject);
    measurement.unit = std::move(unit);
    return measurement;
}

// A verdict's figures, before it is held against anything.
Verdict draft(const Bench& bench, const ThresholdPointer& threshold, const Measurement& measurement,
              const Circumstances& circumstances) {
    Verdict verdict;
    verdict.threshold = threshold;
    if (const StatusPeriod* period = threshold->status_on(bench.request.as_of)) {
        verdict.legal_status = period->status;
    }
    const Figure& amount = measurement.amount.figure;
    const Figure& measured = measurement.measured.figure;
    verdict.amount = amount.value;
    verdict.measured = measured.value;
    verdict.amount_known = amount.high_known;
    verdict.measured_known = measured.high_known;
    const bool is_known = amount.high_known && measured.high_known;
    if (is_known && amount.value.low > Exact(0)) {
        verdict.ratio = measured.value / amount.value;
    }
    if (const Total* total = measurement.measured.total) {
        verdict.standard = total->standard->id;
        if (const auto& margin = total->standard->error_margin; margin && is_known) {
            const Exact& best = measured.value.best;
            verdict.within_margin = amount.value.best >= best * (1 - *margin) &&
                                    amount.value.best <= best * (1 + *margin);
        }
    }
    verdict.conditions = circumstances.conditions;
    verdict.alternatives = circumstances.alternatives;
    return verdict;
}

// The verdict of a threshold that is judged once a ledger.
Verdict single_verdict(const Bench& bench, const ThresholdPointer& threshold,
                       const Measurement& measurement) {
    const Circumstances circumstances = circumstances_of(*threshold, bench.count);
    Verdict verdict = draft(bench, threshold, measurement, circumstances);
    Holding holding = held(measurement, circumstances, bench.count);
    verdict.status = status_of(holding.reached);
    verdict.reasons = std::move(holding.reasons);
    return verdict;
}

Finding status_note(const ModifiedBase& base, std::string_view consequence) {
    return {"base-status-unknown",
            fmt::format("Whether the base model `{}` has systemic risk is not known; {}. State "
                        "`systemic_risk`.",
                        short_name(base.base->base->name), consequence)};
}

// The counterpart of a rule among the thresholds asked for, or nullptr.
ThresholdPointer counterpart_of(const Bench& bench, const Threshold& threshold) {
    for (const ThresholdPointer& other : bench.request.thresholds) {
        if (are_counterparts(threshold, *other)) {
            return other;
        }
    }
    return nullptr;
}

// One way a rule may come out for a base, as long as the base's risk is not known.
struct Possibility {
    Measurement measurement;
    Holding holding;
};

std::vector<Possibility> possibilities(const Bench& bench, const Threshold& threshold,
                                       const ModifiedBase& base) {
    const Circumstances circumstances = circumstances_of(threshold, bench.count);
    std::vector<Possibility> found;
    for (const std::string& standard : standards_for(threshold, base)) {
        const Measurement measurement = compute_measurement(bench, threshold, standard, &base);
        found.push_back({measurement, held(measurement, circumstances, bench.count)});
    }
    return found;
}

// The verdict of a rule on modifiers for one base. Where the base's risk is not known, all that
// may follow from it must agree: `is_certain` is whether this rule is the one for the base at all.
Verdict base_verdict(const Bench& bench, const ThresholdPointer& threshold,
                     const ModifiedBase& base, bool is_certain) {
    std::vector<Possibility> possible = possibilities(bench, *threshold, base);
    Verdict verdict = draft(bench, threshold, possible.front().measurement,
                            circumstances_of(*threshold, bench.count));
    verdict.base = base.base->base->name;
    Truth common = possible.front().holding.reached;
    bool agree = true;
    if (!is_certain) {
        if (const ThresholdPointer counterpart = counterpart_of(bench, *threshold)) {
            for (Possibility& other : possibilities(bench, *counterpart, base)) {
                possible.push_back(std::move(other));
            }
        } else {
            agree = common == false;  // another rule may be the one, and may say no
        }
    }
    for (const Possibility& other : possible) {
        agree = agree && other.holding.reached == common;
    }
    verdict.status = status_of(agree ? common : std::nullopt);
    verdict.reasons = possible.front().holding.reasons;
    if (!agree) {
        for (std::size_t index = 1; index < possible.size(); ++index) {
            for (const Finding& reason : possible[index].holding.reasons) {
                verdict.reasons.push_back(reason);
            }
        }
        verdict.reasons.insert(verdict.reasons.begin(), status_note(base, "it decides"));
    } else if (possible.size() > 1) {
        verdict.reasons.push_back(status_note(base, "either way the verdict is the same"));
    }
    return verdict;
}

// Why a rule on modifiers is not the one for the bases there are.
std::string other_rule_reason(const Threshold& threshold, const std::vector<ModifiedBase>& bases) {
    const ModifiedBase& base = bases.front();
    const std::string name = short_name(base.base->base->name);
    if (threshold.base->total_known != base.total_known) {
        return fmt::format("The compute of the base model `{}` is {}known: another rule decides.",
                           name, base.total_known ? "" : "not ");
    }
    if (!base.systemic_risk) {
        return fmt::format(
            "Whether the base model `{}` has systemic risk is not known: the "
            "verdict stands with the rule for bases without.",
            name);
    }
    return fmt::format("The base model `{}` has {}systemic risk: another rule decides.", name,
                       *base.systemic_risk ? "" : "no ");
}

void judge_bases(const Bench& bench, const ThresholdPointer& threshold, Judgement& result) {
    bool is_judged = false;
    for (const ModifiedBase& base : bench.bases) {
        const Truth is_the_rule = is_rule_for(*threshold, base);
        if (is_the_rule == false) {
            continue;
        }
        // Of two rules that may both be the one, the rule for bases without systemic risk speaks.
        const bool leaves_it = !is_the_rule && *threshold->base->systemic_risk &&
                               counterpart_of(bench, *threshold) != nullptr;
        if (!leaves_it) {
            result.verdicts.push_back(
                base_verdict(bench, threshold, base, is_the_rule.has_value()));
            is_judged = true;
        }
    }
    if (!is_judged) {
        result.not_applicable.push_back({threshold, other_rule_reason(*threshold, bench.bases)});
    }
}

// Why a threshold has no verdict on a ledger; empty where it has one.
std::string why_not_applicable(const Bench& bench, const Threshold& threshold) {
    const bool needs_base =
        threshold.third_party_base == ThirdPartyBase::only || is_about_bases(threshold);
    if (needs_base && bench.bases.empty()) {
        return "The ledger names no third party's model that it was initialised from.";
    }
    if (threshold.third_party_base == ThirdPartyBase::never && !bench.bases.empty()) {
        return "The ledger was initialised from a third party's model: the rules on modifiers "
               "decide.";
    }
    if (threshold.measure == Measure::cluster_rate && !bench.count.cluster_rate_known) {
        return "No `chip_time` of the ledger states `chips`, so there is no rate to measure.";
    }
    if (threshold.measure == Measure::cost && !training_cost(bench.count)) {
        return "Neither `training_cost_usd` nor a price for all chip-time is stated.";
    }
    return "";
}

void judge_one(const Bench& bench, const ThresholdPointer& threshold, Judgement& result) {
    if (std::string reason = why_not_applicable(bench, *threshold); !reason.empty()) {
        result.not_applicable.push_back({threshold, std::move(reason)});
        return;
    }
    if (is_about_bases(*threshold)) {
        judge_bases(bench, threshold, result);
        return;
    }
    Measurement measurement;
    switch (threshold->measure) {
        case Measure::cluster_rate:
            measurement = plain_measurement(*threshold, {bench.count.cluster_rate.value},
                                            "The cluster's peak rate", "operations per second");
            break;
        case Measure::cost:
            measurement = plain_measurement(*threshold, *training_cost(bench.count),
                                            "The training cost", "US dollars");
            break;
        case Measure::compute:
        case Measure::fraction_of_base:
            measurement = compute_measurement(bench, *threshold, threshold->standard, nullptr);
            break;
    }
    result.verdicts.push_back(single_verdict(bench, threshold, measurement));
}

}  // namespace

Judgement judge(const LedgerCount& count, const JudgeRequest& request) {
    Sums sums(count, request.standards);
    const Bench bench{count, request, sums,
                      modified_bases(count, sums, request.systemic_risk.get(), request.margin)};
    Judgement result;
    for (const ThresholdPointer& threshold : request.thresholds) {
        judge_one(bench, threshold, result);
    }
    for (const std::string& id : request.extra_totals) {
        sums.whole(id);
    }
    result.totals = sums.wholes();
    return result;
}

std::string_view word(VerdictStatus status) {
    switch (status) {
        case VerdictStatus::reached:
            return "reached";
        case VerdictStatus::not_reached:
            return "not-reached";
        case VerdictStatus::undetermined:
            break;
    }
    return "undetermined";
}

}  // namespace flopledger
