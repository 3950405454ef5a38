// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/judge/verdicts/modifier.hpp"
#include "core/judge/verdicts/standing.hpp"
#include "core/judge/verdicts/verdict.hpp"

namespace flopledger {

// One ledger before the law: all thresholds of a request can be held against it, by one set of
// standards. Everything given must outlive it.
class Bench {
  public:
    // `tells`: whether sums and verdicts get the trees and reasons that explain them; else a
    // verdict is its status and its figures.
    Bench(const LedgerCount& count, const JudgeRequest& request,
          const std::vector<std::shared_ptr<const Standard>>& standards, bool tells)
        : count_(count),
          request_(request),
          tells_(tells),
          sums_(count, standards, tells),
          models_(third_party_models(count)) {}
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    // The verdicts of a threshold that applies: one, or one for each third party's model.
    std::vector<Verdict> verdicts(const std::shared_ptr<const Threshold>& threshold);

    // Why a threshold has no verdict on this ledger; empty where it has one.
    std::string why_not_applicable(const Threshold& threshold) const;

    Sums& sums() { return sums_; }

    // Why a rule on modifiers that applies speaks of none of the bases there are.
    std::string other_rule_reason(const Threshold& threshold);

  private:
    Verdict line_verdict(const std::shared_ptr<const Threshold>& threshold);
    Verdict single_verdict(const std::shared_ptr<const Threshold>& threshold);
    std::vector<Verdict> base_verdicts(const std::shared_ptr<const Threshold>& threshold);
    Measurement compute_measurement(const Threshold& threshold);
    Verdict draft(const std::shared_ptr<const Threshold>& threshold, const Measurement& measurement,
                  const Asked& asked) const;
    bool leaves_to_counterpart(const Threshold& threshold, const ModifiedBase& base) const;
    const Modification& modification(const std::string& jurisdiction);

    const LedgerCount& count_;
    const JudgeRequest& request_;
    bool tells_;
    Sums sums_;
    std::vector<ThirdPartyModel> models_;
    std::map<std::string, Modification> modifications_;  // by jurisdiction
};

}  // namespace flopledger
