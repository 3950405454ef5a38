// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/history_count.hpp"

#include <algorithm>

#include "core/meter/formats/trainers/trainer_text.hpp"

namespace flopledger {

namespace {

__extension__ using Wide = unsigned __int128;

}  // namespace

std::uint64_t HistoryCount::current() const {
    std::uint64_t sum = before_;
    add_limited(sum, last_);
    return sum;
}

std::uint64_t HistoryCount::take(std::int64_t step, std::uint64_t value) {
    if (value == 0) {
        // Steps before the first count are not told by it.
        if (last_ == 0) step_ = std::max(step_, step);
        return 0;
    }
    const bool fell = value < last_;
    if (step == step_ && fell) return all();
    began_again_ = began_again_ || fell || step < step_;
    if (step < step_) {
        add_limited(set_aside_, current());
        largest_aside_ = std::max(largest_aside_, current());
        before_ = last_ = 0;
    } else if (step > step_) {
        const Advance advance{static_cast<std::uint64_t>(step - step_),
                              fell ? value : value - last_, value, fell};
        advances_.push_back(advance);
    }
    if (fell && last_ != 0) add_limited(before_, last_);
    step_ = step;
    last_ = value;
    return all();
}

std::uint64_t HistoryCount::all() const { return std::max(largest_aside_, current()); }

bool HistoryCount::is_faster(const Advance& advance, const Advance* other) {
    return other == nullptr ||
           Wide{advance.added} * other->steps > Wide{other->added} * advance.steps;
}

// The most that an advance can have had, at the rate of that one of the others that has most to a
// step: a mean would be as low as restarts make it.
std::uint64_t HistoryCount::most_of(const Advance& advance, const Advance* fastest) const {
    if (fastest == nullptr) return advance.added;
    const Wide at_rate = Wide{fastest->added} * advance.steps;
    const Wide rounded_up = (at_rate + fastest->steps - 1) / fastest->steps;
    const auto usual = static_cast<std::uint64_t>(std::min(rounded_up, Wide{UINT64_MAX}));
    const bool low = Wide{advance.value} * 3 < Wide{usual} * 2;
    // Before the first entry a restart hides what is not counted.
    const bool first = &advance == advances_.data();
    if (first) return advance.steps > 1 && low ? usual : advance.added;
    // All that is counted is no more than these steps alone make: it may have begun with them.
    const bool anew = Wide{advance.value} * 2 <= Wide{usual} * 3;
    const bool still = advance.added == 0;
    if (!advance.fell && !anew && !still) return advance.added;
    return std::max({advance.added, usual, anew ? advance.value : 0});
}

std::uint64_t HistoryCount::in_doubt() const {
    // Whether what stood before steps went back was executed beside the rest, nobody knows.
    std::uint64_t most = set_aside_;
    add_limited(most, current());
    const Advance* fastest = nullptr;
    const Advance* second = nullptr;
    for (const Advance& advance : advances_) {
        if (is_faster(advance, fastest)) {
            second = fastest;
            fastest = &advance;
        } else if (is_faster(advance, second)) {
            second = &advance;
        }
    }
    for (const Advance& advance : advances_) {
        const Advance* beside = &advance == fastest ? second : fastest;
        add_limited(most, most_of(advance, beside) - advance.added);
    }
    return most - all();
}

}  // namespace flopledger
