// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/judge/verdicts/model_lines.hpp"
#include "core/judge/verdicts/modifier.hpp"
#include "core/judge/verdicts/standing.hpp"

namespace flopledger {

// What an EU line for a model asks where third parties' weights are in it: the tables of
// model_lines.hpp, over own compute, the sum and the rules on modifiers.
class AskedLine : public Asked {
  public:
    // All must outlive this; the modification has at least one base.
    AskedLine(const Threshold& line, const Modification& modification, Sums& sums,
              const std::optional<Exact>& margin);

    // The whole sum, and the developer's own part, against the line's amount.
    const Measurement& sum() const { return sum_; }
    const Measurement& own() const { return own_; }

    LineAnswer answer(Methods methods) const;
    Truth holds(Methods methods) const override { return answer(methods).reached; }
    std::vector<Finding> reasons() const override;
    std::vector<Finding> conflicts(Methods direction) const override;

  private:
    LineFacts::Base fact_of(const ModifiedBase& base, Methods methods) const;
    LineFacts facts(Methods methods, bool with_originals) const;
    std::vector<Finding> base_reasons() const;

    const Threshold& line_;
    const Modification& modification_;
    Sums& sums_;
    Measurement sum_;
    Measurement own_;
    std::vector<Measurement> bases_;  // each base's total against the amount
};

// What a rule on modifiers asks of one base; it is answered for all bases at once, since no base
// clears another.
class AskedModifier : public Asked {
  public:
    // Must outlive this.
    explicit AskedModifier(const Modification& modification) : modification_(modification) {}
    Truth holds(Methods methods) const override { return modification_.reached(methods); }
    std::vector<Finding> reasons() const override { return modification_.reasons(true); }
    std::vector<Finding> conflicts(Methods direction) const override;

  private:
    const Modification& modification_;
};

}  // namespace flopledger
