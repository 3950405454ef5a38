// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/judge/verdicts/condition.hpp"
#include "core/judge/verdicts/measurement.hpp"
#include "core/judge/verdicts/model_kind.hpp"

namespace flopledger {

// What a threshold asks of a ledger's compute, with the words for its answer.
class Asked {
  public:
    virtual ~Asked() = default;

    // Whether it is so, by the methods that stand or by methods in conflict.
    virtual Truth holds(Methods methods) const = 0;

    // Why it is, is not or cannot be said: at least one reason.
    virtual std::vector<Finding> reasons() const = 0;

    // The methods in conflict that pull the answer to one side.
    virtual std::vector<Finding> conflicts(Methods direction) const = 0;
};

// One measure against one amount.
class AskedMeasure : public Asked {
  public:
    explicit AskedMeasure(const Measurement& measurement) : measurement_(measurement) {}
    Truth holds(Methods methods) const override { return flopledger::holds(measurement_, methods); }
    std::vector<Finding> reasons() const override { return measure_reasons(measurement_); }
    std::vector<Finding> conflicts(Methods direction) const override {
        return conflict_reasons(measurement_, direction);
    }

  private:
    const Measurement& measurement_;
};

// A threshold's kind of model, conditions and alternatives, held against the facts of a ledger.
struct Circumstances {
    KindAnswer kind;
    std::vector<ConditionResult> conditions;
    std::vector<ConditionResult> alternatives;
    Truth all_conditions;
    Truth any_alternative;
};

// Holds the conditions and alternatives of a threshold.
Circumstances circumstances_of(const Threshold& threshold, const LedgerCount& count);

// How a ledger stands to a threshold: whether it is reached, and why, with at least one reason.
struct Standing {
    Truth reached;
    std::vector<Finding> reasons;
};

// Whether it is, without the reasons, which cost more than the answer.
Truth reached_by(const Asked& asked, const Circumstances& circumstances);

// Joins what is asked with its circumstances: the kind of model AND the conditions AND (what is
// asked OR an alternative). Where methods in conflict would change the answer, the answer is
// unknown.
Standing standing_of(const Asked& asked, const Circumstances& circumstances,
                     const LedgerCount& count);

}  // namespace flopledger
