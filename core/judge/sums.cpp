// SPDX-License-Identifier: Apache-2.0
#include "core/judge/sums.hpp"

#include <cassert>

namespace flopledger {

Sums::Sums(const LedgerCount& count, const std::vector<std::shared_ptr<const Standard>>& standards)
    : count_(count), standards_(standards) {}

std::shared_ptr<const Standard> Sums::standard(const std::string& id) const {
    for (const auto& standard : standards_) {
        if (standard->id == id) {
            return standard;
        }
    }
    return nullptr;
}

const Total& Sums::whole(const std::string& id) {
    const auto [position, is_new] = wholes_.try_emplace(id);
    if (is_new) {
        assert(standard(id) != nullptr);
        position->second = total_under(standard(id), count_, Scope::whole);
    }
    return position->second;
}

const Total& Sums::own(const std::string& id) {
    const auto [position, is_new] = owns_.try_emplace(id);
    if (is_new) {
        assert(standard(id) != nullptr);
        position->second = total_under(standard(id), count_, Scope::own_activities);
    }
    return position->second;
}

const Total& Sums::of_base(const std::string& id, const BaseCount& base) {
    const auto [position, is_new] = bases_.try_emplace({id, &base});
    if (is_new) {
        assert(standard(id) != nullptr);
        position->second = total_of_base(standard(id), count_, base);
    }
    return position->second;
}

std::vector<Total> Sums::wholes() const {
    std::vector<Total> totals;
    for (const auto& [id, total] : wholes_) {
        totals.push_back(total);
    }
    return totals;
}

}  // namespace flopledger
