// SPDX-License-Identifier: Apache-2.0
#include "core/meter/row_identities.hpp"

#include <functional>

namespace flopledger {

RowIdentity* RowIdentities::find(std::string_view text) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = std::hash<std::string_view>()(text) & mask;
    for (; slots_[at] != nullptr; at = (at + 1) & mask) {
        if (slots_[at]->text == text) return slots_[at];
    }
    return nullptr;
}

void RowIdentities::place(RowIdentity* identity) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = std::hash<std::string_view>()(identity->text) & mask;
    while (slots_[at] != nullptr) at = (at + 1) & mask;
    slots_[at] = identity;
}

RowIdentity* RowIdentities::add(std::string_view text) {
    RowIdentity& identity = all_.emplace_back();
    identity.text = text;
    if (all_.size() * 4 <= slots_.size() * 3) {
        place(&identity);
    } else {
        slots_.assign(slots_.size() * 2, nullptr);
        for (RowIdentity& known : all_) place(&known);
    }
    return &identity;
}

}  // namespace flopledger
