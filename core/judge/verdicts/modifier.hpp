// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/facts/data/threshold.hpp"
#include "core/judge/totals/sums.hpp"
#include "core/judge/verdicts/comparison.hpp"
#include "core/judge/verdicts/measurement.hpp"

namespace flopledger {

// What the rules on modifiers go by, whichever thresholds a call asks for.
struct ModifierRules {
    // The line above which a model has systemic risk, and the one above which it is indicatively a
    // general-purpose one; null where they are not known. Their measure alone is asked.
    std::shared_ptr<const Threshold> systemic_line;
    std::shared_ptr<const Threshold> general_purpose_line;
    // One third of the base, and what stands for it where the base's total is not known.
    std::vector<std::shared_ptr<const Threshold>> rules;
};

// A third party's model in a lineage, as the rules on modifiers see it.
struct ModifiedBase {
    const ThirdPartyModel* model = nullptr;
    Truth systemic_risk;    // as stated, else by its total; nothing where neither can say
    Truth general_purpose;  // likewise; one of unknown total is taken for one
};

// One comparison that a rule on modifiers makes: the developer's own compute with a share of one
// model, or of all of them together, or with the amount that stands for it.
struct ModifierTest {
    std::shared_ptr<const Threshold> rule;
    const ModifiedBase* base = nullptr;         // null for all bases together
    const ThirdPartyModel* original = nullptr;  // the first original that stands in for the base
    Measurement measurement;
    Truth general_purpose;  // whether base or result is a general-purpose model

    Truth holds(Methods methods) const;
};

// The rules on modifiers of one jurisdiction held against a ledger.
class Modification {
  public:
    // The sums must outlive this.
    Modification(const LedgerCount& count, ModifierRules rules, Sums& sums,
                 const std::optional<Exact>& margin);
    Modification(const Modification&) = delete;
    Modification& operator=(const Modification&) = delete;

    const std::vector<ModifiedBase>& bases() const { return bases_; }

    // A model as the rules see it.
    ModifiedBase seen(const ThirdPartyModel& model) const;

    // Every comparison that may be the one: for each base by every rule that may be its rule,
    // against its first originals too, and against all bases together where there are several.
    const std::vector<ModifierTest>& tests() const { return tests_; }

    // Whether the modification made a new model: true or false where every test says so.
    Truth reached(Methods methods) const { return reached_.at(static_cast<std::size_t>(methods)); }

    // What leads to that: the figures of each test, and where they differ, why. Whether a rule on
    // modifiers is not reached may decide alone, or together with more.
    std::vector<Finding> reasons(bool decides_alone) const;

  private:
    Truth beyond(const ThirdPartyModel& model, const Threshold& line) const;
    void add_tests(const ModifiedBase& base, const ModifiedBase& against, bool is_original);
    void add_sum_tests();
    Measurement measure(const Threshold& rule, const std::string& standard) const;

    Truth agreed(Methods methods) const;
    bool has_counterpart(const Threshold& rule) const;
    std::optional<Finding> size_that_settles() const;
    bool hangs_on_kind() const;

    ModifierRules rules_;
    Sums& sums_;
    std::optional<Exact> margin_;
    std::vector<ThirdPartyModel> models_;
    std::vector<ModifiedBase> bases_;
    Truth result_general_purpose_;
    std::vector<ModifierTest> tests_;
    std::array<Truth, 3> reached_;    // by Methods; made once, since many verdicts ask
    bool lacks_counterpart_ = false;  // another rule, not given, may be the one
};

// Whether a threshold is judged against each third-party base, not once a ledger.
bool is_about_bases(const Threshold& threshold);

// Whether a rule on modifiers is the one for a base; unknown where the base's risk decides that and
// is not known.
Truth is_rule_for(const Threshold& threshold, const ModifiedBase& base);

// Whether two rules are the two answers to one question, the base's risk: of one jurisdiction,
// both for a known or both for an unknown total, one with and one without systemic risk.
bool are_counterparts(const Threshold& left, const Threshold& right);

}  // namespace flopledger
