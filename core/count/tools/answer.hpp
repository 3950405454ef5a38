// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/count/figures/derivation.hpp"

namespace flopledger {

// The days that the ends of a figure in years lie at; nothing where an end is never reached or lies
// beyond the calendar.
struct AnswerDays {
    std::optional<Date> low;
    std::optional<Date> best;
    std::optional<Date> high;
};

// Up to which end a figure is there: growth that stands still at one end never arrives.
enum class KnownEnds { all, without_high, low_alone, none };

// A figure that a command gives, by the key it has in JSON, with how it was reached. Of ends that
// are not there the derivation's value repeats the one before.
struct Answer {
    std::string key;
    Derivation figure;
    KnownEnds ends = KnownEnds::all;
    std::optional<AnswerDays> days{};
    std::string note{};  // one sentence or none
};

// A group of answers under one heading.
struct AnswerGroup {
    std::string title;
    std::vector<Answer> answers;
};

}  // namespace flopledger
