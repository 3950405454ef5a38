// SPDX-License-Identifier: Apache-2.0
#include "core/count/audit/row_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/lists.hpp"
#include "core/count/audit/equation_checks.hpp"
#include "core/count/audit/row_figures.hpp"
#include "core/count/audit/row_names.hpp"
#include "core/count/doubt/cause_names.hpp"
#include "core/count/doubt/causes.hpp"
#include "core/count/figures/figure_names.hpp"

namespace flopledger {

namespace {

// The calculation that reaches a figure, or nullptr: first one whose stated result it is.
const NoteEquation* equation_of(const NoteClaims& notes, const Exact& figure) {
    for (const NoteEquation& equation : notes.equations) {
        if (!equation.of_tokens && are_close(equation.stated, figure)) return &equation;
    }
    for (const NoteEquation& equation : notes.equations) {
        if (!equation.of_tokens && are_close(equation.computed, figure)) return &equation;
    }
    return nullptr;
}

// Notes that reach figures, but none that is the one stated.
std::optional<Contradiction> not_in_notes(const SurveyRow& row, const NoteClaims& notes,
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
            return ratio_between(left, stated) < ratio_between(right, stated);
        });
    if (are_close(nearest, stated)) return std::nullopt;
    const Exact ratio = ratio_between(nearest, stated);
    Contradiction found{.certainty = Certainty::unsupported,
                        .kind = name::notes_differ,
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
        found.causes.push_back({name::total_for_active_parameters, ratio,
                                "do the notes count all experts instead of those that run?"});
    } else if (notes.names_base && nearest < stated) {
        found.causes.push_back({name::base_model_included, ratio,
                                "does the figure hold a base model's training that the notes do "
                                "not add up?"});
    } else if (power_of_thousand(ratio) != 0) {
        found.certainty = Certainty::arithmetic;
        found.causes.push_back({name::unit_slip, Exact::power_of_ten(3 * power_of_thousand(ratio)),
                                "is one of the two off by thousands?"});
    } else {
        found.causes.push_back(
            {name::unknown_cause, ratio, "from what else does the figure follow?"});
    }
    return found;
}

// An estimate that the notes come to and that is far from the figure they stand beside.
std::optional<Contradiction> far_estimate(const SurveyRow& row, const NoteClaims& notes,
                                          const Exact& stated) {
    for (const Exact& estimate : notes.estimates) {
        const Exact ratio = ratio_between(estimate, stated);
        if (ratio < 5) continue;
        return Contradiction{
            .certainty = Certainty::slip,
            .kind = name::notes_differ,
            .ratio = ratio,
            .message = fmt::format("the notes come to an estimate of {}, the row states {}",
                                   figure(estimate), figure(stated)),
            .causes = {{name::unknown_cause, ratio, "is a power of ten in the notes a slip?"}},
            .place = row.place};
    }
    return std::nullopt;
}

// Fewer FLOP than the words that the makers trained on need: a word is a token or more.
std::optional<Contradiction> against_words(const SurveyRow& row, const Exact& stated) {
    const bool is_mixture = row.other_notes.names_experts || row.training_notes.names_experts;
    const bool has_base = !row.base_models.empty() || row.fine_tune_flop || row.base_flop;
    if (!row.parameters || is_mixture || has_base) return std::nullopt;
    for (const Exact& words : row.other_notes.trained_words) {
        const Exact count = 6 * *row.parameters * words;
        if (count * 10 < stated * 15) continue;
        return Contradiction{.certainty = Certainty::conflict,
                             .kind = name::methods_disagree,
                             .ratio = count / stated,
                             .message = fmt::format("{} words need {} FLOP, the row states {}",
                                                    figure(words), figure(count), figure(stated)),
                             .causes = {{name::unknown_cause, count / stated,
                                         "was less than one pass over the data trained on?"}},
                             .place = row.place};
    }
    return std::nullopt;
}

template <typename Found>
void add(std::vector<Contradiction>& list, Found found) {
    if (found) list.push_back(std::move(*found));
}

// What the notes beside one figure of a row contradict.
void look_at(const SurveyRow& row, const NoteClaims& notes, const std::optional<Exact>& stated,
             std::string_view what, std::vector<Contradiction>& list) {
    for (const NoteEquation& equation : notes.equations) {
        if (equation.of_tokens) continue;
        for (Contradiction& found : contradictions_of_equation(row, equation, stated)) {
            list.push_back(std::move(found));
        }
        if (!stated) continue;
        auto other = other_calculation(row, notes, equation, *stated);
        // Chips and hours of the columns are those of the training as a whole.
        const bool of_training = &notes == &row.training_notes;
        if (!other && of_training) other = other_utilization(row, notes, equation, *stated);
        add(list, std::move(other));
    }
    if (!stated) return;
    add(list, not_in_notes(row, notes, *stated, what));
    add(list, far_estimate(row, notes, *stated));
}

