// SPDX-License-Identifier: Apache-2.0
#include "core/count/audit/equation_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/enum_words.hpp"
#include "core/base/figure_text.hpp"
#include "core/count/audit/row_activity.hpp"
#include "core/count/audit/row_names.hpp"
#include "core/count/doubt/cause_names.hpp"
#include "core/count/doubt/causes.hpp"
#include "core/count/figures/figure_names.hpp"

namespace flopledger {

Exact ratio_between(const Exact& left, const Exact& right) {
    return larger(left, right) / smaller(left, right);
}

bool are_close(const Exact& left, const Exact& right) {
    return !left.is_zero() && !right.is_zero() && within_ten_percent(left, right);
}

int power_of_thousand(const Exact& ratio) {
    for (int power = 1; power <= 4; ++power) {
        if (ratio_between(ratio, Exact::power_of_ten(3 * power)) * 100 <= 105) return power;
    }
    return 0;
}

std::optional<Cause> slip_of_ten(const Exact& ratio) {
    if (const int thousands = power_of_thousand(ratio); thousands != 0) {
        return Cause{name::unit_slip, Exact::power_of_ten(3 * thousands),
                     "is a figure meant in thousands, millions, billions or tera?"};
    }
    for (const int power : {1, 2, 4, 5}) {
        if (ratio_between(ratio, Exact::power_of_ten(power)) * 100 > 101) continue;
        return Cause{name::unit_slip, Exact::power_of_ten(power),
                     "is a digit too many or too few in one of the figures?"};
    }
    return std::nullopt;
}

std::string quoted(const NoteEquation& equation) {
    constexpr std::size_t most = 160;
    std::string text;
    for (const char letter : equation.text.substr(0, most)) {
        const bool blank = letter == '\n' || letter == '\r' || letter == '\t';
        if (!blank || (!text.empty() && text.back() != ' ')) text += blank ? ' ' : letter;
    }
    while (equation.text.size() > most && (text.back() & 0x80) != 0) text.pop_back();
    return equation.text.size() > most ? text + "..." : text;
}

namespace {

// A calculation that does not make what it says. Where the figure beside it does not rest on it, it
// is a slip.
std::optional<Contradiction> wrong_result(const NoteEquation& equation,
                                          const std::optional<Exact>& figure_beside) {
    if (are_close(equation.stated, equation.computed)) return std::nullopt;
    if (equation.computed.is_zero() || equation.computed.is_negative()) return std::nullopt;
    const Exact ratio = ratio_between(equation.stated, equation.computed);
    const bool rests = figure_beside && are_close(equation.stated, *figure_beside);
    Contradiction found{
        .certainty = rests ? Certainty::arithmetic : Certainty::slip,
        .kind = name::equation_wrong,
        .ratio = ratio,
        .message = fmt::format("`{}` makes {}", quoted(equation), figure(equation.computed)),
        .causes = {},
        .place = equation.place};
    if (equation.share_above_one) {
        found.causes.push_back({name::percent_for_share, 100,
                                "is a utilization in per cent multiplied as if it were a share?"});
    }
    if (auto slip = slip_of_ten(ratio)) found.causes.push_back(std::move(*slip));
    if (equation.kind == EquationKind::operations && ratio_between(ratio, 6) * 100 <= 105) {
        found.causes.push_back({name::six_left_out, 6,
                                "is the six of 6ND counted once too often or "
                                "not at all?"});
    }
    if (found.causes.empty()) {
        found.causes.push_back({name::unknown_cause, ratio, "which of the figures is a slip?"});
    }
    return found;
}

// 6ND that is N x D: a sixth of the count.
std::optional<Contradiction> left_out_six(const NoteEquation& equation, const Exact& stated) {
    if (!equation.lacks_six || !are_close(equation.computed, stated)) return std::nullopt;
    return Contradiction{
        .certainty = Certainty::arithmetic,
        .kind = name::equation_wrong,
        .ratio = 6,
        .message = fmt::format("`{}` is parameters x tokens; 6ND would be {}", quoted(equation),
                               figure(6 * equation.computed)),
        .causes = {{name::six_left_out, 6, "is the six of 6ND left out of the stated compute?"}},
        .place = equation.place};
}

// A utilization above one that the result holds.
std::optional<Contradiction> share_above_one(const NoteEquation& equation) {
    if (!equation.share_above_one || !are_close(equation.stated, equation.computed)) {
        return std::nullopt;
    }
    return Contradiction{
        .certainty = Certainty::arithmetic,
        .kind = name::equation_wrong,
        .ratio = 100,
        .message = fmt::format("`{}` multiplies by a utilization above one", quoted(equation)),
        .causes = {{name::percent_for_share, 100,
                    "is a utilization in per cent multiplied as if it were a share?"}},
        .place = equation.place};
}

// The other peak of a chip that a rate is, within 1 %: of another precision that the notes do not
// name and that is not one of the 16-bit units, or the sparse one.
std::optional<Cause> other_peak(const SurveyRow& row, const Chip& chip, const Peak& used,
                                const Exact& rate) {
    const Exact& dense = used.dense.value.best;
    const auto is = [&rate](const Exact& peak) { return ratio_between(rate, peak) * 100 <= 101; };
    if (is(dense)) return std::nullopt;
    for (const Peak& peak : chip.peaks) {
        if (!is(peak.dense.value.best)) continue;
        const bool is_matrix =
            peak.precision == Precision::bf16 || peak.precision == Precision::fp16;
        if (is_matrix || is_named(row, peak.precision)) return std::nullopt;
        if (peak.dense.value.best >= dense) continue;
        return Cause{
            name::wrong_peak_precision, dense / peak.dense.value.best,
            fmt::format("{} is the {} peak of {}; did it not run its {} units?", figure(rate),
                        word(peak.precision), chip.id, word(used.precision))};
    }
    if (chip.sparse_multiplier > 1 && is(dense * chip.sparse_multiplier)) {
        return Cause{name::sparse_peak_used, chip.sparse_multiplier,
                     fmt::format("{} is the sparse {} peak of {}, or its dense one at half the "
                                 "bits: which is meant?",
                                 figure(rate), word(used.precision), chip.id)};
    }
    return std::nullopt;
}

// What every chip of one name says of a rate: that it is another of its peaks. `is_own` where it is
// the peak that one of them runs at.
std::optional<Cause> other_peak_of(const SurveyRow& row, const HardwareName& name,
                                   const Exact& rate, bool& is_own) {
    std::optional<Cause> found;
    for (const std::shared_ptr<const Chip>& chip : name.chips) {
        const auto precision = row_precision(row, *chip);
        if (!precision) return std::nullopt;
        const Peak& used = *chip->peak_at(*precision);
        is_own = is_own || ratio_between(rate, used.dense.value.best) * 100 <= 101;
        found = other_peak(row, *chip, used, rate);
        if (!found) return std::nullopt;
    }
    return found;
}

// The mean of two figures that differ.
std::optional<Contradiction> averaged(const NoteEquation& equation, const Exact& stated) {
    if (equation.kind != EquationKind::mean || !are_close(equation.stated, stated))
        return std::nullopt;
    std::vector<Exact> parts = equation.factors;
    std::erase_if(parts, [](const Exact& part) { return part < Exact::power_of_ten(17); });
    if (parts.size() != 2 || are_close(parts[0], parts[1])) return std::nullopt;
    const Exact ratio = ratio_between(parts[0], parts[1]);
    return Contradiction{
        .certainty = Certainty::assumption,
        .kind = name::figures_averaged,
        .ratio = ratio,
        .message = fmt::format("the row states the geometric mean of {} and {}", figure(parts[0]),
                               figure(parts[1])),
        .causes = {{name::assumed_utilization, ratio,
                    "the utilization of the larger or smaller one is assumed; is the operation "
                    "count not the better figure?"}},
        .place = equation.place};
}

template <typename Found>
void add(std::vector<Contradiction>& list, Found found) {
    if (found) list.push_back(std::move(*found));
}

}  // namespace

std::optional<Contradiction> wrong_peak(const SurveyRow& row, const NoteEquation& equation) {
    if (equation.kind != EquationKind::chip_time) return std::nullopt;
    std::vector<Exact> rates = equation.rates;
    rates.insert(rates.end(), equation.factors.begin(), equation.factors.end());
    for (const Exact& rate : rates) {
        if (rate < Exact::power_of_ten(13) || rate > Exact::power_of_ten(17)) continue;
        std::optional<Cause> found;
        bool is_own = false;
        for (const HardwareName& name : row.hardware) {
            auto other = other_peak_of(row, name, rate, is_own);
            if (other && !found) found = std::move(other);
        }
        if (!found || is_own) continue;
        return Contradiction{
            .certainty = Certainty::conflict,
            .kind = name::peak_differs,
            .ratio = found->expected_ratio,
            .message = fmt::format("`{}` takes another peak than the chip's dense 16-bit one",
                                   quoted(equation)),
            .causes = {*found},
            .place = equation.place};
    }
    return std::nullopt;
}

std::optional<Contradiction> other_calculation(const SurveyRow& row, const NoteClaims& notes,
                                               const NoteEquation& equation, const Exact& stated) {
    const bool holds = are_close(equation.stated, equation.computed);
    if (equation.kind != EquationKind::chip_time || !holds || notes.names_mean) return std::nullopt;
    bool counted = false;
    for (const NoteEquation& other : notes.equations) {
        if (other.kind == EquationKind::mean || other.kind == EquationKind::sum) {
            return std::nullopt;
        }
        counted = counted ||
                  (other.kind == EquationKind::operations && are_close(other.computed, stated));
    }
    const Exact ratio = ratio_between(equation.stated, stated);
    if (!counted || ratio * 10 < 14 || wrong_peak(row, equation)) return std::nullopt;
    return Contradiction{
        .certainty = Certainty::assumption,
        .kind = name::methods_disagree,
        .ratio = ratio,
        .message = fmt::format("`{}`, the row states {}", quoted(equation), figure(stated)),
        .causes = {{name::assumed_utilization, ratio,
                    "do the utilization and the time multiplied hold for all of this run?"}},
        .place = equation.place};
}

std::optional<Contradiction> other_utilization(const SurveyRow& row, const NoteClaims& notes,
                                               const NoteEquation& equation, const Exact& stated) {
    const bool by_columns = row.chips && row.hours && !row.chip_hours;
    if (equation.kind != EquationKind::chip_time || equation.shares.size() != 1 || !by_columns) {
        return std::nullopt;
    }
    const bool joined =
        std::any_of(notes.equations.begin(), notes.equations.end(), [](const NoteEquation& other) {
            return other.kind == EquationKind::mean || other.kind == EquationKind::sum;
        });
    if (joined || notes.names_mean || wrong_peak(row, equation)) return std::nullopt;
    const Exact& share = equation.shares.front();
    std::optional<Exact> nearest;
    for (const std::shared_ptr<const Chip>& chip : row_chips(row)) {
        const Peak* peak = chip->peak_at(*row_precision(row, *chip));
        const Exact at_peak = *row.chips * *row.hours * 3600 * peak->dense.value.best;
        if (at_peak.is_zero() || share.is_zero()) return std::nullopt;
        const Exact implied = stated / at_peak;
        const bool nearer =
            !nearest || ratio_between(implied, share) < ratio_between(*nearest, share);
        if (nearer) nearest = implied;
    }
    if (!nearest || ratio_between(*nearest, share) * 10 <= 14) return std::nullopt;
    const Exact ratio = ratio_between(*nearest, share);
    return Contradiction{
        .certainty = Certainty::assumption,
        .kind = name::methods_disagree,
        .ratio = ratio,
        .message = fmt::format("chips and hours of the row make the stated {} at {}, its notes "
                               "calculate with {}",
                               figure(stated), percent(*nearest), percent(share)),
        .causes = {{*nearest > share ? name::chip_hours_of_a_part : name::assumed_utilization,
                    ratio, "are the chips and hours multiplied those of the columns?"}},
        .place = equation.place};
}

std::optional<Contradiction> wrong_tokens(const NoteEquation& equation) {
    if (!equation.of_tokens || equation.computed.is_zero() || equation.computed.is_negative()) {
        return std::nullopt;
    }
    const Exact ratio = ratio_between(equation.stated, equation.computed);
    if (ratio * 100 < 125 || ratio > 100) return std::nullopt;
    return wrong_result(equation, std::nullopt);
}

std::vector<Contradiction> contradictions_of_equation(const SurveyRow& row,
                                                      const NoteEquation& equation,
                                                      const std::optional<Exact>& stated) {
    std::vector<Contradiction> list;
    add(list, wrong_result(equation, stated));
    add(list, share_above_one(equation));
    add(list, wrong_peak(row, equation));
    if (!stated) return list;
    add(list, left_out_six(equation, *stated));
    add(list, averaged(equation, *stated));
    return list;
}

}  // namespace flopledger
