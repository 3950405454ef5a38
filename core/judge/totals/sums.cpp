// SPDX-License-Identifier: Apache-2.0
#include "core/judge/totals/sums.hpp"

#include <cassert>

#include "core/judge/totals/total_how.hpp"

namespace flopledger {

Sums::Sums(const LedgerCount& count, const std::vector<std::shared_ptr<const Standard>>& standards,
           bool tells)
    : count_(count), standards_(standards), tells_(tells) {}

std::shared_ptr<const Standard> Sums::standard(const std::string& id) const {
    for (const auto& standard : standards_) {
        if (standard->id == id) {
            return standard;
        }
    }
    return nullptr;
}

const Total& Sums::of(const std::string& id, Scope scope) {
    const auto [position, is_new] = parts_.try_emplace({id, scope});
    if (is_new) {
        assert(standard(id) != nullptr);
        Total& total = position->second;
        total = total_under(standard(id), count_, scope);
        if (tells_) total.how = total_how(total, count_.ledger->model_name);
    }
    return position->second;
}

const Total& Sums::of_model(const std::string& id, const ThirdPartyModel& model) {
    const auto [position, is_new] = bases_.try_emplace({id, model.base});
    if (is_new) {
        assert(standard(id) != nullptr);
        Total& total = position->second;
        total = total_of_base(standard(id), *model.stated_in, *model.base);
        if (tells_) total.how = base_total_how(total, model.name());
    }
    return position->second;
}

std::vector<Total> Sums::wholes() const {
    std::vector<Total> totals;
    for (const auto& [key, total] : parts_) {
        if (key.second == Scope::whole) totals.push_back(total);
    }
    return totals;
}

std::vector<Total> Sums::parts() const {
    std::vector<Total> totals;
    for (const auto& [key, total] : parts_) {
        if (key.second != Scope::whole) totals.push_back(total);
    }
    return totals;
}

}  // namespace flopledger
