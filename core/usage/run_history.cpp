// SPDX-License-Identifier: Apache-2.0
#include "core/usage/run_history.hpp"

#include <algorithm>
#include <tuple>
#include <variant>

#include "core/base/number_text.hpp"

namespace flopledger {

namespace {

__extension__ using Wide = unsigned __int128;

// Two states of the whole of a run say how long it took; the same to 1/1000 is one run. And they
// say how many FLOP it was.
bool ended_alike(const TrainingStretch& one, const TrainingStretch& other) {
    if (one.last_iteration != other.last_iteration) return true;
    if (!flop_agrees(one, other)) return false;
    const auto [less, more] = std::minmax(one.milliseconds, other.milliseconds);
    return less == 0 || more - less <= more / 1000;
}

bool may_be_one_run(const std::vector<TrainingStretch>& run, const TrainingStretch& stretch) {
    return std::any_of(run.begin(), run.end(), [&stretch](const TrainingStretch& member) {
        return shared_until(member, stretch) != 0;
    });
}

}  // namespace

Exact flop_of(const TrainingStretch& stretch) {
    const auto flop = parse_exact(stretch.reported_flop);
    return std::holds_alternative<Exact>(flop) ? std::get<Exact>(flop) : Exact();
}

bool flop_agrees(const TrainingStretch& one, const TrainingStretch& other) {
    const Exact flop = flop_of(one);
    const Exact beside = flop_of(other);
    return flop.is_zero() || beside.is_zero() || flop == beside;
}

std::optional<std::int64_t> shared_until(const TrainingStretch& one, const TrainingStretch& other) {
    if (one.history.empty() || other.history.empty()) return std::nullopt;
    if (!ended_alike(one, other)) return 0;
    bool compared = false;
    std::int64_t shared = 0;
    auto left = one.history.begin();
    auto right = other.history.begin();
    while (left != one.history.end() && right != other.history.end()) {
        if (left->iteration != right->iteration) {
            (left->iteration < right->iteration ? left : right) += 1;
            continue;
        }
        // An evaluation has a mark of its own behind that of its step: where it differs and the
        // step does not, two runs took the same data.
        if (left->fingerprint != right->fingerprint) {
            return left->iteration == shared ? 0 : shared;
        }
        compared = true;
        shared = left->iteration;
        ++left;
        ++right;
    }
    // The shorter is the beginning of the longer, whose next entry comes later than its end.
    if (!compared) return std::nullopt;
    return std::min(one.last_iteration, other.last_iteration);
}

std::uint64_t tokens_until(const TrainingStretch& stretch, std::uint64_t all,
                           std::int64_t iteration) {
    HistoryMark before{stretch.first_iteration - 1, 0, 0};
    HistoryMark after{stretch.last_iteration, 0, all};
    for (const HistoryMark& mark : stretch.history) {
        if (mark.tokens < before.tokens || mark.tokens == 0 || mark.tokens > all) continue;
        if (mark.iteration <= before.iteration || mark.iteration >= after.iteration) continue;
        if (mark.iteration > iteration) {
            after = mark;
            break;
        }
        before = mark;
    }
    iteration = std::clamp(iteration, before.iteration, after.iteration);
    if (after.iteration == before.iteration) return after.tokens;
    const auto part = static_cast<std::uint64_t>(iteration - before.iteration);
    const auto whole = static_cast<std::uint64_t>(after.iteration - before.iteration);
    return before.tokens +
           static_cast<std::uint64_t>(Wide{after.tokens - before.tokens} * part / whole);
}

std::vector<std::vector<TrainingStretch>> runs_of(const std::vector<TrainingStretch>& stretches) {
    std::vector<std::vector<TrainingStretch>> runs;
    for (const TrainingStretch& stretch : stretches) {
        const auto found = std::find_if(runs.begin(), runs.end(), [&stretch](const auto& run) {
            return may_be_one_run(run, stretch);
        });
        (found == runs.end() ? runs.emplace_back() : *found).push_back(stretch);
    }
    // Of checkpoints the furthest tells the most: what it says of the beginning stands.
    const auto told = [](const TrainingStretch& stretch) {
        using Told = std::tuple<std::int64_t, std::uint64_t, std::uint64_t>;
        return stretch.history.empty()
                   ? Told{}
                   : Told{stretch.last_iteration, stretch.tokens, stretch.milliseconds};
    };
    for (auto& run : runs) {
        std::stable_sort(run.begin(), run.end(), [&told](const auto& left, const auto& right) {
            return told(left) > told(right);
        });
    }
    return runs;
}

void thin_out(std::vector<HistoryMark>& history) {
    // Powers of ten, so that the grids of a short and of a long history have iterations in common.
    for (std::int64_t grid = 10; history.size() > most_marks; grid *= 10) {
        // The first mark of each stretch of the grid stays, so that no history is without any; it
        // is the first of a stretch of a finer grid as well.
        const auto same = [grid](const HistoryMark& one, const HistoryMark& two) {
            return one.iteration / grid == two.iteration / grid;
        };
        history.erase(std::unique(history.begin(), history.end(), same), history.end());
    }
}

}  // namespace flopledger
