// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/base/known_range.hpp"
#include "core/base/measures.hpp"

namespace flopledger {

struct Derivation;

// The inputs of a step. Copies share them, because one tree stands below many figures: an activity
// in every total, a total in every verdict.
class Inputs {
  public:
    Inputs() = default;

    // Implicit, so that a list of steps is the inputs of the next.
    Inputs(std::vector<Derivation> steps);  // NOLINT(google-explicit-constructor)

    bool empty() const { return size() == 0; }
    std::size_t size() const;
    const Derivation& operator[](std::size_t index) const;
    const Derivation* begin() const;
    const Derivation* end() const;

    // The steps, to be changed for this copy alone.
    std::vector<Derivation>& own();

  private:
    std::shared_ptr<std::vector<Derivation>> steps_;
};

// How a figure was reached: what it is, by which formula, from which inputs, with where each comes
// from. The count and the judgement build the tree as they go, once; whoever prints it prints it.
struct Derivation {
    std::string label;    // "model FLOP by operation counting"
    std::string formula;  // "6 x parameters x tokens"; empty for a stated input
    Measures measures = Measures::ratio;
    Range value;                 // in the unit of what it measures
    std::string source;          // a citation, or empty
    std::optional<Place> place;  // the line of the ledger that states it
    Inputs inputs;
    std::vector<Finding> findings{};  // what must be known about this figure
    bool best_known = true;           // false where of a part of a sum only a bound is known
    bool is_open = false;             // something of unknown size comes on top

    // The figure with what of it is known; what is but a bound has no best.
    KnownRange known() const { return known_sum(value, best_known && !value.is_bound(), is_open); }

    // "FLOP", "tokens", "chip-seconds"; empty for a ratio.
    std::string_view unit() const { return unit_text(measures); }
};

// A derivation that has its unit in its type, so that formulas are written with units. It holds
// nothing more, so that it may stand among the inputs of others.
template <typename Amount>
struct Derived;

// That of one unit; there are no others.
template <BaseUnits units>
struct Derived<Quantity<units>> : Derivation {
    // The figure in base units.
    Quantity<units> quantity() const {
        assert(written_unit(measures).units == units);
        return unwritten<units>(value, measures);
    }
};

// What a figure of a unit may measure; deduced from the quantity beside it.
template <BaseUnits units>
using MeasureBeside = std::type_identity_t<MeasureIn<units>>;

// A figure that the ledger states.
template <BaseUnits units>
Derived<Quantity<units>> stated(std::string label, const Quantity<units>& quantity,
                                MeasureBeside<units> beside, const Place& place) {
    const Measures measures = beside.measures;
    return {{std::move(label), "", measures, written(quantity, measures), "", place, {}}};
}

// A figure that a cited source gives.
template <BaseUnits units>
Derived<Quantity<units>> cited(std::string label, const Quantity<units>& quantity,
                               MeasureBeside<units> beside, std::string source) {
    const Measures measures = beside.measures;
    return {{std::move(label),
             "",
             measures,
             written(quantity, measures),
             std::move(source),
             std::nullopt,
             {}}};
}

// A figure that a call gives: it needs no source.
template <BaseUnits units>
Derived<Quantity<units>> given(std::string label, const Quantity<units>& quantity,
                               MeasureBeside<units> beside) {
    return cited(std::move(label), quantity, beside, "");
}

// A figure computed from inputs.
template <BaseUnits units>
Derived<Quantity<units>> computed(std::string label, std::string formula,
                                  const Quantity<units>& quantity, MeasureBeside<units> beside,
                                  std::vector<Derivation> inputs) {
    const Measures measures = beside.measures;
    return {{std::move(label), std::move(formula), measures, written(quantity, measures), "",
             std::nullopt, std::move(inputs)}};
}

// The same figure with the source of its formula.
template <typename Amount>
Derived<Amount> sourced(Derived<Amount> figure, std::string source) {
    figure.source = std::move(source);
    return figure;
}

// The sum of figures of one unit, at least one; a single figure stands for itself.
template <BaseUnits units>
Derived<Quantity<units>> sum_of(std::string label, MeasureBeside<units> beside,
                                std::vector<Derived<Quantity<units>>> parts) {
    assert(!parts.empty());
    if (parts.size() == 1) return std::move(parts.front());
    Quantity<units> sum = parts.front().quantity();
    for (std::size_t i = 1; i < parts.size(); ++i) sum = sum + parts[i].quantity();
    return computed(std::move(label), "sum over the phases", sum, beside,
                    std::vector<Derivation>(parts.begin(), parts.end()));
}

}  // namespace flopledger