// Takes away causes that blame a peak where the row's figure does not rest on one.
void leave_out_peaks(std::vector<Cause>& causes, const Exact& ratio) {
    std::erase_if(causes, [](const Cause& cause) {
        return cause.name == name::wrong_peak_precision || cause.name == name::sparse_peak_used ||
               cause.name == name::pcie_for_sxm;
    });
    if (causes.empty()) {
        causes.push_back({name::unknown_cause, ratio, "no known mistake makes such a ratio"});
    }
}

// An operation count that does not make its result is told by itself.
bool is_slip(const NoteEquation& equation) {
    return equation.kind == EquationKind::operations &&
           !are_close(equation.stated, equation.computed);
}

// The parameters of a count that the notes write out and that the row knows nothing of.
bool is_of_another_model(const SurveyRow& row, const RowOperations& operations) {
    if (operations.source != OperationsSource::equation || !row.parameters) return false;
    // Which of the factors are tokens is not always said.
    for (const Exact& one : {operations.parameters, operations.tokens}) {
        if (are_close(one, *row.parameters)) return false;
    }
    if (row.active_parameters || row.other_notes.names_experts ||
        row.training_notes.names_experts) {
        return false;
    }
    const auto& named = row.other_notes.amounts;
    return std::none_of(named.begin(), named.end(), [&operations](const Exact& amount) {
        return are_close(amount, operations.parameters);
    });
}

// Whether an operation count is one of the parts that a sum adds up.
bool is_part_of(const NoteEquation& equation, const RowOperations& operations) {
    if (equation.kind != EquationKind::sum) return false;
    const Exact count = 6 * operations.parameters * operations.tokens;
    return std::any_of(equation.addends.begin(), equation.addends.end(),
                       [&count](const Exact& addend) { return are_close(addend, count); });
}

// Whether a sum multiplies the parameters and tokens of an operation count by other numbers than
// six, as makers' own formulas do: `9.59 N D + 2.3e8 D`.
bool is_own_formula(const NoteEquation& equation, const RowOperations& operations) {
    const auto multiplies = [&equation](const Exact& figure) {
        return std::any_of(equation.factors.begin(), equation.factors.end(),
                           [&figure](const Exact& factor) { return are_close(factor, figure); });
    };
    return equation.kind == EquationKind::sum && multiplies(operations.parameters) &&
           multiplies(operations.tokens);
}

// Where the notes call the stated figure a mean, it differs from its parts knowingly.
void call_mean(Contradiction& found) {
    found.certainty = Certainty::assumption;
    found.kind = name::figures_averaged;
    found.message += "; its notes speak of a mean";
    found.causes.insert(found.causes.begin(),
                        {name::assumed_utilization, found.ratio,
                         "which of the figures averaged rest on an assumption?"});
    std::erase_if(found.causes,
                  [](const Cause& cause) { return cause.name == name::unknown_cause; });
}

// Whether the notes of a row name one number of tokens only, and the data are text: what is counted
// with it may be more than was trained on, but not several times as much.
bool names_all_data(const SurveyRow& row) {
    const std::vector<Exact>& tokens = row.other_notes.tokens;
    const std::vector<Exact>& more = row.training_notes.tokens;
    return is_of_language(row) && tokens.size() == 1 &&
           std::all_of(more.begin(), more.end(),
                       [&tokens](const Exact& other) { return other == tokens.front(); });
}

// The causes that the row itself speaks for, before those that the ratio alone suggests.
std::vector<Cause> first_causes(const SurveyRow& row, const RowOperations& operations,
                                Contradiction& found, bool is_far, bool reported_larger) {
    const Exact& ratio = found.ratio;
    const bool thousands = power_of_thousand(ratio) != 0;
    const bool is_data = operations.source == OperationsSource::data;
    std::vector<Cause> first;
    if (counts_all_experts(row, operations)) {
        first.push_back({name::total_for_active_parameters, ratio,
                         "does the stated compute count all experts instead of those that run?"});
    }
    if (is_of_another_model(row, operations)) {
        std::erase_if(found.causes, [](const Cause&) { return true; });
        first.push_back({name::figure_carried_over, ratio,
                         fmt::format("the notes count {} parameters, the row has {}: is it the "
                                     "count of another model?",
                                     figure(operations.parameters), figure(*row.parameters))});
    }
    auto slip = slip_of_ten(ratio);
    if (slip && (thousands || !is_data)) first.push_back(std::move(*slip));
    for (const QuotedFigure& figure_of : row.training_notes.quoted) {
        if (!reported_larger) break;
        first.push_back({name::figure_carried_over, ratio,
                         fmt::format("the notes take {} over from {}; what does that rest on?",
                                     figure(figure_of.flop), figure_of.model)});
        break;
    }
    if (operations.source == OperationsSource::notes && !reported_larger) {
        first.push_back({name::total_for_active_parameters, ratio,
                         "do all parameters run for a token, or is it a mixture of experts?"});
        first.push_back({name::data_not_tokens, ratio, "was all of the data trained on?"});
    }
    if (is_far) {
        first.push_back({name::data_not_tokens, ratio,
                         "are the tokens those of raw data, or of several models together?"});
    }
    if (is_data && ratio > 100 && !thousands) {
        std::erase_if(found.causes,
                      [](const Cause& cause) { return cause.name == name::epochs_unstated; });
        first.push_back({name::data_not_tokens, ratio,
                         "are the data counted in words, pairs or something else than tokens?"});
    }
    return first;
}

}  // namespace

