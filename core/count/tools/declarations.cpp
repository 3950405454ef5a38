// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/declarations.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/figures/figure_names.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t day = 86'400;  // in seconds

int days_in_common(const Period& left, const Period& right) {
    const int from = std::max(day_number(left.from), day_number(right.from));
    return std::max(0, std::min(day_number(left.to), day_number(right.to)) - from);
}

std::string line_of(const Place& place) { return fmt::format("line {}", place.line); }

// Days that a chip's id was declared for, by row.
struct Stay {
    std::size_t row = 0;
    int from = 0;
    int to = 0;
};

// Rows that begin and end on a day.
struct Change {
    std::vector<std::size_t> begins;
    std::vector<std::size_t> ends;
};

class ChipRows {
  public:
    explicit ChipRows(const std::vector<ChipHolding>& holdings) : holdings_(holdings) {}

    DeclaredChips declared() && {
        for (const ChipHolding& holding : holdings_)
            seconds_.push_back({point(declared_of(holding))});
        take_out_same_chips();
        take_out_same_rows();
        return {std::move(seconds_), std::move(findings_)};
    }

  private:
    static Exact declared_of(const ChipHolding& holding) {
        if (holding.chip_seconds) return *holding.chip_seconds;
        return holding.count * Exact(holding.period ? holding.period->days() : 0) * Exact(day);
    }

    void take_out_same_chips() {
        std::map<std::string, std::vector<Stay>, std::less<>> stays;
        for (std::size_t row = 0; row < holdings_.size(); ++row) {
            const ChipHolding& holding = holdings_[row];
            if (!holding.period) continue;
            for (const std::string& id : holding.ids) {
                stays[id].push_back(
                    {row, day_number(holding.period->from), day_number(holding.period->to)});
            }
        }
        std::size_t chips = 0;
        std::string first;
        for (auto& [id, list] : stays) {
            if (!take_out(list)) continue;
            if (chips++ == 0) {
                first = fmt::format("'{}' in {} and {}", id, line_of(holdings_[list[0].row].place),
                                    line_of(holdings_[list[1].row].place));
            }
        }
        if (chips == 0) return;
        findings_.push_back({name::chip_declared_twice,
                             fmt::format("{} chip{} declared twice for the same days, such as {}; "
                                         "each counts once",
                                         chips, chips == 1 ? " is" : "s are", first)});
    }

    // Takes days that came before out of the later rows; whether there were any.
    bool take_out(std::vector<Stay>& stays) {
        std::stable_sort(stays.begin(), stays.end(), [](const Stay& left, const Stay& right) {
            return left.from < right.from;
        });
        bool twice = false;
        int seen_until = stays.front().from;
        for (const Stay& stay : stays) {
            const int again = std::max(0, std::min(seen_until, stay.to) - stay.from);
            if (again > 0) {
                twice = true;
                const Exact& whole = seconds_[stay.row].value.best;
                seconds_[stay.row] = {point(whole - Exact(again) * Exact(day))};
            }
            seen_until = std::max(seen_until, stay.to);
        }
        return twice;
    }

    // Rows of chips without ids, by site, chip and precision.
    void take_out_same_rows() {
        std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> groups;
        for (std::size_t row = 0; row < holdings_.size(); ++row) {
            const ChipHolding& holding = holdings_[row];
            if (!holding.period || unnamed_of(holding).is_zero()) continue;
            groups[{holding.site, holding.chip->id}].push_back(row);
        }
        for (auto& [key, rows] : groups) take_out_overlap(key.first, rows);
    }

    static Exact unnamed_of(const ChipHolding& holding) {
        return holding.count - Exact(static_cast<std::int64_t>(holding.ids.size()));
    }

    // Day by day the largest row is certain, and what others add to it may be the same chips.
    void take_out_overlap(const std::string& site, const std::vector<std::size_t>& rows) {
        std::map<int, Change> changes;
        for (const std::size_t row : rows) {
            changes[day_number(holdings_[row].period->from)].begins.push_back(row);
            changes[day_number(holdings_[row].period->to)].ends.push_back(row);
        }
        std::set<std::pair<Exact, std::size_t>> present;
        std::map<std::size_t, int> doubtful_days;  // less the days on which a row was the largest
        std::vector<std::size_t> doubtful;
        int shared = 0;  // days on which there were several rows
        int since = 0;
        for (const auto& [number, change] : changes) {
            if (present.size() > 1) {
                shared += number - since;
                doubtful_days[present.rbegin()->second] -= number - since;
            }
            for (const std::size_t row : change.ends) {
                present.erase({unnamed_of(holdings_[row]), row});
                doubtful_days[row] += shared;
                if (take_less(row, doubtful_days[row])) doubtful.push_back(row);
            }
            for (const std::size_t row : change.begins) {
                present.emplace(unnamed_of(holdings_[row]), row);
                doubtful_days[row] -= shared;
            }
            since = number;
        }
        if (doubtful.empty()) return;
        const ChipHolding& one = holdings_[*std::min_element(doubtful.begin(), doubtful.end())];
        findings_.push_back(
            {name::inventory_overlap,
             fmt::format(
                 "rows of {}{} are of the same days, such as {}; they may be the same chips "
                 "and count once at the low end: give ids, or sites of their own",
                 one.chip->id, site.empty() ? "" : fmt::format(" at '{}'", site),
                 line_of(one.place))});
    }

