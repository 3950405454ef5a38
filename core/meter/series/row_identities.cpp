// SPDX-License-Identifier: Apache-2.0
#include "core/meter/series/row_identities.hpp"

#include <functional>

namespace flopledger {

RowIdentity* RowIdentities::find(std::string_view text) const {
    const std::size_t mask = slots_.size() - 1;
    const std::size_t hash = std::hash<std::string_view>()(text);
    for (std::size_t at = hash & mask; slots_[at] != nullptr; at = (at + 1) & mask) {
        if (slots_[at]->hash == hash && slots_[at]->text == text) return slots_[at];
    }
    return nullptr;
}

void RowIdentities::place(RowIdentity* identity) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = identity->hash & mask;
    while (slots_[at] != nullptr) at = (at + 1) & mask;
    slots_[at] = identity;
}

RowIdentity* RowIdentities::add(std::string_view text) {
    const std::size_t place_in_block = count_ % block_size;
    if (place_in_block == 0) blocks_.push_back(std::make_unique<RowIdentity[]>(block_size));
    RowIdentity& identity = blocks_.back()[place_in_block];
    identity.text = text;
    identity.hash = std::hash<std::string_view>()(text);
    ++count_;
    if (count_ * 4 <= slots_.size() * 3) {
        place(&identity);
        return &identity;
    }
    slots_.assign(slots_.size() * 2, nullptr);
    for (std::size_t known = 0; known < count_; ++known) {
        place(&blocks_[known / block_size][known % block_size]);
    }
    return &identity;
}

}  // namespace flopledger
