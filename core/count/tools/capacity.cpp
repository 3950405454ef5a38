// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/capacity.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/methods/chip_time.hpp"
#include "core/count/tools/declarations.hpp"

namespace flopledger {

namespace {

constexpr const char* accounting_source =
    "Baker et al. 2025, arXiv 2507.15916, appendix A.6, Table 13, option A";

// The share of a whole that a part leaves, which falls as the whole does, too; of nothing, nothing.
// Least is left of the smallest whole by the largest part: ends pair crosswise.
Ratio share_left(const Flop& whole, const Flop& part) {
    const Range left = left_over(whole, part).value;
    const auto share = [](const Exact& rest, const Exact& of) {
        return of.is_zero() ? Exact(0) : rest / of;
    };
    return {{share(left.low, whole.value.low), share(left.best, whole.value.best),
             share(left.high, whole.value.high)}};
}

std::string name_of(const ChipHolding& holding) {
    return holding.site.empty() ? holding.chip->id
                                : fmt::format("{} at {}", holding.chip->id, holding.site);
}

// The sum of rows; without any it is zero.
Derived<Flop> total_of(std::string label, MeasureBeside<BaseUnits{.flop = 1}> measures,
                       const std::vector<Derived<Flop>>& rows) {
    Flop total;
    for (const Derived<Flop>& row : rows) total = total + row.quantity();
    return computed(std::move(label), rows.empty() ? "there are no rows" : "sum over the rows",
                    total, measures, {rows.begin(), rows.end()});
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
    Derived<ChipSeconds> seconds_of(std::size_t row) const {
        const ChipHolding& holding = plan_.holdings[row];
        const std::string label = fmt::format("chip-time of {}", name_of(holding));
        if (holding.chip_seconds) {
            return cited(label, chips_.chip_seconds[row], Measures::chip_time, "the logs");
        }
        const Exact days(holding.period ? holding.period->days() : 0);
        return computed(
            label, "chips x days x 86400, less what is declared twice", chips_.chip_seconds[row],
            Measures::chip_time,
            {stated("chips", Chips{point(holding.count)}, Measures::chips, holding.place),
             stated("days", Seconds{point(days * Exact(86'400))}, Measures::days, holding.place)});
    }

    Derived<Ratio> active_of(const ChipHolding& holding) const {
        constexpr const char* label = "share of the time at work";
        if (holding.active_source.empty()) {
            return cited(label, holding.active, Measures::ratio,
                         "nobody says: anything up to all of it");
        }
        return sourced(stated(label, holding.active, Measures::ratio, holding.place),
                       holding.active_source);
    }

    void count_chips() {
        std::vector<Derived<Flop>> active;
        Exact most;
        for (std::size_t row = 0; row < plan_.holdings.size(); ++row) {
            const ChipHolding& holding = plan_.holdings[row];
            const Derived<FlopPerChipSecond> peak = peak_of(*holding.chip, holding.precision);
            const Derived<ChipSeconds> seconds = seconds_of(row);
            count_.rows.push_back(computed(
                fmt::format("capacity of {}", name_of(holding)), "chip-seconds x dense peak",
                seconds.quantity() * peak.quantity(), Measures::flop_bound, {seconds, peak}));
            const Derived<Flop>& whole = count_.rows.back();
            const Derived<Ratio> share = active_of(holding);
            active.push_back(computed(fmt::format("of it at work, {}", name_of(holding)),
                                      "capacity x share", whole.quantity() * share.quantity(),
                                      Measures::flop_bound, {whole, share}));
            if (most <= whole.value.best) {
                most = whole.value.best;
                reference_ = peak;
                count_.hours_of = holding.chip->id;
            }
        }
        count_.capacity = total_of("capacity at the dense peak", Measures::flop_bound, count_.rows);
        count_.active = total_of("capacity of the time at work", Measures::flop_bound, active);
        count_.capacity_hours = hours("capacity", count_.capacity);
        count_.active_hours = hours("chips at work", count_.active);
    }

    Derived<ChipSeconds> hours(const std::string& label, const Derived<Flop>& flop) const {
        return computed(fmt::format("{}, in hours of {}", label, count_.hours_of),
                        "FLOP / (dense peak x 3600)", flop.quantity() / reference_.quantity(),
                        Measures::chip_hours, {flop, reference_});
    }

    const Derived<Ratio>& default_of(WorkKind kind) const {
        return kind == WorkKind::training ? plan_.utilization : plan_.inference_utilization;
    }

    void count_work() {
        std::vector<Derived<Flop>> declared;
        for (std::size_t row = 0; row < plan_.work.size(); ++row) {
            const DeclaredWork& work = plan_.work[row];
            Derived<Flop> flop = cited(work.name, flop_.flop[row], Measures::flop, work.source);
            if (!work.place.file.empty()) flop.place = work.place;
            const Derived<Ratio> utilization =
                work.utilization
                    ? stated("utilization", *work.utilization, Measures::utilization, work.place)
                    : default_of(work.kind);
            count_.work_rows.push_back(computed(fmt::format("capacity that '{}' took", work.name),
                                                "FLOP / utilization",
                                                flop.quantity() / utilization.quantity(),
                                                Measures::flop_bound, {flop, utilization}));
            declared.push_back(std::move(flop));
        }
        count_.declared = total_of("work declared", Measures::flop, declared);
        count_.accounted =
            sourced(total_of("capacity accounted for", Measures::flop_bound, count_.work_rows),
                    accounting_source);
        count_.accounted_hours = hours("accounted for", count_.accounted);
        if (count_.capacity.value.high < count_.declared.value.low) {
            count_.impossible = "more FLOP are declared than the chips can do at their dense peak";
        } else if (count_.active.value.high < count_.accounted.value.low) {
            count_.impossible =
                "the work declared takes more chip-hours than chips were at work, even at the "
                "highest utilization stated";
        }
    }

    Derived<Ratio> highest() const {
        if (plan_.highest) return *plan_.highest;
        std::optional<Derived<Ratio>> most;
        for (const ChipHolding& holding : plan_.holdings) {
            auto best = best_utilization_of(*holding.chip, holding.precision);
            if (!most || most->value.high < best.value.high) most = std::move(best);
        }
        return *most;
    }

    void count_rest() {
        const Flop whole = count_.active.quantity();
        const Flop part = count_.accounted.quantity();
        count_.unexplained = computed(
            "capacity not explained", "at work - accounted for, nothing below zero",
            left_over(whole, part), Measures::flop_bound, {count_.active, count_.accounted});
        count_.unexplained_hours = hours("not explained", count_.unexplained);
        count_.unexplained_share =
            computed("share of the time at work not explained", "1 - accounted for / at work",
                     share_left(whole, part), Measures::ratio, {count_.active, count_.accounted});
        const Derived<Ratio> use = highest();
        count_.hidden = computed("largest run that what is not explained could hold",
                                 "not explained x highest utilization",
                                 count_.unexplained.quantity() * high_end(use.quantity()),
                                 Measures::flop_bound, {count_.unexplained, use});
    }

    const CapacityPlan& plan_;
    DeclaredChips chips_;
    DeclaredFlop flop_;
    Derived<FlopPerChipSecond> reference_;  // the peak that chip-hours are told by
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
