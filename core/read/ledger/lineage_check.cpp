// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/lineage_check.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/figure_text.hpp"
#include "core/read/keys/values.hpp"
#include "core/read/ledger/ledger_names.hpp"

namespace flopledger {

namespace {

// What the entries of a lineage say of models, by their names.
class Named {
  public:
    explicit Named(const Ledger& root) { walk(root); }

    void check(Diagnostics& diagnostics) const {
        std::map<std::string, const BaseModel*> figures;
        for (const BaseModel* base : bare_) {
            const auto [first, is_new] = figures.try_emplace(base->name, base);
            const bool same = is_new || first->second->flop->value == base->flop->value;
            if (const auto ledger = ledgers_.find(base->name); ledger != ledgers_.end()) {
                tell(*base, fmt::format("its ledger is {}", shown(ledger->second)), diagnostics);
            } else if (!same) {
                const BaseModel& other = *first->second;
                tell(*base,
                     fmt::format("{} FLOP at {}:{}", figure(other.flop->value.value),
                                 shown(other.place.file), other.place.line),
                     diagnostics);
            }
        }
    }

  private:
    void walk(const Ledger& ledger) {
        if (!seen_.insert(&ledger).second) return;
        for (const BaseModel& base : ledger.built_on) {
            if (base.ledger) {
                ledgers_.emplace(base.name, base.ledger->file);
                ledgers_.emplace(base.ledger->model_name, base.ledger->file);
                walk(*base.ledger);
            } else if (base.flop) {
                bare_.push_back(&base);
            }
        }
    }

    static void tell(const BaseModel& base, const std::string& elsewhere,
                     Diagnostics& diagnostics) {
        diagnostics.add(
            {.name = name::lineage_differs,
             .place = base.place,
             .excerpt = "",
             .message = fmt::format("the model '{}' is {} FLOP here, but {}", shown(base.name),
                                    figure(base.flop->value.value), elsewhere),
             .hint = "a model counts once: give each entry its ledger, or one figure"});
    }

    std::set<const Ledger*> seen_;
    std::map<std::string, std::string> ledgers_;  // the file by the names it goes by
    std::vector<const BaseModel*> bare_;
};

}  // namespace

void check_lineage(const Ledger& root, Diagnostics& diagnostics) { Named(root).check(diagnostics); }

}  // namespace flopledger
