// SPDX-License-Identifier: Apache-2.0
#include "core/count/derivation.hpp"

#include <cassert>
#include <utility>

namespace flopledger {

Derivation stated(std::string label, const Range& value, std::string unit, const Place& place) {
    return {std::move(label), "", value, std::move(unit), "", place, {}};
}

Derivation cited(std::string label, const Range& value, std::string unit, std::string source) {
    return {std::move(label), "", value, std::move(unit), std::move(source), std::nullopt, {}};
}

Derivation computed(std::string label, std::string formula, const Range& value, std::string unit,
                    std::vector<Derivation> inputs) {
    return {std::move(label), std::move(formula), value, std::move(unit), "",
            std::nullopt,     std::move(inputs)};
}

Derivation sum_of(std::string label, std::vector<Derivation> parts) {
    assert(!parts.empty());
    if (parts.size() == 1) {
        return std::move(parts.front());
    }
    Range sum = parts.front().value;
    for (std::size_t index = 1; index < parts.size(); ++index) {
        sum = sum + parts[index].value;
    }
    std::string unit = parts.front().unit;
    return computed(std::move(label), "sum over the phases", sum, std::move(unit),
                    std::move(parts));
}

}  // namespace flopledger
