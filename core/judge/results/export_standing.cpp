// SPDX-License-Identifier: Apache-2.0
#include "core/judge/results/export_standing.hpp"

#include <algorithm>
#include <utility>

#include "core/base/enum_words.hpp"

namespace flopledger {

namespace {

using Rules = std::vector<std::shared_ptr<const ExportRule>>;

// Within this share of a limit, rounding of the figure may decide.
const Exact& nearness() {
    static const Exact share = Exact::ratio(5, 1000);
    return share;
}

// A figure as a rule writes it.
template <typename Amount>
std::optional<Exact> best_of(const std::optional<Derived<Amount>>& figure) {
    return figure ? std::optional(figure->value.best) : std::nullopt;
}

// Figures held against their limits, and whether one lies close to its own.
class Limits {
  public:
    // `beside` is what the figure may lack.
    void at_least(const std::optional<Exact>& value, const std::optional<Exact>& limit,
                  const Exact& beside = 0) {
        if (!limit) return;
        Truth truth;
        if (value && *value >= *limit) {
            truth = true;
        } else if (value && *value + beside < *limit) {
            truth = false;
        }
        add(value, *limit, truth);
    }

    void below(const std::optional<Exact>& value, const std::optional<Exact>& limit) {
        if (!limit) return;
        add(value, *limit, value ? Truth(*value < *limit) : std::nullopt);
    }

    // Of a sum one known part may be enough.
    void sum_at_least(const std::optional<Exact>& first, const std::optional<Exact>& second,
                      const std::optional<Exact>& limit) {
        if (!limit) return;
        const Exact known = first.value_or(0) + second.value_or(0);
        if (first && second) {
            add(known, *limit, known >= *limit);
        } else {
            add(std::nullopt, *limit, known >= *limit ? Truth(true) : std::nullopt);
        }
    }

    void marketed_after(const Chip& chip, const std::optional<Date>& limit) {
        if (!limit) return;
        Truth truth;
        if (chip.released && *chip.released > *limit) {
            truth = true;
        } else if (chip.released_by && *chip.released_by <= *limit) {
            truth = false;
        }
        truths_.push_back(truth);
    }

    Truth all() const { return all_hold(truths_); }
    bool is_near() const { return is_near_; }

  private:
    void add(const std::optional<Exact>& value, const Exact& limit, Truth truth) {
        truths_.push_back(truth);
        if (!value) return;
        const Exact distance = *value < limit ? limit - *value : *value - limit;
        is_near_ = is_near_ || distance <= limit * nearness();
    }

    std::vector<Truth> truths_;
    bool is_near_ = false;
};

// What the figures alone say.
void hold_limits(const ExportRule& rule, const ExportStanding& standing, ExportFinding& finding) {
    const auto performance = best_of(standing.metrics.performance);
    const auto density = best_of(standing.metrics.density);
    const auto memory_rate = best_of(standing.metrics.memory_rate);
    const auto link_rate = best_of(standing.metrics.link_rate);
    std::vector<Truth> alternatives;
    for (const ExportLimits& limits : rule.any) {
        Limits held;
        held.at_least(performance, limits.tpp_at_least);
        held.below(performance, limits.tpp_below);
        held.at_least(density, limits.density_at_least);
        held.below(density, limits.density_below);
        held.at_least(memory_rate, limits.memory_rate_at_least);
        held.below(memory_rate, limits.memory_rate_below);
        held.at_least(link_rate, limits.link_rate_at_least, rule.link_rate_beside);
        held.sum_at_least(memory_rate, link_rate, limits.rate_sum_at_least);
        held.marketed_after(*standing.chip, limits.marketed_after);
        alternatives.push_back(held.all());
        finding.is_near = finding.is_near || held.is_near();
    }
    finding.within_limits = any_holds(alternatives);
    finding.within = finding.within_limits;
}

// Narrows an answer by a condition beside the limits: false decides, and not knowing it is told
// where it decides.
void narrow(ExportFinding& finding, Truth condition, ExportReason if_false,
            ExportReason if_unknown) {
    const Truth before = finding.within;
    finding.within = all_hold({before, condition});
    if (finding.within == before) return;
    finding.reason = condition ? if_false : if_unknown;
}

// Whether the market of a chip leaves it under a rule.
Truth is_market_covered(const ExportRule& rule, const ExportStanding& standing) {
    if (!rule.data_centres_only && !rule.data_centres_only_below_tpp) return true;
    const std::optional<Market>& market = standing.chip->market;
    Limits held;
    held.at_least(best_of(standing.metrics.performance), rule.data_centres_only_below_tpp);
    return any_holds({market ? Truth(*market == Market::data_centre) : std::nullopt,
                      rule.data_centres_only ? Truth(false) : held.all()});
}

ExportFinding hold(const std::shared_ptr<const ExportRule>& rule, const ExportStanding& standing,
                   const Rules& rules) {
    ExportFinding finding;
    finding.rule = rule;
    hold_limits(*rule, standing, finding);
    narrow(finding, is_market_covered(*rule, standing), ExportReason::not_for_data_centres,
           ExportReason::market_not_known);
    const auto other = std::find_if(rules.begin(), rules.end(), [&](const auto& candidate) {
        return candidate->id == rule->only_within;
    });
    if (other != rules.end()) {
        finding.other = *other;
        narrow(finding, hold(*other, standing, rules).within, ExportReason::outside_other_rule,
               ExportReason::other_rule_not_known);
    }
    return finding;
}

}  // namespace

std::string_view word(ExportReason reason) {
    constexpr auto table =
        std::to_array<std::string_view>({"limits", "not-for-data-centres", "market-not-known",
                                         "outside-other-rule", "other-rule-not-known"});
    return word_at(table, reason);
}

std::vector<ExportStanding> export_standings(
    const std::vector<std::shared_ptr<const Chip>>& chips,
    const std::vector<std::shared_ptr<const ExportRule>>& rules, const Date& day) {
    std::vector<ExportStanding> standings;
    for (const std::shared_ptr<const Chip>& chip : chips) {
        ExportStanding standing{chip, export_metrics(*chip), {}};
        for (const std::shared_ptr<const ExportRule>& rule : rules) {
            const StatusPeriod* status = status_on(rule->status, day);
            if (status == nullptr) continue;
            ExportFinding finding = hold(rule, standing, rules);
            finding.status = *status;
            standing.findings.push_back(std::move(finding));
        }
        standings.push_back(std::move(standing));
    }
    return standings;
}

}  // namespace flopledger
