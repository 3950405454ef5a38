// SPDX-License-Identifier: Apache-2.0
#include "core/count/methods/energy_bound.hpp"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "core/count/figures/figure_names.hpp"

namespace flopledger {

const EnergyCalibration* calibration_for(const EnergyStatement& statement) {
    const EnergyScope wanted =
        statement.scope == EnergyScope::facility ? EnergyScope::node : statement.scope;
    for (const EnergyCalibration& calibration : statement.chip->energy) {
        if (calibration.precision == statement.precision && calibration.scope == wanted) {
            return &calibration;
        }
    }
    return nullptr;
}

MethodCount bound_by_energy(const Activity& activity) {
    assert(activity.energy);
    const EnergyStatement& statement = *activity.energy;
    const EnergyCalibration* calibration = calibration_for(statement);
    assert(calibration != nullptr);
    std::vector<Derivation> inputs{stated(fmt::format("energy of the {}", word(statement.scope)),
                                          statement.energy.value, Measures::energy,
                                          statement.energy.place)};
    Joules joules = statement.energy.value;
    std::string formula = "0 .. energy x FLOP per joule";
    if (statement.power_usage_effectiveness) {
        const auto& effectiveness = *statement.power_usage_effectiveness;
        joules = joules / effectiveness.value;
        formula = "0 .. energy / power usage effectiveness x FLOP per joule";
        inputs.push_back(stated("power usage effectiveness", effectiveness.value,
                                Measures::power_usage_effectiveness, effectiveness.place));
    }
    inputs.push_back(
        cited(fmt::format("measured {} FLOP per joule of {}{}", word(statement.precision),
                          statement.chip->id, mark_of(statement.chip->origin)),
              calibration->yield, Measures::flop_per_joule,
              calibration->what + "; " + calibration->source));
    MethodCount count;
    count.method = Method::energy;
    count.bound = true;
    count.derivation =
        computed("upper bound of model FLOP by energy", formula,
                 at_most(joules * calibration->yield), Measures::flop_bound, std::move(inputs));
    count.model_flop = count.derivation.quantity();
    count.hardware_flop = count.model_flop;
    count.findings.push_back({name::energy_is_a_bound,
                              "energy bounds the FLOP from above by the best yield measured; it "
                              "does not count them"});
    return count;
}

}  // namespace flopledger
