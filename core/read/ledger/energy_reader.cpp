// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/number_names.hpp"
#include "core/read/keys/bounds.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/read/ledger/method_readers.hpp"

namespace flopledger {

namespace {

// Energy of a facility comes down to its nodes by the PUE, so it goes by their calibration.
EnergyScope calibrated_scope(EnergyScope scope) {
    return scope == EnergyScope::facility ? EnergyScope::node : scope;
}

void check_calibration(Mapping& mapping, const EnergyStatement& statement) {
    const Chip& chip = *statement.chip;
    const auto& all = chip.energy;
    const bool known = std::any_of(all.begin(), all.end(), [&](const EnergyCalibration& row) {
        return row.precision == statement.precision &&
               row.scope == calibrated_scope(statement.scope);
    });
    if (known) {
        return;
    }
    std::string what = "nothing";
    for (const EnergyCalibration& row : all) {
        what = fmt::format("{}{} at the {}", &row == &all.front() ? "" : what + ", ",
                           word(row.precision), word(row.scope));
    }
    mapping.report(name::no_energy_calibration, "chip",
                   fmt::format("no measured {} FLOP per joule of {} at the {} is known",
                               word(statement.precision), chip.id, word(statement.scope)),
                   fmt::format("known of this chip: {}; state another method instead", what));
}

void read_scope(Mapping& mapping, EnergyStatement& statement) {
    const auto scope = mapping.word<EnergyScope>("scope", Presence::required);
    statement.scope = scope.value_or(EnergyScope::node);
    statement.power_usage_effectiveness = mapping.stated<Ratio>("pue", Dimension::ratio, "");
    const bool facility = scope == EnergyScope::facility;
    if (facility && !mapping.has("pue")) {
        mapping.find("pue", Presence::required);
    }
    if (scope && !facility && mapping.has("pue")) {
        mapping.report(name::conflicting_keys, "pue", "'pue' goes with `scope: facility` only",
                       "leave it out, or say that the energy is the facility's");
    }
    const auto& pue = statement.power_usage_effectiveness;
    if (pue && pue->value.value.low < 1) {
        mapping.report(name::number_out_of_bounds, "pue", "a facility draws no less than its nodes",
                       "'pue' is facility energy over node energy, 1 at least");
    } else if (pue) {
        const Range& range = pue->value.value;
        // Energy is divided by it and then added up.
        for (const Exact* end : {&range.low, &range.best, &range.high}) {
            keeps_sums_short(mapping.reading(), *mapping.node().find("pue"), "pue",
                             Exact(1) / *end);
        }
    }
}

}  // namespace

std::optional<EnergyStatement> read_energy(const Reading& reading, const Node& node,
                                           Surroundings& surroundings) {
    const std::size_t before = reading.diagnostics.list.size();
    Mapping mapping(reading, node, "'energy'");
    EnergyStatement statement;
    statement.place = reading.place(node);
    if (node.kind == Node::Kind::mapping) {
        mapping.find("kwh", Presence::required);
        auto energy = mapping.stated<Joules>("kwh", Dimension::joules, "kWh");
        require_above_zero(mapping, "kwh", energy);
        statement.energy = energy.value_or(Stated<Joules>{});
        statement.chip = find_chip(mapping, surroundings.catalog);
        const auto precision = find_precision(mapping, statement.chip.get());
        statement.precision = precision.value_or(Precision::bf16);
        read_scope(mapping, statement);
        const bool complete = reading.diagnostics.list.size() == before;
        if (complete && statement.chip != nullptr) {
            check_calibration(mapping, statement);
        }
        mapping.finish();
    }
    return reading.diagnostics.list.size() == before ? std::optional(std::move(statement))
                                                     : std::nullopt;
}

std::optional<ReportedFlop> read_reported(const Reading& reading, const Node& node) {
    const std::size_t before = reading.diagnostics.list.size();
    Mapping mapping(reading, node, "'reported'");
    ReportedFlop reported;
    reported.place = reading.place(node);
    if (node.kind == Node::Kind::mapping) {
        mapping.find("flop", Presence::required);
        auto flop = mapping.stated<Flop>("flop", Dimension::flop, "FLOP");
        require_some(mapping, "flop", flop);
        reported.flop = flop.value_or(Stated<Flop>{});
        reported.source = mapping.text("source", Presence::required).value_or("");
        const auto included = mapping.truth("includes_recomputation", Presence::optional);
        reported.includes_recomputation = included == true;
        reported.excludes_recomputation = included == false;
        mapping.finish();
    }
    return reading.diagnostics.list.size() == before ? std::optional(std::move(reported))
                                                     : std::nullopt;
}

}  // namespace flopledger
