// SPDX-License-Identifier: Apache-2.0
#include "core/count/audit/row_activity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/doubt/causes.hpp"
#include "core/count/methods/energy_bound.hpp"

namespace flopledger {

namespace {

Exact distance(const Exact& left, const Exact& right) {
    if (left.is_zero() || right.is_zero()) return Exact::power_of_ten(60);
    return larger(left, right) / smaller(left, right);
}

// Of several candidates the one whose 6 x parameters x tokens is nearest to the stated compute; the
// first where none is stated.
RowOperations nearest(const std::vector<RowOperations>& candidates,
                      const std::optional<Exact>& stated) {
    if (!stated) return candidates.front();
    return *std::min_element(candidates.begin(), candidates.end(),
                             [&](const RowOperations& left, const RowOperations& right) {
                                 return distance(6 * left.parameters * left.tokens, *stated) <
                                        distance(6 * right.parameters * right.tokens, *stated);
                             });
}

std::string product_text(const Exact& parameters, const Exact& tokens) {
    return fmt::format("6 x {} x {}", figure(parameters), figure(tokens));
}

// The operation counts that the notes write out. What is multiplied besides the six and the largest
// factor, the tokens, stands for the parameters.
std::vector<RowOperations> written_operations(const NoteClaims& notes) {
    std::vector<RowOperations> found;
    for (const NoteEquation& equation : notes.equations) {
        if (equation.kind != EquationKind::operations || equation.of_tokens) continue;
        if (equation.factors.empty() || equation.computed.is_zero()) continue;
        const Exact tokens = *std::max_element(equation.factors.begin(), equation.factors.end());
        if (tokens.is_zero() || tokens.is_negative()) continue;
        const Exact six = equation.lacks_six ? Exact(1) : Exact(6);
        const Exact parameters = equation.computed / tokens / six;
        found.push_back({OperationsSource::equation, parameters, tokens, equation.place,
                         product_text(parameters, tokens)});
    }
    return found;
}

// The parameters that run for a token: a column's, or what the notes name.
std::vector<Exact> running_parameters(const SurveyRow& row) {
    if (row.active_parameters) return {*row.active_parameters};
    std::vector<Exact> found = row.other_notes.active_parameters;
    const auto& more = row.training_notes.active_parameters;
    found.insert(found.end(), more.begin(), more.end());
    // More parameters cannot run than there are.
    std::erase_if(found, [&](const Exact& active) {
        return row.parameters && active * 10 > *row.parameters * 11;
    });
    const bool is_mixture = row.other_notes.names_experts || row.training_notes.names_experts;
    if (found.empty() && row.parameters && !is_mixture) found.push_back(*row.parameters);
    return found;
}

std::vector<RowOperations> combined(const SurveyRow& row, const std::vector<Exact>& parameters,
                                    const std::vector<Exact>& tokens, OperationsSource source) {
    std::vector<RowOperations> found;
    for (const Exact& running : parameters) {
        for (const Exact& amount : tokens) {
            found.push_back({source, running, amount, row.place, product_text(running, amount)});
        }
    }
    return found;
}

template <typename Value>
Stated<Value> said(const Exact& value, const Place& place) {
    return {Value{point(value)}, place};
}

// A utilization that the notes claim, where they claim one only.
std::optional<NoteUtilization> claimed_utilization(const SurveyRow& row) {
    std::vector<NoteUtilization> claims;
    for (const NoteClaims* notes : {&row.training_notes, &row.other_notes}) {
        for (const NoteUtilization& claim : notes->utilizations) {
            const bool known =
                std::any_of(claims.begin(), claims.end(), [&](const NoteUtilization& other) {
                    return other.share == claim.share && other.hardware == claim.hardware;
                });
            if (!claim.assumed && !known) claims.push_back(claim);
        }
    }
    if (claims.size() != 1) return std::nullopt;
    return claims.front();
}

ChipTimePhase chip_time_of(const SurveyRow& row, const Exact& chip_seconds,
                           const std::shared_ptr<const Chip>& chip, Precision precision) {
    ChipTimePhase phase;
    phase.place = row.place;
    phase.chip = chip;
    if (row.chips) phase.chips = said<Chips>(*row.chips, row.place);
    phase.chip_time = said<ChipSeconds>(chip_seconds, row.place);
    phase.precision = precision;
    if (row.mfu) {
        phase.utilization = said<Ratio>(*row.mfu, row.place);
    } else if (row.hfu) {
        phase.utilization = said<Ratio>(*row.hfu, row.place);
        phase.utilization_kind = UtilizationKind::hfu;
    } else if (const auto claim = claimed_utilization(row)) {
        phase.utilization = said<Ratio>(claim->share, row.place);
        phase.utilization_kind = claim->hardware ? UtilizationKind::hfu : UtilizationKind::step_mfu;
    }
    return phase;
}

// Energy drawn, where the chip has a calibration.
std::optional<EnergyStatement> energy_of(const SurveyRow& row,
                                         const std::shared_ptr<const Chip>& chip,
                                         Precision precision) {
    const std::optional<Exact> joules = row_joules(row);
    if (!joules) return std::nullopt;
    EnergyStatement statement{.place = row.place,
                              .energy = said<Joules>(*joules, row.place),
                              .chip = chip,
                              .precision = precision,
                              .scope = EnergyScope::node,
                              .power_usage_effectiveness = std::nullopt};
    if (calibration_for(statement) == nullptr) return std::nullopt;
    return statement;
}

}  // namespace

std::optional<RowOperations> row_operations(const SurveyRow& row, std::string& left_out) {
    const std::vector<Exact> running = running_parameters(row);
    if (!running.empty() && row.tokens) {
        // Beside a column of passes some count the tokens of one, some those of all: the nearer one
        // is meant, and where no compute is stated the larger.
        std::vector<Exact> fed{*row.tokens};
        if (row.epochs) fed.push_back(*row.tokens * *row.epochs);
        std::sort(fed.begin(), fed.end(), std::greater<>());
        return nearest(combined(row, running, fed, OperationsSource::columns), row.training_flop);
    }
    if (auto written = written_operations(row.training_notes); !written.empty()) {
        return nearest(written, row.training_flop);
    }
    if (running.empty()) {
        left_out = row.parameters ? "operations: a mixture of experts without active parameters"
                                  : "operations: no parameters";
        return std::nullopt;
    }
    std::vector<Exact> derived = row.training_notes.derived_tokens;
    const auto& more = row.other_notes.derived_tokens;
    derived.insert(derived.end(), more.begin(), more.end());
    std::vector<Exact> passes = row.training_notes.passes;
    const auto& other_passes = row.other_notes.passes;
    passes.insert(passes.end(), other_passes.begin(), other_passes.end());
    const auto count = [&](std::vector<Exact> tokens, OperationsSource source) {
        const std::size_t once = tokens.size();
        for (const Exact& times : passes) {
            for (std::size_t at = 0; at < once; ++at) tokens.push_back(tokens[at] * times);
        }
        return nearest(combined(row, running, tokens, source), row.training_flop);
    };
    std::vector<Exact> quoted = row.training_notes.trained_tokens;
    const auto& others = row.other_notes.trained_tokens;
    quoted.insert(quoted.end(), others.begin(), others.end());
    if (!quoted.empty()) return count(quoted, OperationsSource::quoted);
    if (!derived.empty()) return count(derived, OperationsSource::derived);
    const auto& named = row.other_notes.tokens;
    if (!named.empty()) return count(named, OperationsSource::notes);
    const bool counted = row.other_notes.names_tokens || row.other_notes.names_words;
    if (row.dataset_size && counted) {
        const Exact fed = *row.dataset_size * row.epochs.value_or(1);
        return count({fed}, OperationsSource::data);
    }
    const auto& heard = row.training_notes.tokens;
    if (!heard.empty()) return count(heard, OperationsSource::hearsay);
    left_out = row.dataset_size ? "operations: the data are not said to be counted in tokens"
                                : "operations: no tokens";
    return std::nullopt;
}

bool counts_all_experts(const SurveyRow& row, const RowOperations& operations) {
    if (!row.parameters || !row.training_flop) return false;
    const bool is_mixture = *row.parameters * 10 > operations.parameters * 11;
    return is_mixture &&
           within_ten_percent(6 * *row.parameters * operations.tokens, *row.training_flop);
}

std::optional<Exact> chip_hours_differ(const SurveyRow& row) {
    if (!row.chip_hours || !row.chips || !row.hours) return std::nullopt;
    const Exact ratio = distance(*row.chips * *row.hours, *row.chip_hours);
    return ratio * 10 > 14 ? std::optional(ratio) : std::nullopt;
}

std::optional<Exact> row_chip_seconds(const SurveyRow& row) {
    if (chip_hours_differ(row)) return larger(*row.chip_hours, *row.chips * *row.hours) * 3600;
    if (row.chip_hours) return *row.chip_hours * 3600;
    if (row.chips && row.hours) return *row.chips * *row.hours * 3600;
    std::vector<Exact> named = row.training_notes.chip_hours;
    for (const Exact& hours : row.other_notes.chip_hours) {
        if (std::find(named.begin(), named.end(), hours) == named.end()) named.push_back(hours);
    }
    if (named.size() != 1) return std::nullopt;
    return named.front() * 3600;
}

std::optional<Exact> row_joules(const SurveyRow& row) {
    if (row.energy_joules || !row.power_watts || !row.hours) return row.energy_joules;
    return *row.power_watts * *row.hours * 3600;
}

bool is_named(const SurveyRow& row, Precision precision) {
    return std::any_of(all_notes.begin(), all_notes.end(), [&](const auto notes) {
        const auto& named = (row.*notes).precisions;
        return std::find(named.begin(), named.end(), precision) != named.end();
    });
}

bool is_calculated_with(const SurveyRow& row, const Exact& rate) {
    const auto is = [&rate](const Exact& other) { return distance(rate, other) * 100 <= 101; };
    return std::any_of(all_notes.begin(), all_notes.end(), [&](const auto notes) {
        const auto& equations = (row.*notes).equations;
        return std::any_of(equations.begin(), equations.end(), [&](const NoteEquation& equation) {
            return std::any_of(equation.rates.begin(), equation.rates.end(), is) ||
                   std::any_of(equation.factors.begin(), equation.factors.end(), is);
        });
    });
}

std::optional<Precision> row_precision(const SurveyRow& row, const Chip& chip) {
    if (row.precision && chip.peak_at(*row.precision) != nullptr) return row.precision;
    for (const Precision precision : {Precision::bf16, Precision::fp16}) {
        if (chip.peak_at(precision) != nullptr) return precision;
    }
    return std::nullopt;
}

std::vector<std::shared_ptr<const Chip>> row_chips(const SurveyRow& row) {
    std::vector<std::shared_ptr<const Chip>> chips;
    const auto peak = [&row](const Chip& chip) {
        return chip.peak_at(*row_precision(row, chip))->dense.value.best;
    };
    for (const HardwareName& name : row.hardware) {
        if (name.chips.empty()) return {};
        for (const std::shared_ptr<const Chip>& chip : name.chips) {
            if (!row_precision(row, *chip)) return {};
            const bool known = std::any_of(chips.begin(), chips.end(), [&](const auto& other) {
                return peak(*other) == peak(*chip);
            });
            if (!known) chips.push_back(chip);
        }
    }
    std::stable_sort(chips.begin(), chips.end(), [&](const auto& left, const auto& right) {
        return peak(*left) > peak(*right);
    });
    return chips;
}

Activity row_activity(const SurveyRow& row, const std::optional<RowOperations>& operations,
                      const std::shared_ptr<const Chip>& chip) {
    Activity activity;
    activity.place = row.place;
    activity.name = row.model;
    if (row.training_flop) {
        activity.reported =
            ReportedFlop{row.place, said<Flop>(*row.training_flop, row.place), "the row", false};
        activity.use = Method::reported;
    }
    if (operations) {
        OperationsPhase phase;
        phase.place = operations->place;
        phase.parameters = said<Parameters>(operations->parameters, operations->place);
        phase.tokens = said<Tokens>(operations->tokens, operations->place);
        phase.epochs_unstated =
            !row.epochs && operations->source != OperationsSource::columns &&
            (operations->source == OperationsSource::data || row.training_notes.names_epochs);
        activity.operations.push_back(std::move(phase));
    }
    const auto chip_seconds = row_chip_seconds(row);
    const auto precision = chip == nullptr ? std::nullopt : row_precision(row, *chip);
    if (chip_seconds && precision) {
        activity.chip_time.push_back(chip_time_of(row, *chip_seconds, chip, *precision));
        activity.energy = energy_of(row, chip, *precision);
    }
    return activity;
}

}  // namespace flopledger
