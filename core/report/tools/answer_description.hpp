// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/count/tools/answer.hpp"
#include "core/report/words/derivation_description.hpp"

namespace flopledger {

// Figures of the tools as documents tell them; ends that are not there are null.

template <>
struct Description<AnswerDays> {
    static constexpr std::string_view name = "days";
    static constexpr auto keys =
        std::tuple{DescribedKey{"low", "The day of the low end.", &AnswerDays::low},
                   DescribedKey{"best", "That of the best figure.", &AnswerDays::best},
                   DescribedKey{"high", "That of the high end.", &AnswerDays::high}};
};

// The ends of a figure, as numbers or in full.
template <typename Written>
struct AnswerEnds {
    const Answer* answer = nullptr;

    std::optional<Written> low() const { return end(&Range::low, KnownEnds::low_alone); }
    std::optional<Written> best() const { return end(&Range::best, KnownEnds::without_high); }
    std::optional<Written> high() const { return end(&Range::high, KnownEnds::all); }

  private:
    std::optional<Written> end(Exact Range::*end, KnownEnds from) const {
        if (answer->ends > from) return std::nullopt;
        return Written{answer->figure.value.*end};
    }
};

template <typename Written>
struct Description<AnswerEnds<Written>> {
    static constexpr std::string_view name = std::is_same_v<Written, Exact> ? "ends" : "exact_ends";
    static constexpr auto keys =
        std::tuple{DescribedKey{"low", "The low end.", &AnswerEnds<Written>::low},
                   DescribedKey{"best", "The best figure.", &AnswerEnds<Written>::best},
                   DescribedKey{"high", "The high end.", &AnswerEnds<Written>::high}};
};

template <>
struct Description<Answer> {
    static constexpr std::string_view name = "answer";
    static constexpr auto keys = std::tuple{
        DescribedKey{"label", "What the figure is.", path(&Answer::figure, &Derivation::label)},
        DescribedKey{"value", "The figure; null for ends that are never reached.",
                     [](const Answer& one) { return AnswerEnds<Exact>{&one}; }},
        DescribedKey{"exact", "The same in full.",
                     [](const Answer& one) { return AnswerEnds<ExactNumber>{&one}; }},
        DescribedKey{"unit", "Its unit; null for a ratio.",
                     as<TextOrNull>(&Answer::figure, &Derivation::unit)},
        DescribedKey{"days", "When, of a figure in years.", &Answer::days},
        DescribedKey{"note", "What is to be known of it.", as<TextOrNull>(&Answer::note)},
        DescribedKey{"derivation", "How it was reached.", &Answer::figure}};
};

// A figure as its nearest doubles and in full.
struct ToldRange {
    Range range;
};

template <>
struct Description<ToldRange> {
    static constexpr std::string_view name = "told_range";
    static constexpr auto keys =
        std::tuple{DescribedKey{"value", "The figure.", as<NumberRange>(&ToldRange::range)},
                   DescribedKey{"exact", "The same in full.", as<ExactRange>(&ToldRange::range)}};
};

}  // namespace flopledger