bool states_mean(const SurveyRow& row) {
    if (!row.training_notes.names_mean || !row.training_flop) return false;
    const auto& equations = row.training_notes.equations;
    const auto is_mean = [](const NoteEquation& one) { return one.kind == EquationKind::mean; };
    if (std::none_of(equations.begin(), equations.end(), is_mean)) return true;
    return std::any_of(equations.begin(), equations.end(), [&](const NoteEquation& one) {
        return is_mean(one) && are_close(one.stated, *row.training_flop);
    });
}

std::optional<Contradiction> against_operations(const SurveyRow& row,
                                                const RowOperations& operations,
                                                const MethodComparison* comparison) {
    if (comparison == nullptr || comparison->close) return std::nullopt;
    const Exact& stated = *row.training_flop;
    const NoteEquation* reached = equation_of(row.training_notes, stated);
    const bool by_time = reached != nullptr && reached->kind == EquationKind::chip_time;
    const bool quotes_tokens = operations.source == OperationsSource::quoted;
    // A count far from what a calculation by chip-time makes is of some part of the system, or of
    // data that somebody calls tokens.
    const bool is_far = by_time && comparison->ratio > 30;
    const bool explained =
        (is_far && !quotes_tokens) ||
        (reached != nullptr &&
         (reached->kind == EquationKind::mean || reached->lacks_six || is_slip(*reached) ||
          is_part_of(*reached, operations) || is_own_formula(*reached, operations)));
    // A base model's compute is not of these tokens.
    const bool has_base = !row.base_models.empty() || row.fine_tune_flop || row.base_flop;
    if (explained || has_base) return std::nullopt;
    const Exact& ratio = comparison->ratio;
    const bool thousands = power_of_thousand(ratio) != 0;
    const bool is_data = operations.source == OperationsSource::data;
    const bool reported_larger = comparison->larger == MethodName(Method::reported);
    if (operations.source == OperationsSource::hearsay) return std::nullopt;
    const bool is_named = operations.source == OperationsSource::notes;
    const bool is_all_data = names_all_data(row) && !reported_larger && ratio >= 5;
    if (is_named && (ratio * 10 < 12 || !reported_larger) && !is_all_data) return std::nullopt;
    // What the data add up to need not all have been trained on.
    const bool of_data =
        operations.source == OperationsSource::derived && row.training_notes.derived_tokens.empty();
    if (of_data && !reported_larger) return std::nullopt;
    if (is_data && !thousands && (ratio < 100 || !reported_larger)) return std::nullopt;
    Contradiction found{.certainty = Certainty::conflict,
                        .kind = name::methods_disagree,
                        .ratio = ratio,
                        .message = fmt::format(
                            "operations make {} = {}, the row states {}", operations.how,
                            figure(6 * operations.parameters * operations.tokens), figure(stated)),
                        .causes = comparison->causes,
                        .place = operations.place};
    if (!by_time || !wrong_peak(row, *reached)) leave_out_peaks(found.causes, ratio);
    const std::vector<Cause> first = first_causes(row, operations, found, is_far, reported_larger);
    if (!first.empty()) {
        std::erase_if(found.causes,
                      [](const Cause& cause) { return cause.name == name::unknown_cause; });
    }
    std::vector<Cause> causes;
    for (const std::vector<Cause>& some : {first, found.causes}) {
        for (const Cause& cause : some) add_once_by_name(causes, cause);
    }
    found.causes = std::move(causes);
    if (states_mean(row) && first.empty()) call_mean(found);
    return found;
}

std::vector<Contradiction> contradictions_of_notes(const SurveyRow& row) {
    std::vector<Contradiction> list;
    look_at(row, row.training_notes, row.training_flop, "training compute", list);
    look_at(row, row.fine_tune_notes, row.fine_tune_flop, "fine-tuning", list);
    if (row.training_flop) add(list, against_words(row, *row.training_flop));
    for (const NoteClaims* notes : {&row.training_notes, &row.fine_tune_notes, &row.other_notes}) {
        for (const NoteEquation& equation : notes->equations) add(list, wrong_tokens(equation));
    }
    for (Contradiction& found : contradictions_of_figures(row)) list.push_back(std::move(found));
    if (row.fine_tune_flop && row.training_flop && *row.fine_tune_flop > *row.training_flop &&
        !are_close(*row.fine_tune_flop, *row.training_flop)) {
        const Exact ratio = ratio_between(*row.fine_tune_flop, *row.training_flop);
        list.push_back(
            {.certainty = Certainty::conflict,
             .kind = name::parts_differ,
             .ratio = ratio,
             .message = fmt::format("the fine-tuning, {}, is more than all training, {}",
                                    figure(*row.fine_tune_flop), figure(*row.training_flop)),
             .causes = {{name::unknown_cause, ratio, "which of the two is wrong?"}},
             .place = row.place});
    }
    return list;
}

}  // namespace flopledger
