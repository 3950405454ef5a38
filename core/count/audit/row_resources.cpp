// SPDX-License-Identifier: Apache-2.0
#include "core/count/audit/row_resources.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>

#include "core/base/figure_text.hpp"
#include "core/count/audit/equation_checks.hpp"
#include "core/count/audit/row_activity.hpp"
#include "core/count/audit/row_names.hpp"
#include "core/count/doubt/cause_names.hpp"
#include "core/count/figures/figure_names.hpp"
#include "core/count/figures/log_figure_names.hpp"

namespace flopledger {

namespace {

// What makes chips x hours and chip-hours differ by a ratio.
Cause cause_of_hours(const SurveyRow& row, const Exact& ratio) {
    if (ratio_between(ratio, *row.chips) * 100 <= 105) {
        return {name::chips_left_out, ratio, "are the chip-hours those of one chip, or of all?"};
    }
    for (const int unit : {24, 3600}) {
        if (ratio_between(ratio, unit) * 100 > 105) continue;
        return {name::wrong_time_unit, unit, "are days, hours or seconds taken for one another?"};
    }
    for (const int of_node : {8, 4}) {
        if (ratio_between(ratio, of_node) * 100 > 105) continue;
        return {name::chips_left_out, ratio, "are nodes counted as chips?"};
    }
    if (auto slip = slip_of_ten(ratio)) return *slip;
    return {name::unknown_cause, ratio, "which of the three is of something else?"};
}

void against_chip_hours(const SurveyRow& row, std::vector<Contradiction>& list) {
    const auto ratio = chip_hours_differ(row);
    if (!ratio) return;
    list.push_back(
        {.certainty = Certainty::conflict,
         .kind = name::methods_disagree,
         .ratio = *ratio,
         .message = fmt::format("{} x {} h make {} chip-hours, the row states {}",
                                input_figure(*row.chips), input_figure(*row.hours),
                                figure(*row.chips * *row.hours), figure(*row.chip_hours)),
         .causes = {cause_of_hours(row, *ratio)},
         .place = row.place});
}

// The most that the chips of a row draw and do; nothing where that is not known of each.
struct Limits {
    Exact watts;
    Exact flop_per_joule;
};

// The fastest peak counts, whatever the row ran in.
std::optional<Limits> limits_of(const SurveyRow& row) {
    Limits limits;
    for (const HardwareName& name : row.hardware) {
        if (name.chips.empty()) return std::nullopt;
        for (const std::shared_ptr<const Chip>& chip : name.chips) {
            if (!chip->power_watts || chip->power_watts->is_zero()) return std::nullopt;
            limits.watts = larger(limits.watts, *chip->power_watts);
            for (const Peak& peak : chip->peaks) {
                limits.flop_per_joule =
                    larger(limits.flop_per_joule, peak.dense.value.best / *chip->power_watts);
            }
        }
    }
    return limits.flop_per_joule.is_zero() ? std::nullopt : std::optional(limits);
}

// A node draws up to twice what its chips do, a building up to one and a half times that.
void against_power(const SurveyRow& row, std::vector<Contradiction>& list) {
    const auto joules = row_joules(row);
    const auto limits = limits_of(row);
    const auto seconds = row_chip_seconds(row);
    if (!joules || !limits || !seconds || seconds->is_zero()) return;
    const Exact watts = *joules / *seconds;
    if (watts <= limits->watts * 3) return;
    const Exact ratio = watts / limits->watts;
    auto slip = slip_of_ten(ratio);
    list.push_back(
        {.certainty = Certainty::conflict,
         .kind = name::power_over_board,
         .ratio = ratio,
         .message = fmt::format("the energy over the chip-hours is {} W a chip, which may draw {} "
                                "W; node and building make that no more than three times as much",
                                plain_figure(watts), plain_figure(limits->watts)),
         .causes = {slip ? *slip
                         : Cause{name::chip_hours_of_a_part, ratio,
                                 "are the chip-hours of a part of what drew the energy?"}},
         .place = row.place});
}

// The stated compute over what the energy buys; nothing where either is not known.
std::optional<Exact> share_of_energy(const SurveyRow& row) {
    const auto joules = row_joules(row);
    const auto limits = limits_of(row);
    if (!joules || !limits || !row.training_flop || joules->is_zero()) return std::nullopt;
    return *row.training_flop / (*joules * limits->flop_per_joule);
}

void against_energy(const SurveyRow& row, std::vector<Contradiction>& list) {
    if (!is_beyond_energy(row)) return;
    const Exact ratio = *share_of_energy(row);
    auto slip = slip_of_ten(ratio);
    list.push_back(
        {.certainty = Certainty::impossible,
         .kind = name::energy_below_physics,
         .ratio = ratio,
         .message = fmt::format("{} FLOP for {} kWh are {} times what the chip does a joule at its "
                                "fastest peak",
                                figure(*row.training_flop),
                                input_figure(*row_joules(row) / 3'600'000), ratio.fixed(1)),
         .causes = {slip ? *slip
                         : Cause{name::unit_slip, ratio,
                                 "is the energy in other units, or of a part of the training?"}},
         .place = row.place});
}

}  // namespace

// A chip that is throttled does more a joule than at its peak, but not four times as much.
bool is_beyond_energy(const SurveyRow& row) {
    const auto share = share_of_energy(row);
    return share && *share > 4;
}

std::vector<Contradiction> contradictions_of_resources(const SurveyRow& row) {
    std::vector<Contradiction> list;
    against_chip_hours(row, list);
    against_power(row, list);
    against_energy(row, list);
    return list;
}

}  // namespace flopledger
