// SPDX-License-Identifier: Apache-2.0
#include "core/count/methods/hardware_derivation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/count/models/recomputation.hpp"

namespace flopledger {

namespace {

// The step of a derivation that is the hardware FLOP already, or nullptr.
const Derivation* hardware_step(const Derivation& tree, const Range& hardware) {
    if (tree.measures == Measures::hardware_flop && tree.value == hardware) return &tree;
    for (const Derivation& input : tree.inputs) {
        if (const Derivation* found = hardware_step(input, hardware)) return found;
    }
    return nullptr;
}

bool is_configured(const Activity& activity) {
    const auto& phases = activity.operations;
    return std::any_of(phases.begin(), phases.end(),
                       [](const OperationsPhase& phase) { return phase.model != nullptr; });
}

}  // namespace

std::optional<Derived<Flop>> derived_hardware(const Activity& activity, const MethodCount& count) {
    if (!count.hardware_flop) return std::nullopt;
    const Flop& hardware = *count.hardware_flop;
    const Flop& model = count.model_flop;
    const std::string label = fmt::format("hardware FLOP by {}", name_of(count.method));
    if (hardware == model) {
        std::string formula = count.bound                     ? "the same bound"
                              : lacks_recomputation(activity) ? "model FLOP; recomputation is not "
                                                                "stated and taken as none"
                                                              : "model FLOP; nothing is recomputed";
        if (count.bound) {
            return computed(label, std::move(formula), hardware, Measures::flop_bound,
                            {count.derivation});
        }
        return computed(label, std::move(formula), hardware, Measures::hardware_flop,
                        {count.derivation});
    }
    if (const Derivation* step = hardware_step(count.derivation, hardware.value)) {
        return computed(label, "what the method counts is executed FLOP", hardware,
                        Measures::hardware_flop, {*step});
    }
    const Range& all = hardware.value;
    const Range& once = model.value;
    const Flop more{{all.low - once.low, all.best - once.best, all.high - once.high}};
    const auto recomputation = assumed_recomputation(activity);
    const bool counted = count.method == Method::operations && is_configured(activity);
    auto repeated =
        cited(fmt::format("forward FLOP run again, recomputation {}", word(recomputation)), more,
              Measures::hardware_flop,
              counted ? "counted from the configuration" : recomputation_source(recomputation));
    return computed(label, "model FLOP + forward FLOP run again", hardware, Measures::hardware_flop,
                    {count.derivation, std::move(repeated)});
}

}  // namespace flopledger
