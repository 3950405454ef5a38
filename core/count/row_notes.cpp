// SPDX-License-Identifier: Apache-2.0
#include "core/count/row_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/causes.hpp"

namespace flopledger {

namespace {

Exact ratio_of(const Exact& left, const Exact& right) {
    return larger(left, right) / smaller(left, right);
}

bool near(const Exact& left, const Exact& right) {
    return !left.is_zero() && !right.is_zero() && within_ten_percent(left, right);
}

// The power of a thousand, from one to four, that a ratio is within 5 %; 0 for none.
int power_of_thousand(const Exact& ratio) {
    for (int power = 1; power <= 4; ++power) {
        if (ratio_of(ratio, Exact::power_of_ten(3 * power)) * 100 <= 105) return power;
    }
    return 0;
}

// The calculation that reaches a figure, or nullptr: first one whose stated result it is.
const NoteEquation* equation_of(const NoteClaims& notes, const Exact& figure) {
    for (const NoteEquation& equation : notes.equations) {
        if (!equation.of_tokens && near(equation.stated, figure)) return &equation;
    }
    for (const NoteEquation& equation : notes.equations) {
        if (!equation.of_tokens && near(equation.computed, figure)) return &equation;
    }
    return nullptr;
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

// A calculation that does not make what it says. Where the figure beside it does not rest on it, it
// is a slip.
std::optional<Contradiction> wrong_result(const NoteEquation& equation,
                                          const std::optional<Exact>& figure_beside) {
    if (near(equation.stated, equation.computed)) return std::nullopt;
    if (equation.computed.is_zero() || equation.computed.is_negative()) return std::nullopt;
    const Exact ratio = ratio_of(equation.stated, equation.computed);
    const bool rests = figure_beside && near(equation.stated, *figure_beside);
    Contradiction found{
        .certainty = rests ? Certainty::arithmetic : Certainty::slip,
        .kind = "equation-wrong",
        .ratio = ratio,
        .message = fmt::format("`{}` makes {}", quoted(equation), figure(equation.computed)),
        .causes = {},
        .place = equation.place};
    if (equation.share_above_one) {
        found.causes.push_back({"percent-for-share", 100,
                                "is a utilization in per cent multiplied as if it were a share?"});
    }
    if (power_of_thousand(ratio) != 0) {
        found.causes.push_back({"unit-slip", Exact::power_of_ten(3 * power_of_thousand(ratio)),
                                "is a figure meant in thousands, millions, billions or tera?"});
    }
    if (equation.kind == EquationKind::operations && ratio_of(ratio, 6) * 100 <= 105) {
        found.causes.push_back({"six-left-out", 6,
                                "is the six of 6ND counted once too often or "
                                "not at all?"});
    }
    if (found.causes.empty()) {
        found.causes.push_back({"unknown-cause", ratio, "which of the figures is a slip?"});
    }
    return found;
}

// 6ND that is N x D: a sixth of the count.
std::optional<Contradiction> left_out_six(const NoteEquation& equation, const Exact& stated) {
    if (!equation.lacks_six || !near(equation.computed, stated)) return std::nullopt;
    return Contradiction{
        .certainty = Certainty::arithmetic,
        .kind = "equation-wrong",
        .ratio = 6,
        .message = fmt::format("`{}` is parameters x tokens; 6ND would be {}", quoted(equation),
                               figure(6 * equation.computed)),
        .causes = {{"six-left-out", 6, "is the six of 6ND left out of the stated compute?"}},
        .place = equation.place};
}

// A utilization above one that the result holds.
std::optional<Contradiction> share_above_one(const NoteEquation& equation) {
    if (!equation.share_above_one || !near(equation.stated, equation.computed)) {
        return std::nullopt;
    }
    return Contradiction{
        .certainty = Certainty::arithmetic,
        .kind = "equation-wrong",
        .ratio = 100,
        .message = fmt::format("`{}` multiplies by a utilization above one", quoted(equation)),
        .causes = {{"percent-for-share", 100,
                    "is a utilization in per cent multiplied as if it were a share?"}},
        .place = equation.place};
}

// The other peak of a chip that a rate is, within 1 %: of another precision, or the sparse one.
std::optional<Cause> other_peak(const Chip& chip, const Peak& used, const Exact& rate) {
    const Exact& dense = used.dense.value.best;
    const auto is = [&rate](const Exact& peak) { return ratio_of(rate, peak) * 100 <= 101; };
    if (is(dense)) return std::nullopt;
    for (const Peak& peak : chip.peaks) {
        if (peak.dense.value.best >= dense || !is(peak.dense.value.best)) continue;
        return Cause{
            "wrong-peak-precision", dense / peak.dense.value.best,
            fmt::format("{} is the {} peak of {}; did it not run its {} units?", figure(rate),
                        word(peak.precision), chip.id, word(used.precision))};
    }
    if (chip.sparse_multiplier > 1 && is(dense * chip.sparse_multiplier)) {
        return Cause{"sparse-peak-used", chip.sparse_multiplier,
                     fmt::format("{} is the sparse {} peak of {}, or its dense one at half the "
                                 "bits: which is meant?",
                                 figure(rate), word(used.precision), chip.id)};
    }
    return std::nullopt;
}

// A calculation by chip-time with the peak of something else. Every candidate must say so.
std::optional<Contradiction> wrong_peak(const CatalogueRow& row, const NoteEquation& equation) {
    if (equation.kind != EquationKind::chip_time) return std::nullopt;
    std::vector<Exact> rates = equation.rates;
    rates.insert(rates.end(), equation.factors.begin(), equation.factors.end());
    for (const Exact& rate : rates) {
        if (rate < Exact::power_of_ten(13) || rate > Exact::power_of_ten(17)) continue;
        std::optional<Cause> found;
        for (const HardwareName& name : row.hardware) {
            for (const std::shared_ptr<const Chip>& chip : name.chips) {
                const auto precision = row_precision(row, *chip);
                if (!precision) return std::nullopt;
                found = other_peak(*chip, *chip->peak_at(*precision), rate);
                if (!found) return std::nullopt;
            }
        }
        if (!found) continue;
        return Contradiction{
            .certainty = Certainty::conflict,
            .kind = "peak-differs",
            .ratio = found->expected_ratio,
            .message = fmt::format("`{}` takes another peak than the chip's dense 16-bit one",
                                   quoted(equation)),
            .causes = {*found},
            .place = equation.place};
    }
    return std::nullopt;
}

// The mean of two figures that differ.
std::optional<Contradiction> averaged(const NoteEquation& equation, const Exact& stated) {
    if (equation.kind != EquationKind::mean || !near(equation.stated, stated)) return std::nullopt;
    std::vector<Exact> parts = equation.factors;
    std::erase_if(parts, [](const Exact& part) { return part < Exact::power_of_ten(17); });
    if (parts.size() != 2 || near(parts[0], parts[1])) return std::nullopt;
    const Exact ratio = ratio_of(parts[0], parts[1]);
    return Contradiction{
        .certainty = Certainty::assumption,
        .kind = "figures-averaged",
        .ratio = ratio,
        .message = fmt::format("the row states the geometric mean of {} and {}", figure(parts[0]),
                               figure(parts[1])),
        .causes = {{"assumed-utilization", ratio,
                    "the utilization of the larger or smaller one is assumed; is the operation "
                    "count not the better figure?"}},
        .place = equation.place};
}

// Notes that reach figures, but none that is the one stated.
std::optional<Contradiction> not_in_notes(const CatalogueRow& row, const NoteClaims& notes,
                                          const Exact& stated, std::string_view what) {
    std::vector<Exact> results;
    for (const NoteEquation& equation : notes.equations) {
        if (equation.of_tokens) continue;
        results.push_back(equation.stated);
        results.push_back(equation.computed);
    }
    if (results.empty()) return std::nullopt;
    results.insert(results.end(), notes.flop.begin(), notes.flop.end());
    std::erase_if(results, [](const Exact& one) { return one.is_zero() || one.is_negative(); });
    if (results.empty()) return std::nullopt;
    const Exact nearest = *std::min_element(
        results.begin(), results.end(), [&stated](const Exact& left, const Exact& right) {
            return ratio_of(left, stated) < ratio_of(right, stated);
        });
    if (near(nearest, stated)) return std::nullopt;
    const Exact ratio = ratio_of(nearest, stated);
    Contradiction found{.certainty = Certainty::unsupported,
                        .kind = "notes-differ",
                        .ratio = ratio,
                        .message = fmt::format(
                            "the row states {} FLOP of {}; the nearest figure of its notes is {}",
                            figure(stated), what, figure(nearest)),
                        .causes = {},
                        .place = row.place};
    const auto counted_all = std::find_if(
        notes.equations.begin(), notes.equations.end(), [&](const NoteEquation& equation) {
            return equation.kind == EquationKind::operations && nearest > stated &&
                   equation.computed == nearest && row.parameters &&
                   std::find(equation.factors.begin(), equation.factors.end(), *row.parameters) !=
                       equation.factors.end();
        });
    const bool is_mixture = row.other_notes.names_experts || row.training_notes.names_experts;
    if (counted_all != notes.equations.end() && is_mixture) {
        found.causes.push_back({"total-for-active-parameters", ratio,
                                "do the notes count all experts instead of those that run?"});
    } else if (notes.names_base && nearest < stated) {
        found.causes.push_back({"base-model-included", ratio,
                                "does the figure hold a base model's training that the notes do "
                                "not add up?"});
    } else if (power_of_thousand(ratio) != 0) {
        found.certainty = Certainty::arithmetic;
        found.causes.push_back({"unit-slip", Exact::power_of_ten(3 * power_of_thousand(ratio)),
                                "is one of the two off by thousands?"});
    } else {
        found.causes.push_back({"unknown-cause", ratio, "from what else does the figure follow?"});
    }
    return found;
}

template <typename Found>
void add(std::vector<Contradiction>& list, Found found) {
    if (found) list.push_back(std::move(*found));
}

// What the notes beside one figure of a row contradict.
void look_at(const CatalogueRow& row, const NoteClaims& notes, const std::optional<Exact>& stated,
             std::string_view what, std::vector<Contradiction>& list) {
    for (const NoteEquation& equation : notes.equations) {
        if (equation.of_tokens) continue;
        add(list, wrong_result(equation, stated));
        add(list, share_above_one(equation));
        add(list, wrong_peak(row, equation));
        if (!stated) continue;
        add(list, left_out_six(equation, *stated));
        add(list, averaged(equation, *stated));
    }
    if (stated) add(list, not_in_notes(row, notes, *stated, what));
}

// Takes away causes that blame a peak where the row's figure does not rest on one.
void leave_out_peaks(std::vector<Cause>& causes, const Exact& ratio) {
    std::erase_if(causes, [](const Cause& cause) {
        return cause.name == Name("wrong-peak-precision") ||
               cause.name == Name("sparse-peak-used") || cause.name == Name("pcie-for-sxm");
    });
    if (causes.empty()) {
        causes.push_back({"unknown-cause", ratio, "no known mistake makes such a ratio"});
    }
}

}  // namespace

std::optional<Contradiction> against_operations(const CatalogueRow& row,
                                                const RowOperations& operations,
                                                const MethodComparison* comparison) {
    if (comparison == nullptr || comparison->close) return std::nullopt;
    const Exact& stated = *row.training_flop;
    const NoteEquation* reached = equation_of(row.training_notes, stated);
    const bool by_time = reached != nullptr && reached->kind == EquationKind::chip_time;
    // A count far from what a calculation by chip-time makes is of some part of the system.
    const bool of_a_part = by_time && comparison->ratio > 30;
    const bool explained =
        of_a_part ||
        (reached != nullptr && (reached->kind == EquationKind::mean ||
                                reached->kind == EquationKind::sum || reached->lacks_six));
    // A base model's compute is not of these tokens.
    const bool has_base = !row.base_models.empty() || row.fine_tune_flop || row.base_flop;
    if (explained || has_base) return std::nullopt;
    const Exact& ratio = comparison->ratio;
    const bool thousands = power_of_thousand(ratio) != 0;
    const bool is_data = operations.source == OperationsSource::data;
    const bool reported_larger = comparison->larger == MethodName(Method::reported);
    if (operations.source == OperationsSource::hearsay) return std::nullopt;
    const bool is_named = operations.source == OperationsSource::notes;
    if (is_named && (ratio * 10 < 12 || !reported_larger)) return std::nullopt;
    // What the data add up to need not all have been trained on.
    const bool of_data =
        operations.source == OperationsSource::derived && row.training_notes.derived_tokens.empty();
    if (of_data && !reported_larger) return std::nullopt;
    if (is_data && !thousands && (ratio < 100 || !reported_larger)) return std::nullopt;
    Contradiction found{.certainty = Certainty::conflict,
                        .kind = "methods-disagree",
                        .ratio = ratio,
                        .message = fmt::format(
                            "operations make {} = {}, the row states {}", operations.how,
                            figure(6 * operations.parameters * operations.tokens), figure(stated)),
                        .causes = comparison->causes,
                        .place = operations.place};
    if (!by_time || !wrong_peak(row, *reached)) leave_out_peaks(found.causes, ratio);
    std::vector<Cause> first;
    if (thousands) {
        first.push_back({"unit-slip", Exact::power_of_ten(3 * power_of_thousand(ratio)),
                         "is parameters, tokens or compute off by thousands?"});
    }
    for (const QuotedFigure& figure_of : row.training_notes.quoted) {
        if (!reported_larger) break;
        first.push_back({"figure-carried-over", ratio,
                         fmt::format("the notes take {} over from {}; what does that rest on?",
                                     figure(figure_of.flop), figure_of.model)});
        break;
    }
    if (is_data && ratio > 100 && !thousands) {
        std::erase_if(found.causes,
                      [](const Cause& cause) { return cause.name == Name("epochs-unstated"); });
        first.push_back({"data-not-tokens", ratio,
                         "are the data counted in words, pairs or something else than tokens?"});
    }
    if (!first.empty()) {
        std::erase_if(found.causes,
                      [](const Cause& cause) { return cause.name == Name("unknown-cause"); });
    }
    found.causes.insert(found.causes.begin(), first.begin(), first.end());
    return found;
}

std::vector<Contradiction> contradictions_of_notes(const CatalogueRow& row) {
    std::vector<Contradiction> list;
    look_at(row, row.training_notes, row.training_flop, "training compute", list);
    look_at(row, row.fine_tune_notes, row.fine_tune_flop, "fine-tuning", list);
    if (row.fine_tune_flop && row.training_flop && *row.fine_tune_flop > *row.training_flop &&
        !near(*row.fine_tune_flop, *row.training_flop)) {
        const Exact ratio = ratio_of(*row.fine_tune_flop, *row.training_flop);
        list.push_back(
            {.certainty = Certainty::conflict,
             .kind = "parts-differ",
             .ratio = ratio,
             .message = fmt::format("the fine-tuning, {}, is more than all training, {}",
                                    figure(*row.fine_tune_flop), figure(*row.training_flop)),
             .causes = {{"unknown-cause", ratio, "which of the two is wrong?"}},
             .place = row.place});
    }
    return list;
}

}  // namespace flopledger
