// SPDX-License-Identifier: Apache-2.0
#include "core/count/capacity.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/chip_time.hpp"
#include "core/count/declarations.hpp"

namespace flopledger {

namespace {

constexpr const char* accounting_source =
    "Baker et al. 2025, arXiv 2507.15916, appendix A.6, Table 13, option A";

// One less another, and nothing rather than less than nothing.
Exact rest_of(const Exact& whole, const Exact& part) {
    return part < whole ? whole - part : Exact(0);
}

std::string name_of(const ChipHolding& holding) {
    return holding.site.empty() ? holding.chip->id
                                : fmt::format("{} at {}", holding.chip->id, holding.site);
}

// The sum of rows; without any it is zero.
Derivation total_of(std::string label, std::vector<Derivation> rows) {
    Range total = point(0);
    for (const Derivation& row : rows) total = total + row.value;
    std::string formula = rows.empty() ? "there are no rows" : "sum over the rows";
    return computed(std::move(label), std::move(formula), total, "FLOP", std::move(rows));
}

class Counter {
  public:
    explicit Counter(const CapacityPlan& plan)
        : plan_(plan),
          chips_(declared_chips(plan.holdings)),
          flop_(declared_flop(plan.work, plan.holdings)) {}

    CapacityCount count() && {
        count_.findings = chips_.findings;
        count_.findings.insert(count_.findings.end(), flop_.findings.begin(), flop_.findings.end());
        count_chips();
        count_work();
        count_rest();
        return std::move(count_);
    }

  private:
    // Chip-seconds of a row, as it says or as its count and days give it.
    Derivation seconds_of(std::size_t row) const {
        const ChipHolding& holding = plan_.holdings[row];
        const std::string label = fmt::format("chip-time of {}", name_of(holding));
        if (holding.chip_seconds) {
            return cited(label, chips_.chip_seconds[row], "chip-seconds", "the logs");
        }
        const Exact days(holding.period ? holding.period->days() : 0);
        return computed(label, "chips x days x 86400, less what is declared twice",
                        chips_.chip_seconds[row], "chip-seconds",
                        {stated("chips", point(holding.count), "chips", holding.place),
                         stated("days", point(days), "days", holding.place)});
    }

    Derivation active_of(const ChipHolding& holding) const {
        if (holding.active_source.empty()) {
            return cited("share of the time at work", holding.active, "",
                         "nobody says: anything up to all of it");
        }
        Derivation share = stated("share of the time at work", holding.active, "", holding.place);
        share.source = holding.active_source;
        return share;
    }

    void count_chips() {
        std::vector<Derivation> active;
        Exact most;
        for (std::size_t row = 0; row < plan_.holdings.size(); ++row) {
            const ChipHolding& holding = plan_.holdings[row];
            const Derivation peak = peak_of(*holding.chip, holding.precision);
            const Derivation seconds = seconds_of(row);
            count_.rows.push_back(computed(fmt::format("capacity of {}", name_of(holding)),
                                           "chip-seconds x dense peak", seconds.value * peak.value,
                                           "FLOP", {seconds, peak}));
            const Derivation& whole = count_.rows.back();
            const Derivation share = active_of(holding);
            active.push_back(computed(fmt::format("of it at work, {}", name_of(holding)),
                                      "capacity x share", whole.value * share.value, "FLOP",
                                      {whole, share}));
            if (most <= whole.value.best) {
                most = whole.value.best;
                reference_ = peak;
                count_.hours_of = holding.chip->id;
            }
        }
        count_.capacity = total_of("capacity at the dense peak", count_.rows);
        count_.active = total_of("capacity of the time at work", std::move(active));
        count_.capacity_hours = hours("capacity", count_.capacity);
        count_.active_hours = hours("chips at work", count_.active);
    }

    Derivation hours(const std::string& label, const Derivation& flop) const {
        return computed(fmt::format("{}, in hours of {}", label, count_.hours_of),
                        "FLOP / (dense peak x 3600)", flop.value / (reference_.value * point(3600)),
                        "chip-hours", {flop, reference_});
    }

