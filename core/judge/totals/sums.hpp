// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/judge/totals/total.hpp"

namespace flopledger {

// The sums that verdicts on one ledger ask for, each made once. References stay valid as long as
// this lives. A standard asked for must be among those given.
class Sums {
  public:
    // Both must outlive this. `tells`: whether each sum gets the tree that explains it.
    Sums(const LedgerCount& count, const std::vector<std::shared_ptr<const Standard>>& standards,
         bool tells);

    // A standard by its id, or nullptr.
    std::shared_ptr<const Standard> standard(const std::string& id) const;

    // A part of the ledger's lineage, or all of it.
    const Total& of(const std::string& id, Scope scope);

    // The whole total of one of the models in the ledger's lineage.
    const Total& of_model(const std::string& id, const ThirdPartyModel& model);

    // All whole totals made so far, ordered by the standard's id.
    std::vector<Total> wholes() const;

    // All parts made so far, ordered by the standard's id.
    std::vector<Total> parts() const;

  private:
    const LedgerCount& count_;
    const std::vector<std::shared_ptr<const Standard>>& standards_;
    bool tells_;
    std::map<std::pair<std::string, Scope>, Total> parts_;
    std::map<std::pair<std::string, const BaseCount*>, Total> bases_;
};

}  // namespace flopledger