    // Takes days of a row's chips without ids out of its low end; whether there are any.
    bool take_less(std::size_t row, int days) {
        if (days == 0) return false;
        const Exact less = unnamed_of(holdings_[row]) * Exact(days) * Exact(day);
        const Range& whole = seconds_[row].value;
        seconds_[row] = {between(whole.low - less, whole.high)};
        return true;
    }

    const std::vector<ChipHolding>& holdings_;
    std::vector<ChipSeconds> seconds_;
    std::vector<Finding> findings_;
};

// The time of all chips, as stretches that do not touch.
std::vector<Period> time_of(const std::vector<ChipHolding>& holdings) {
    std::vector<Period> periods;
    for (const ChipHolding& holding : holdings) {
        if (holding.period) periods.push_back(*holding.period);
    }
    std::sort(periods.begin(), periods.end(),
              [](const Period& left, const Period& right) { return left.from < right.from; });
    std::vector<Period> merged;
    for (const Period& period : periods) {
        if (merged.empty() || merged.back().to < period.from) {
            merged.push_back(period);
        } else {
            merged.back().to = std::max(merged.back().to, period.to);
        }
    }
    return merged;
}

// What of a row's FLOP fell into the time of the chips.
Flop within(const DeclaredWork& work, const std::vector<Period>& time) {
    if (!work.period || time.empty()) return work.flop;
    int days = 0;
    for (const Period& period : time) days += days_in_common(*work.period, period);
    if (days == 0) return {point(0)};
    if (days == work.period->days()) return work.flop;
    const Range& whole = work.flop.value;
    return {{0, whole.best * Exact::ratio(days, work.period->days()), whole.high}};
}

// What is known of work when another row of its name follows.
struct Earlier {
    std::size_t row = 0;
    int until = 0;  // days since 1970
};

constexpr int beyond = 4'000'000;  // days: after year 9999

// Rows of one name, in order of their time, of which some share days.
void take_out_same_work(const std::vector<DeclaredWork>& work, std::vector<std::size_t> rows,
                        DeclaredFlop& declared) {
    const auto from = [&](std::size_t row) {
        return work[row].period ? day_number(work[row].period->from) : -beyond;
    };
    const auto until = [&](std::size_t row) {
        return work[row].period ? day_number(work[row].period->to) : beyond;
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::size_t left, std::size_t right) { return from(left) < from(right); });
    Earlier earlier{rows.front(), until(rows.front())};
    bool twice = false;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const std::size_t row = rows[i];
        if (from(row) >= earlier.until) {
            earlier = {row, until(row)};
            continue;
        }
        twice = true;
        // The larger low end is kept, whichever row it came from.
        Range& kept = declared.flop[earlier.row].value;
        Range& again = declared.flop[row].value;
        const Exact low = larger(kept.low, again.low);
        kept = {low, larger(kept.best, low), larger(kept.high, low)};
        again = {0, again.best * Exact::ratio(1, 2), again.high};
        earlier.until = std::max(earlier.until, until(row));
    }
    if (!twice) return;
    declared.findings.push_back(
        {name::work_declared_twice,
         fmt::format("'{}' is declared more than once for the same time; it may be the same work "
                     "and counts once at the low end: give each its own name",
                     work[rows.front()].name)});
}

}  // namespace

DeclaredChips declared_chips(const std::vector<ChipHolding>& holdings) {
    return ChipRows(holdings).declared();
}

DeclaredFlop declared_flop(const std::vector<DeclaredWork>& work,
                           const std::vector<ChipHolding>& holdings) {
    DeclaredFlop declared;
    const std::vector<Period> time = time_of(holdings);
    std::map<std::string, std::vector<std::size_t>, std::less<>> rows;
    for (std::size_t row = 0; row < work.size(); ++row) {
        Flop flop = within(work[row], time);
        if (!(flop == work[row].flop)) {
            declared.findings.push_back(
                {name::work_outside_inventory,
                 fmt::format("'{}' {} outside the time of the chips; {}", work[row].name,
                             flop.value.high.is_zero() ? "lies" : "lies in part",
                             flop.value.high.is_zero()
                                 ? "it accounts for none of it"
                                 : "its share may be anything, best by days")});
        }
        rows[work[row].name].push_back(row);
        declared.flop.push_back(std::move(flop));
    }
    for (auto& [name, list] : rows) take_out_same_work(work, std::move(list), declared);
    return declared;
}

}  // namespace flopledger
