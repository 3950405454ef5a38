// SPDX-License-Identifier: Apache-2.0
#include "core/count/figures/derivation.hpp"

namespace flopledger {

Inputs::Inputs(std::vector<Derivation> steps) {
    if (!steps.empty()) steps_ = std::make_shared<std::vector<Derivation>>(std::move(steps));
}

std::size_t Inputs::size() const { return steps_ == nullptr ? 0 : steps_->size(); }

const Derivation& Inputs::operator[](std::size_t index) const {
    assert(index < size());
    return (*steps_)[index];
}

const Derivation* Inputs::begin() const { return steps_ == nullptr ? nullptr : steps_->data(); }

const Derivation* Inputs::end() const { return begin() + size(); }

std::vector<Derivation>& Inputs::own() {
    if (steps_ == nullptr) {
        steps_ = std::make_shared<std::vector<Derivation>>();
    } else if (steps_.use_count() > 1) {
        steps_ = std::make_shared<std::vector<Derivation>>(*steps_);
    }
    return *steps_;
}

}  // namespace flopledger
