// SPDX-License-Identifier: Apache-2.0
#include "core/count/audit/row_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/audit/equation_checks.hpp"
#include "core/count/audit/row_activity.hpp"
#include "core/count/audit/row_names.hpp"
#include "core/count/doubt/cause_names.hpp"

namespace flopledger {

namespace {

// Every figure of one kind that the notes of a row name.
std::vector<Exact> named(const SurveyRow& row, std::vector<Exact> NoteClaims::*list) {
    std::vector<Exact> all;
    for (const auto notes : all_notes) {
        const std::vector<Exact>& some = (row.*notes).*list;
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

bool is_close_to_any(const Exact& figure, const std::vector<Exact>& list) {
    return std::any_of(list.begin(), list.end(),
                       [&figure](const Exact& other) { return are_close(figure, other); });
}

// More apart than two countings of one training usually are.
bool are_apart(const Exact& left, const Exact& right) {
    return !left.is_zero() && !right.is_zero() && ratio_between(left, right) * 10 > 12;
}

// Hardware FLOP hold what is computed twice: where the row's HFU makes the larger figure, or a
// forward pass computed twice would, that is the likeliest cause.
bool is_recomputation(const SurveyRow& row, const Exact& total, const Exact& ratio) {
    if (total < *row.training_flop) return false;
    if (ratio_between(ratio, Exact::ratio(4, 3)) * 100 <= 105) return true;
    if (!row.hfu || !row.chips || !row.hours) return false;
    const Exact seconds = *row.chips * *row.hours * 3600;
    const auto chips = row_chips(row);
    return std::any_of(chips.begin(), chips.end(), [&](const auto& chip) {
        const Peak* peak = chip->peak_at(*row_precision(row, *chip));
        return are_close(seconds * peak->dense.value.best * *row.hfu, total);
    });
}

// `Total compute was 1.17e24 FLOP` beside another figure of the column. A part that has a column of
// its own is none.
void against_total(const SurveyRow& row, std::vector<Contradiction>& list) {
    if (!row.training_flop || row.training_notes.names_mean) return;
    std::vector<Exact> totals = row.training_notes.total_flop;
    const auto& more = row.other_notes.total_flop;
    totals.insert(totals.end(), more.begin(), more.end());
    if (totals.empty() || is_close_to_any(*row.training_flop, totals)) return;
    for (const Exact& total : totals) {
        const bool part = (row.fine_tune_flop && are_close(total, *row.fine_tune_flop)) ||
                          (row.base_flop && are_close(total, *row.base_flop));
        if (part || !are_apart(total, *row.training_flop)) continue;
        const Exact ratio = ratio_between(total, *row.training_flop);
        auto slip = slip_of_ten(ratio);
        Cause cause = is_recomputation(row, total, ratio)
                          ? Cause{name::recomputation, Exact::ratio(4, 3),
                                  "does the total of the notes count activations computed again?"}
                      : slip ? std::move(*slip)
                             : Cause{name::unknown_cause, ratio, "which of the two is right?"};
        list.push_back(
            {.certainty = Certainty::conflict,
             .kind = name::notes_differ,
             .ratio = ratio,
             .message = fmt::format("the notes call {} FLOP the total, the row states {}",
                                    figure(total), figure(*row.training_flop)),
             .causes = {std::move(cause)},
             .place = row.place});
        return;
    }
}

// `2.1e23 additional pre-training` beside another figure of the fine-tuning.
void against_further(const SurveyRow& row, std::vector<Contradiction>& list) {
    if (!row.fine_tune_flop) return;
    const std::vector<Exact> further = named(row, &NoteClaims::further_flop);
    if (further.empty() || is_close_to_any(*row.fine_tune_flop, further)) return;
    const Exact& part = further.front();
    if (!are_apart(part, *row.fine_tune_flop)) return;
    const Exact ratio = ratio_between(part, *row.fine_tune_flop);
    list.push_back(
        {.certainty = Certainty::conflict,
         .kind = name::notes_differ,
         .ratio = ratio,
         .message = fmt::format("the notes give the further training {} FLOP, the row's "
                                "fine-tuning is {}",
                                figure(part), figure(*row.fine_tune_flop)),
         .causes = {{name::unknown_cause, ratio, "which of the two does the total hold?"}},
         .place = row.place});
}

// `~1400 days` beside 1400 hours.
void against_days(const SurveyRow& row, std::vector<Contradiction>& list) {
    const std::vector<Exact> days = named(row, &NoteClaims::days);
    if (!row.hours || std::find(days.begin(), days.end(), *row.hours) == days.end()) return;
    list.push_back({.certainty = Certainty::slip,
                    .kind = name::notes_differ,
                    .ratio = 24,
                    .message = fmt::format("the notes say {0} days, the row states {0} hours",
                                           input_figure(*row.hours)),
                    .causes = {{name::wrong_time_unit, 24, "are days meant, or hours?"}},
                    .place = row.place});
}

// The operation counts that a row's notes write out in full.
std::vector<const NoteEquation*> operation_counts(const SurveyRow& row) {
    std::vector<const NoteEquation*> counts;
    for (const NoteEquation& equation : row.training_notes.equations) {
        const bool counts_operations = equation.kind == EquationKind::operations &&
                                       !equation.of_tokens && !equation.computed.is_zero();
        if (counts_operations) counts.push_back(&equation);
    }
    return counts;
}

// The tokens of an operation count: what is not the six and the parameters, or the largest factor
// where the parameters are not known.
Exact tokens_of(const SurveyRow& row, const NoteEquation& count) {
    const Exact six = count.lacks_six ? Exact(1) : Exact(6);
    for (const auto& parameters : {row.active_parameters, row.parameters}) {
        const bool is_factor = parameters && is_close_to_any(*parameters, count.factors);
        if (is_factor) return count.computed / six / *parameters;
    }
    return *std::max_element(count.factors.begin(), count.factors.end());
}

// Tokens of a calculation far from the column of data: hardly anybody passes text a hundred times
// without a word about it.
void against_data(const SurveyRow& row, std::vector<Contradiction>& list) {
    if (!row.dataset_size || row.dataset_size->is_zero() || row.tokens || !is_of_language(row)) {
        return;
    }
    const Exact fed = *row.dataset_size * row.epochs.value_or(1);
    const bool says_passes = row.training_notes.names_epochs || row.other_notes.names_epochs;
    for (const NoteEquation* count : operation_counts(row)) {
        if (count->factors.empty()) continue;
        const Exact tokens = tokens_of(row, *count);
        if (tokens.is_zero() || tokens.is_negative() || fed.is_zero()) continue;
        const Exact ratio = ratio_between(tokens, fed);
        const bool thousands = power_of_thousand(ratio) != 0;
        if (!thousands && (ratio <= 100 || tokens < fed || says_passes)) continue;
        Cause cause = thousands ? *slip_of_ten(ratio)
                                : Cause{name::data_not_tokens, ratio,
                                        "what are the data of the column counted in?"};
        list.push_back({.certainty = Certainty::slip,
                        .kind = name::notes_differ,
                        .ratio = ratio,
                        .message = fmt::format("`{}` has {} tokens, the row states data of {}",
                                               quoted(*count), figure(tokens), figure(fed)),
                        .causes = {std::move(cause)},
                        .place = count->place});
        return;
    }
}

// The parameters of an operation count that is the six, parameters and tokens and no more; the
// smaller of the two, unless that is what the row states as its data.
std::optional<Exact> parameters_of(const SurveyRow& row, const NoteEquation& count) {
    std::vector<Exact> large = count.factors;
    std::erase_if(large, [](const Exact& factor) { return factor < Exact::power_of_ten(6); });
    const Exact six = count.lacks_six ? Exact(1) : Exact(6);
    if (large.size() != 2 || six * large[0] * large[1] != count.computed) return std::nullopt;
    std::sort(large.begin(), large.end());
    const bool data_first = row.dataset_size && are_close(large[0], *row.dataset_size);
    return data_first ? large[1] : large[0];
}

// An operation count with parameters that the row knows nothing of. Where they are half or less of
// the row's, they may be those that run of a mixture that the row does not call one.
void against_parameters(const SurveyRow& row, std::vector<Contradiction>& list) {
    const bool is_mixture = row.other_notes.names_experts || row.training_notes.names_experts;
    if (!row.parameters || row.parameters->is_zero()) return;
    std::vector<Exact> known = named(row, &NoteClaims::amounts);
    const std::vector<Exact> active = named(row, &NoteClaims::active_parameters);
    if (is_mixture && active.empty() && !row.active_parameters) return;
    known.insert(known.end(), active.begin(), active.end());
    known.push_back(*row.parameters);
    if (row.active_parameters) known.push_back(*row.active_parameters);
    for (const NoteEquation* count : operation_counts(row)) {
        const auto parameters = parameters_of(row, *count);
        if (!parameters || is_close_to_any(*parameters, known)) continue;
        if (*parameters * 2 <= *row.parameters) continue;
        const Exact ratio = ratio_between(*parameters, *row.parameters);
        list.push_back(
            {.certainty = Certainty::slip,
             .kind = name::notes_differ,
             .ratio = ratio,
             .message = fmt::format("`{}` multiplies {} parameters, the row has {}", quoted(*count),
                                    figure(*parameters), figure(*row.parameters)),
             .causes = {{name::unknown_cause, ratio, "whose parameters are multiplied?"}},
             .place = count->place});
        return;
    }
}

}  // namespace

bool is_of_language(const SurveyRow& row) {
    return row.domain.empty() || row.domain == "Language" || row.domain == "language";
}

std::vector<Contradiction> contradictions_of_figures(const SurveyRow& row) {
    std::vector<Contradiction> list;
    against_total(row, list);
    against_further(row, list);
    against_days(row, list);
    against_data(row, list);
    against_parameters(row, list);
    return list;
}

}  // namespace flopledger
