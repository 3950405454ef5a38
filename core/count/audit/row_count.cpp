// SPDX-License-Identifier: Apache-2.0
#include "core/count/audit/row_count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/enum_words.hpp"
#include "core/base/figure_text.hpp"
#include "core/base/lists.hpp"
#include "core/count/audit/row_activity.hpp"
#include "core/count/audit/row_names.hpp"
#include "core/count/audit/row_notes.hpp"
#include "core/count/audit/row_resources.hpp"
#include "core/count/doubt/cause_names.hpp"
#include "core/count/doubt/causes.hpp"
#include "core/count/figures/figure_names.hpp"
#include "core/count/ledger/activity_count.hpp"
#include "core/count/methods/chip_time.hpp"

namespace flopledger {

namespace {

// The comparison of the stated compute with another method, or nullptr.
const MethodComparison* comparison_with(const ActivityCount& count, Method method) {
    for (const MethodComparison& comparison : count.comparisons) {
        if (comparison.first.method == Method::reported && comparison.second.method == method) {
            return &comparison;
        }
    }
    return nullptr;
}

// Where the fine-tuning alone fits under the peak, that is what the hours are of.
Cause base_model_cause(const SurveyRow& row, const Exact& at_peak, const Exact& ratio) {
    if (row.fine_tune_flop && *row.fine_tune_flop <= at_peak) {
        return {name::base_model_included, ratio,
                fmt::format("the fine-tuning alone, {} FLOP, is {} of the peak: are the chip-hours "
                            "of it, and the compute of base model and fine-tuning?",
                            figure(*row.fine_tune_flop), percent(*row.fine_tune_flop / at_peak))};
    }
    return {name::base_model_included, ratio,
            "does the compute hold a base model's training, and do the chip-hours not?"};
}

// Leaves the first of each name.
void drop_repeated(std::vector<Cause>& causes) {
    std::vector<Cause> distinct;
    for (const Cause& cause : causes) add_once_by_name(distinct, cause);
    causes = std::move(distinct);
}

// What fits more than the 16-bit peak: a base model's training above all, or a faster format.
std::vector<Cause> causes_above_peak(const SurveyRow& row, const Activity& activity,
                                     const MethodComparison* comparison, const Exact& ratio) {
    std::vector<Cause> causes;
    const ChipTimePhase& phase = activity.chip_time.front();
    const Exact at_peak = flop_at_peak(activity).value.high;
    const bool has_base = !row.base_models.empty() || row.fine_tune_flop.has_value();
    // A ratio that is a number of chips says more than that something exceeds the peak.
    if (comparison != nullptr && !comparison->causes.empty() &&
        comparison->causes.front().name == name::chips_left_out) {
        causes.push_back(comparison->causes.front());
    }
    causes.push_back(has_base ? base_model_cause(row, at_peak, ratio)
                              : Cause{name::chip_hours_of_a_part, ratio,
                                      "are the chip-hours of a part of the training, and the "
                                      "compute of all of it?"});
    const Peak* eight = phase.chip->peak_at(Precision::fp8);
    const Peak* used = phase.chip->peak_at(phase.precision);
    if (eight != nullptr && ratio <= eight->dense.value.best / used->dense.value.best) {
        causes.push_back({name::wrong_peak_precision,
                          eight->dense.value.best / used->dense.value.best,
                          fmt::format("did {} run in fp8?", phase.chip->id)});
    }
    if (comparison != nullptr) {
        causes.insert(causes.end(), comparison->causes.begin(), comparison->causes.end());
    }
    std::erase_if(causes, [](const Cause& cause) { return cause.name == name::unknown_cause; });
    drop_repeated(causes);
    return causes;
}

// The hardware as a message names it: as the row does where several chips go by that name.
std::string hardware_text(const SurveyRow& row, const Chip& chip) {
    std::string text;
    for (const HardwareName& name : row.hardware) {
        text += (text.empty() ? "" : ", ") + name.name;
    }
    return row.hardware.size() == 1 && row.hardware.front().chips.size() == 1 ? chip.id : text;
}

std::string chip_time_text(const SurveyRow& row, const Activity& activity) {
    const ChipTimePhase& phase = activity.chip_time.front();
    const Exact hours = phase.chip_time->value.value.best / 3600;
    const bool both = !row.chip_hours && row.chips && row.hours;
    std::string text =
        both ? fmt::format("{} x {} h", input_figure(*row.chips), input_figure(*row.hours))
             : fmt::format("{} chip-hours", figure(hours));
    text += fmt::format(" on {}", hardware_text(row, *phase.chip));
    if (phase.utilization) {
        text += fmt::format(" at {} {}", percent(phase.utilization->value.value.best),
                            phase.utilization_kind == UtilizationKind::hfu ? "HFU" : "MFU");
    }
    return text;
}

// The fastest peak of a phase's chip that the phase runs at or that the notes name or calculate
// with: a row says FP32 of its numbers and counts with the matrix units all the same.
const Peak& fastest_peak_named(const SurveyRow& row, const ChipTimePhase& phase) {
    const Peak* fastest = phase.chip->peak_at(phase.precision);
    for (const Peak& peak : phase.chip->peaks) {
        const Exact& dense = peak.dense.value.best;
        const bool named = is_named(row, peak.precision) || is_calculated_with(row, dense);
        if (named && dense > fastest->dense.value.best) fastest = &peak;
    }
    return *fastest;
}

// More than the dense peak, or more than was ever measured.
std::optional<Contradiction> above_peak(const SurveyRow& row, const Activity& activity,
                                        const ActivityCount& count) {
    if (activity.chip_time.empty() || !row.training_flop) return std::nullopt;
    const ChipTimePhase& phase = activity.chip_time.front();
    const Peak& peak = fastest_peak_named(row, phase);
    const Exact at_peak = flop_at_peak(activity).value.high * peak.dense.value.best /
                          phase.chip->peak_at(phase.precision)->dense.value.best;
    if (at_peak.is_zero()) return std::nullopt;
    const Exact implied = *row.training_flop / at_peak;
    const auto best = phase.chip->best_utilization(peak.precision);
    const bool over_best = best && implied > *best;
    if (implied <= 1 && !over_best) return std::nullopt;
    Contradiction found{
        .certainty = implied > 1 ? Certainty::impossible : Certainty::implausible,
        .kind = implied > 1 ? name::utilization_over_one : name::utilization_over_best_measured,
        .ratio = implied > 1 ? implied : implied / *best,
        .message =
            fmt::format("{} FLOP in {} is {} of the dense {} peak", figure(*row.training_flop),
                        chip_time_text(row, activity), percent(implied), word(peak.precision)),
        .causes = {},
        .place = row.place};
    if (implied <= 1) {
        found.message += fmt::format("; the most ever measured is {}", percent(*best));
    }
    found.causes =
        causes_above_peak(row, activity, comparison_with(count, Method::chip_time), implied);
    return found;
}

// Whether the stated compute is an operation count that the notes write out: it holds neither
// recomputation nor attention.
bool is_plain_count(const SurveyRow& row) {
    const auto& equations = row.training_notes.equations;
    return std::any_of(equations.begin(), equations.end(), [&row](const NoteEquation& equation) {
        return equation.kind == EquationKind::operations && !equation.of_tokens &&
               within_ten_percent(equation.stated, equation.computed) &&
               within_ten_percent(equation.computed, *row.training_flop);
    });
}

// Whether the stated compute is what the row's HFU makes, beside an MFU.
bool is_hardware(const SurveyRow& row, const Exact& at_peak) {
    if (!row.mfu || !row.hfu || *row.hfu <= *row.mfu) return false;
    const Exact made = at_peak * *row.hfu;
    return larger(made, *row.training_flop) * 100 <= smaller(made, *row.training_flop) * 102;
}

// The utilization that a row states, against chip-time and compute.
std::optional<Contradiction> against_utilization(const SurveyRow& row, const Activity& activity,
                                                 const ActivityCount& count) {
    const MethodComparison* comparison = comparison_with(count, Method::chip_time);
    if (comparison == nullptr || comparison->close) return std::nullopt;
    // What two columns do not agree on, or a mean has taken in, is told as that.
    if (chip_hours_differ(row) || states_mean(row)) return std::nullopt;
    const MethodCount* chip_time = count.method(Method::chip_time);
    if (chip_time == nullptr || chip_time->bound) return std::nullopt;
    const Range& made = chip_time->model_flop.value;
    const Exact& stated = *row.training_flop;
    if (within_ten_percent(made.low, stated) || within_ten_percent(made.high, stated)) {
        return std::nullopt;
    }
    const ChipTimePhase& phase = activity.chip_time.front();
    const Exact at_peak = flop_at_peak(activity).value.best;
    const Exact direct = at_peak * phase.utilization->value.value.best;
    const Exact ratio = larger(direct, stated) / smaller(direct, stated);
    std::vector<Cause> causes = comparison->causes;
    if (is_plain_count(row) && comparison->larger == MethodName(Method::reported)) {
        std::erase_if(causes, [](const Cause& cause) {
            return cause.name == name::recomputation || cause.name == name::attention_left_out;
        });
    }
    if (is_hardware(row, at_peak)) {
        causes.insert(causes.begin(),
                      {name::recomputation, *row.hfu / phase.utilization->value.value.best,
                       "the stated compute is that of the row's HFU: does it hold activations "
                       "computed again?"});
        drop_repeated(causes);
    }
    const auto of_steps = std::find_if(causes.begin(), causes.end(), [](const Cause& cause) {
        return cause.name == name::step_mfu_for_wall_clock;
    });
    // What a column calls MFU holds no recomputation; lost time is the first thing to ask for.
    if (row.mfu && of_steps != causes.end()) std::rotate(causes.begin(), of_steps, of_steps + 1);
    const bool by_notes = !row.mfu && !row.hfu;
    if (by_notes || causes.empty() || causes.front().name == name::unknown_cause) {
        std::erase_if(causes, [](const Cause& cause) { return cause.name == name::unknown_cause; });
        causes.insert(causes.begin(),
                      {name::claimed_utilization, ratio,
                       fmt::format("the stated compute is {} of the peak: which of utilization, "
                                   "chip-hours and compute is of something else?",
                                   percent(stated / at_peak))});
    }
    return Contradiction{
        .certainty = Certainty::conflict,
        .kind = name::methods_disagree,
        .ratio = ratio,
        .message = fmt::format("{} make {} FLOP, the row states {}", chip_time_text(row, activity),
                               figure(direct), figure(stated)),
        .causes = std::move(causes),
        .place = row.place};
}

void add_methods(RecomputedRow& result, const ActivityCount& count, const Activity& activity,
                 const std::optional<RowOperations>& operations) {
    for (const MethodCount& method : count.methods) {
        std::string how;
        bool firm = true;
        if (method.method == Method::operations) {
            how = operations->how;
            firm = operations->source <= OperationsSource::quoted;
        }
        if (method.method == Method::chip_time) how = chip_time_text(*result.row, activity);
        result.methods.push_back({std::string(word(method.method.method)), method.model_flop.value,
                                  method.bound, firm, std::move(how)});
    }
}

// What chip-time contradicts on one candidate, the gravest first.
std::vector<Contradiction> on_chip(const SurveyRow& row, const Activity& activity,
                                   const ActivityCount& count) {
    std::vector<Contradiction> found;
    if (auto above = above_peak(row, activity, count)) found.push_back(std::move(*above));
    if (auto other = against_utilization(row, activity, count)) {
        if (found.empty()) found.push_back(std::move(*other));
    }
    const MethodComparison* energy = comparison_with(count, Method::energy);
    if (energy != nullptr && !energy->close && !is_beyond_energy(row)) {
        found.push_back(
            {.certainty = Certainty::conflict,
             .kind = name::methods_disagree,
             .ratio = energy->ratio,
             .message = fmt::format("the energy of the row buys at most {} FLOP, it "
                                    "states {}",
                                    figure(count.method(Method::energy)->model_flop.value.high),
                                    figure(*row.training_flop)),
             .causes = energy->causes,
             .place = row.place});
    }
    return found;
}

// What explains a gap to the operation count may explain what is above the peak too.
void share_cause(std::vector<Contradiction>& found, const Cause& cause) {
    const bool explains =
        cause.name == name::total_for_active_parameters || cause.name == name::unit_slip;
    if (!explains) return;
    for (Contradiction& one : found) one.causes.insert(one.causes.begin(), cause);
}

// What is odd on every candidate but one whose peak is not verified rests on its not being that
// one.
std::vector<Contradiction> but_for(const Chip& doubtful, std::vector<Contradiction> found) {
    for (Contradiction& one : found) {
        one.certainty = Certainty::assumption;
        one.message +=
            fmt::format("; nothing is odd if it was {}, whose peak is not verified", doubtful.id);
    }
    return found;
}

bool peak_is_verified(const SurveyRow& row, const Chip* chip) {
    return chip == nullptr || !chip->peak_at(*row_precision(row, *chip))->unverified;
}

Exact weight(const std::vector<Contradiction>& found) {
    Exact sum;
    for (const Contradiction& one : found) sum = sum + one.ratio;
    return sum;
}

}  // namespace

std::string_view word(Certainty certainty) {
    constexpr auto table =
        std::to_array<std::string_view>({"impossible", "implausible", "arithmetic", "conflict",
                                         "slip", "unsupported", "assumption"});
    return word_at(table, certainty);
}

void rank(std::vector<Contradiction>& contradictions) {
    std::stable_sort(contradictions.begin(), contradictions.end(),
                     [](const Contradiction& left, const Contradiction& right) {
                         return left.certainty != right.certainty ? left.certainty < right.certainty
                                                                  : left.ratio > right.ratio;
                     });
}

RecomputedRow count_row(const SurveyRow& row) {
    RecomputedRow result;
    result.row = &row;
    std::string no_operations;
    const std::optional<RowOperations> operations = row_operations(row, no_operations);
    if (!no_operations.empty()) result.left_out.push_back(no_operations);
    std::vector<std::shared_ptr<const Chip>> chips = row_chips(row);
    const bool has_time = row_chip_seconds(row).has_value();
    if (!has_time) result.left_out.emplace_back("chip_time: no chip-hours");
    if (has_time && row.hardware.empty()) result.left_out.emplace_back("chip_time: no hardware");
    if (has_time && !row.hardware.empty() && chips.empty()) {
        result.left_out.emplace_back("chip_time: a chip without a known 16-bit peak");
    }
    if (!row.training_flop) result.left_out.emplace_back("reported: no training compute");
    if (chips.empty() || !has_time) chips = {nullptr};
    // Candidates differ in their peaks; the one that speaks most for the row decides, unless its
    // peak is not verified and every other is against the row.
    std::optional<std::vector<Contradiction>> mildest;
    std::optional<std::vector<Contradiction>> mildest_verified;
    const Chip* mildest_chip = nullptr;
    std::optional<Contradiction> of_operations;
    for (const std::shared_ptr<const Chip>& chip : chips) {
        const Activity activity = row_activity(row, operations, chip);
        const ActivityCount count = count_activity(activity);
        std::vector<Contradiction> found = on_chip(row, activity, count);
        const bool verified = peak_is_verified(row, chip.get());
        if (verified && (!mildest_verified || weight(found) < weight(*mildest_verified))) {
            mildest_verified = found;
        }
        if (mildest && weight(found) >= weight(*mildest)) continue;
        mildest = std::move(found);
        mildest_chip = chip.get();
        result.methods.clear();
        add_methods(result, count, activity, operations);
        if (!operations || !row.training_flop) continue;
        const MethodComparison* comparison = comparison_with(count, Method::operations);
        of_operations = against_operations(row, *operations, comparison);
    }
    if (mildest->empty() && mildest_verified && !mildest_verified->empty()) {
        mildest = but_for(*mildest_chip, std::move(*mildest_verified));
    }
    result.contradictions = std::move(*mildest);
    if (of_operations) share_cause(result.contradictions, of_operations->causes.front());
    if (of_operations) result.contradictions.push_back(std::move(*of_operations));
    for (auto* of : {contradictions_of_resources, contradictions_of_notes}) {
        for (Contradiction& other : of(row)) result.contradictions.push_back(std::move(other));
    }
    rank(result.contradictions);
    return result;
}

}  // namespace flopledger