    const Derivation& default_of(WorkKind kind) const {
        return kind == WorkKind::training ? plan_.utilization : plan_.inference_utilization;
    }

    void count_work() {
        std::vector<Derivation> declared;
        for (std::size_t row = 0; row < plan_.work.size(); ++row) {
            const DeclaredWork& work = plan_.work[row];
            Derivation flop = cited(work.name, flop_.flop[row], "FLOP", work.source);
            if (!work.place.file.empty()) flop.place = work.place;
            const Derivation utilization =
                work.utilization ? stated("utilization", *work.utilization, "", work.place)
                                 : default_of(work.kind);
            count_.work_rows.push_back(
                computed(fmt::format("capacity that '{}' took", work.name), "FLOP / utilization",
                         flop.value / utilization.value, "FLOP", {flop, utilization}));
            declared.push_back(std::move(flop));
        }
        count_.declared = total_of("work declared", std::move(declared));
        count_.accounted = total_of("capacity accounted for", count_.work_rows);
        count_.accounted.source = accounting_source;
        count_.accounted_hours = hours("accounted for", count_.accounted);
        if (count_.capacity.value.high < count_.declared.value.low) {
            count_.impossible = "more FLOP are declared than the chips can do at their dense peak";
        } else if (count_.active.value.high < count_.accounted.value.low) {
            count_.impossible =
                "the work declared takes more chip-hours than chips were at work, even at the "
                "highest utilization stated";
        }
    }

    Derivation highest() const {
        if (plan_.highest) return *plan_.highest;
        std::optional<Derivation> most;
        for (const ChipHolding& holding : plan_.holdings) {
            Derivation best = best_utilization_of(*holding.chip, holding.precision);
            if (!most || most->value.high < best.value.high) most = std::move(best);
        }
        return *most;
    }

    void count_rest() {
        const Range& whole = count_.active.value;
        const Range& part = count_.accounted.value;
        count_.unexplained =
            computed("capacity not explained", "at work - accounted for, nothing below zero",
                     {rest_of(whole.low, part.high), rest_of(whole.best, part.best),
                      rest_of(whole.high, part.low)},
                     "FLOP", {count_.active, count_.accounted});
        count_.unexplained_hours = hours("not explained", count_.unexplained);
        count_.unexplained_share =
            computed("share of the time at work not explained", "1 - accounted for / at work",
                     share_of_rest(), "", {count_.active, count_.accounted});
        const Derivation use = highest();
        count_.hidden = computed("largest run that what is not explained could hold",
                                 "not explained x highest utilization",
                                 count_.unexplained.value * point(use.value.high), "FLOP",
                                 {count_.unexplained, use});
    }

    // The share falls as the time at work does, too.
    Range share_of_rest() const {
        const Range& whole = count_.active.value;
        const Range& part = count_.accounted.value;
        const auto share = [](const Exact& of, const Exact& taken) {
            return of.is_zero() ? Exact(0) : rest_of(of, taken) / of;
        };
        return {share(whole.low, part.high), share(whole.best, part.best),
                share(whole.high, part.low)};
    }

    const CapacityPlan& plan_;
    DeclaredChips chips_;
    DeclaredFlop flop_;
    Derivation reference_;
    CapacityCount count_;
};

}  // namespace

CapacityCount count_capacity(const CapacityPlan& plan) { return Counter(plan).count(); }

std::vector<AnswerGroup> capacity_answers(const CapacityCount& count) {
    std::vector<AnswerGroup> groups{{"The chips",
                                     {{"capacity_chip_hours", count.capacity_hours},
                                      {"capacity_flop", count.capacity},
                                      {"active_chip_hours", count.active_hours},
                                      {"active_flop", count.active}}},
                                    {"The work",
                                     {{"declared_flop", count.declared},
                                      {"accounted_chip_hours", count.accounted_hours},
                                      {"accounted_flop", count.accounted}}},
                                    {"What is left",
                                     {{"unexplained_chip_hours", count.unexplained_hours},
                                      {"unexplained_flop", count.unexplained},
                                      {"unexplained_share", count.unexplained_share},
                                      {"largest_hidden_run", count.hidden}}}};
    return groups;
}

}  // namespace flopledger
