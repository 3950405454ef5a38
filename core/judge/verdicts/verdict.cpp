// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/verdict.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/enum_words.hpp"
#include "core/judge/verdicts/bench.hpp"
#include "core/judge/verdicts/readings.hpp"

namespace flopledger {

namespace {

using ThresholdPointer = std::shared_ptr<const Threshold>;

// Whether a verdict says something of who makes the model, as of the day asked; else it is told
// beside those that do.
bool counts(const Verdict& verdict, const JudgeRequest& request) {
    if (request.every_subject) return true;
    if (verdict.applies_to == AppliesTo::original_provider) return false;
    if (request.every_status) return true;
    if (verdict.applies_to == AppliesTo::other_subject) return false;
    return request.coming || is_standing(verdict.legal_status);
}

// Whether a rule for others is worth telling: the ledger states what it turns on.
bool is_told(const Threshold& threshold, const Ledger& ledger, const JudgeRequest& request) {
    const bool binds =
        threshold.subject == Subject::developer || threshold.subject == Subject::modifier;
    if (binds || request.every_status || request.every_subject) return true;
    return std::any_of(threshold.tells_of.begin(), threshold.tells_of.end(),
                       [&](const std::string& name) {
                           return ledger.fact(name) != nullptr && ledger.truth(name) != false;
                       });
}

void judge_one(Bench& bench, const JudgeRequest& request, const ThresholdPointer& threshold,
               Judgement& result) {
    if (std::string reason = bench.why_not_applicable(*threshold); !reason.empty()) {
        result.not_applicable.push_back({threshold, std::move(reason)});
        return;
    }
    std::vector<Verdict> verdicts = bench.verdicts(threshold);
    if (verdicts.empty()) {
        result.not_applicable.push_back({threshold, bench.other_rule_reason(*threshold)});
    }
    for (Verdict& verdict : verdicts) {
        (counts(verdict, request) ? result.verdicts : result.also).push_back(std::move(verdict));
    }
}

}  // namespace

Judgement judge(const LedgerCount& count, const JudgeRequest& request) {
    Bench bench(count, request, request.standards, true);
    Judgement result;
    for (const ThresholdPointer& threshold : request.thresholds) {
        if (is_told(*threshold, *count.ledger, request)) {
            judge_one(bench, request, threshold, result);
        }
    }
    tell_readings(count, request, result);
    for (const std::string& id : request.extra_totals) bench.sums().of(id, Scope::whole);
    result.totals = bench.sums().wholes();
    result.parts = bench.sums().parts();
    result.all_resources = counted_resources(nullptr, count);
    for (Total& total : result.totals) {
        total.resources = counted_resources(total.standard.get(), count);
    }
    return result;
}

std::string_view word(AppliesTo applies_to) {
    static constexpr auto table =
        std::to_array<std::string_view>({"provider", "original-provider", "other-subject"});
    return word_at(table, applies_to);
}

std::string_view word(Trigger::What what) {
    static constexpr auto table = std::to_array<std::string_view>({"model", "modification"});
    return word_at(table, what);
}

std::string_view word(VerdictStatus status) {
    constexpr auto table =
        std::to_array<std::string_view>({"reached", "not-reached", "undetermined"});
    return word_at(table, status);
}

}  // namespace flopledger
