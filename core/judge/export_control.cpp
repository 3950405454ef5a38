// SPDX-License-Identifier: Apache-2.0
#include "core/judge/export_control.hpp"

#include <utility>

namespace flopledger {

namespace {

// Within this share of a limit, rounding of the figure may decide.
const Exact& nearness() {
    static const Exact share = Exact::ratio(5, 1000);
    return share;
}

// One figure held against its limits, and whether it lies close to one.
class Limits {
  public:
    void at_least(const std::optional<Derivation>& figure, const std::optional<Exact>& limit) {
        if (limit) add(figure, *limit, true);
    }

    void below(const std::optional<Derivation>& figure, const std::optional<Exact>& limit) {
        if (limit) add(figure, *limit, false);
    }

    Truth all() const { return all_hold(truths_); }
    bool is_near() const { return is_near_; }

  private:
    void add(const std::optional<Derivation>& figure, const Exact& limit, bool at_least) {
        if (!figure) {
            truths_.emplace_back(std::nullopt);
            return;
        }
        const Exact& value = figure->value.best;
        truths_.emplace_back(at_least ? value >= limit : value < limit);
        const Exact distance = value < limit ? limit - value : value - limit;
        is_near_ = is_near_ || distance <= limit * nearness();
    }

    std::vector<Truth> truths_;
    bool is_near_ = false;
};

ExportFinding hold(const std::shared_ptr<const ExportRule>& rule, const ExportMetrics& metrics) {
    ExportFinding finding{rule, {}, false};
    std::vector<Truth> alternatives;
    for (const ExportLimits& limits : rule->any) {
        Limits held;
        held.at_least(metrics.performance, limits.tpp_at_least);
        held.below(metrics.performance, limits.tpp_below);
        held.at_least(metrics.density, limits.density_at_least);
        held.below(metrics.density, limits.density_below);
        held.below(metrics.memory_rate, limits.memory_rate_below);
        alternatives.push_back(held.all());
        finding.is_near = finding.is_near || held.is_near();
    }
    finding.within = any_holds(alternatives);
    return finding;
}

}  // namespace

std::vector<ExportStanding> export_standings(
    const std::vector<std::shared_ptr<const Chip>>& chips,
    const std::vector<std::shared_ptr<const ExportRule>>& rules, const Date& day) {
    std::vector<ExportStanding> standings;
    for (const std::shared_ptr<const Chip>& chip : chips) {
        ExportStanding standing{chip, export_metrics(*chip), {}};
        for (const std::shared_ptr<const ExportRule>& rule : rules) {
            if (day < rule->in_force_from) continue;
            standing.findings.push_back(hold(rule, standing.metrics));
        }
        standings.push_back(std::move(standing));
    }
    return standings;
}

}  // namespace flopledger
