// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/cause_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/lists.hpp"
#include "core/base/number_text.hpp"
#include "core/count/doubt/cause_names.hpp"

namespace flopledger {

namespace {

// How near a ratio must come: published totals are rounded, and utilizations are printed to two or
// three digits. A pair must come nearer, since there are many.
const Exact& near_enough() {
    static const Exact distance = Exact::ratio(105, 100);
    return distance;
}
// What is worked out from figures of the same activity is off by their rounding alone.
const Exact& near_enough_to_show() {
    static const Exact distance = Exact::ratio(102, 100);
    return distance;
}
const Exact& near_enough_for_pair() {
    static const Exact distance = Exact::ratio(101, 100);
    return distance;
}

// Whether a cause may be half of a pair: not one that makes no gap of its own, nor a peak that
// nobody takes for another, nor the rare encoder-decoder and forward pass alone. Every half more
// makes more pairs that fit by chance.
bool may_pair(CauseSubject subject, const Cause& cause) {
    if (cause.expected_ratio < Exact::ratio(110, 100)) return false;
    if (subject == CauseSubject::peak) return cause.expected_ratio <= 4;
    return subject == CauseSubject::model && cause.name != name::encoder_decoder_half &&
           cause.name != name::forward_only;
}

Cause pair_of(const Cause& first, const Cause& second) {
    Cause pair{name::two_causes, first.expected_ratio * second.expected_ratio,
               fmt::format("{} ({}) and {} ({}) together: {} And {} Two causes come near some "
                           "gaps by chance: look for proof of each",
                           first.name.text, first.expected_ratio.fixed(3), second.name.text,
                           second.expected_ratio.fixed(3), first.message, second.message),
               CauseRank::pair};
    pair.formula = fmt::format("{} x {}", first.name.text, second.name.text);
    for (const Cause* cause : {&first, &second}) {
        auto ratio = computed(std::string(cause->name.text), cause->formula,
                              Ratio{point(cause->expected_ratio)}, Measures::ratio, cause->inputs);
        ratio.source = cause->source;
        pair.inputs.push_back(std::move(ratio));
    }
    return pair;
}

}  // namespace

bool Disagreement::has(Method method) const {
    return larger.method.method == method || smaller.method.method == method;
}

bool Disagreement::may_rest_on_peak() const {
    const auto may = [](const MethodName& name) {
        if (name.method == Method::logs) return name.evidence != LogEvidence::tokens;
        return name.method == Method::chip_time || name.method == Method::reported;
    };
    return may(larger.method) || may(smaller.method);
}

void CauseSearch::add_shown(Cause cause) {
    if (distance(cause.expected_ratio) > near_enough_to_show()) return;
    cause.rank = CauseRank::exact;
    shown_.push_back(std::move(cause));
}

void CauseSearch::add_assumption(Cause cause) {
    cause.rank = CauseRank::assumption;
    cause.expected_ratio = gap_.ratio;
    assumptions_.push_back(std::move(cause));
}

void CauseSearch::add_exact(CauseSubject subject, Cause cause) {
    cause.rank = CauseRank::exact;
    candidates_.push_back({subject, std::move(cause)});
}

void CauseSearch::add_open(Cause cause, const Exact& least, const std::optional<Exact>& most) {
    if (gap_.ratio < least || (most && *most < gap_.ratio)) return;
    cause.rank = CauseRank::open;
    cause.expected_ratio = gap_.ratio;
    open_.push_back({std::move(cause), most});
}

void CauseSearch::add_last_resort(Cause cause, const Exact& least, const Exact& most) {
    const std::size_t before = open_.size();
    add_open(std::move(cause), least, most);
    if (open_.size() > before) open_.back().last_resort = true;
}

Exact CauseSearch::distance(const Exact& ratio) const {
    return larger(gap_.ratio, ratio) / smaller(gap_.ratio, ratio);
}

// Five per cent are much of a small gap: 1.31 is no good account of 1.25.
bool CauseSearch::fits_closely(const Cause& cause) const {
    return (distance(cause.expected_ratio) - 1) * 10 <= gap_.ratio - 1;
}

std::optional<Cause> CauseSearch::nearest_pair() const {
    const Candidate* first = nullptr;
    const Candidate* second = nullptr;
    Exact nearest = near_enough_for_pair();
    for (const Candidate& left : candidates_) {
        if (left.subject != CauseSubject::model || !may_pair(left.subject, left.cause)) continue;
        for (const Candidate& right : candidates_) {
            if (right.subject != CauseSubject::peak || !may_pair(right.subject, right.cause)) {
                continue;
            }
            const Exact off = distance(left.cause.expected_ratio * right.cause.expected_ratio);
            if (off > nearest || (off == nearest && first != nullptr)) continue;
            nearest = off;
            first = &left;
            second = &right;
        }
    }
    if (first == nullptr) return std::nullopt;
    return pair_of(first->cause, second->cause);
}

std::vector<Cause> CauseSearch::ranked() const {
    // Of one name the first alone: several peaks of a chip may have one ratio.
    std::vector<Cause> list;
    for (const Cause& cause : shown_) add_once_by_name(list, cause);
    for (const Cause& cause : assumptions_) add_once_by_name(list, cause);

    std::vector<Cause> exact;
    for (const Candidate& candidate : candidates_) {
        if (distance(candidate.cause.expected_ratio) <= near_enough()) {
            exact.push_back(candidate.cause);
        }
    }
    // Ratios that look alike at three digits are as good: peaks are printed to three or four.
    const auto printed_distance = [&](const Cause& cause) {
        return distance(cause.expected_ratio.rounded(3));
    };
    std::stable_sort(exact.begin(), exact.end(), [&](const Cause& left, const Cause& right) {
        return printed_distance(left) < printed_distance(right);
    });
    for (const Cause& cause : exact) {
        if (fits_closely(cause)) add_once_by_name(list, cause);
    }
    if (exact.empty()) {
        if (const auto pair = nearest_pair()) add_once_by_name(list, *pair);
    }

    std::vector<Open> open = open_;
    std::stable_sort(open.begin(), open.end(), [](const Open& left, const Open& right) {
        if (!left.most || !right.most) return left.most.has_value() && !right.most.has_value();
        return *left.most < *right.most;
    });
    const bool has_bounded = std::any_of(open.begin(), open.end(), [](const Open& cause) {
        return cause.most && !cause.last_resort;
    });
    for (const Open& cause : open) {
        const bool asked = !cause.last_resort || (exact.empty() && !has_bounded);
        if (asked) add_once_by_name(list, cause.cause);
    }
    for (const Cause& cause : exact) add_once_by_name(list, cause);
    return list;
}

}  // namespace flopledger
