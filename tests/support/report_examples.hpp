// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/program_run.hpp"

namespace flopledger {

// A ledger with every field that a report may leave out; its figures are words of their own, so
// that a test can look for them in a text.
inline constexpr const char* full_ledger = R"(flopledger: 1
model: {name: Kestrel, developer: Example Aerie}
facts: {developer_revenue_usd: 612345678}
built_on:
  - {name: Peregrine, relation: initialised-from, provider: third-party, flop: 3.217e23}
activities:
  - name: lofty pre-training
    kind: pre-training
    period: 2026-02-03..2026-03-17
    recomputation: none
    operations: {parameters: 73.37e9, tokens: 19.19e12}
    chip_time:
      chip: nvidia-h100-sxm5-80
      chips: 5417
      hours: 1013
      precision: bf16
      utilization: 0.37..0.43
      utilization_kind: mfu
      price_per_chip_hour_usd: 2.37
    energy: {kwh: 5.317e6, chip: nvidia-h100-sxm5-80, precision: fp8, scope: node}
    evidence: [{file: examples/compliance-report/training-record.txt, note: "hours and chips"}]
  - name: lofty judging
    kind: reward-model-inference
    period: 2026-04-05..2026-05-09
    operations: {parameters: 8.17e9, tokens: 1.313e12}
)";

// Ledgers whose reports hold what a report can hold: every method, logs, bases, plans.
inline const std::vector<std::string>& report_ledgers() {
    static const std::vector<std::string> list = {
        "examples/compliance-report/ledger.yaml", "examples/european-fine-tune/ledger.yaml",
        "examples/llama-3.1-405b/ledger.yaml",    "examples/methods-disagree/ledger.yaml",
        "examples/llama-logs/ledger.yaml",        "examples/planned-2027/ledger.yaml"};
    return list;
}

// The report on a ledger as JSON.
inline std::string report_of(const std::string& ledger, std::vector<std::string> words = {}) {
    words.insert(words.begin(), {"report", ledger, "--format", "json"});
    const ProgramRun made = run_program(words);
    REQUIRE_MESSAGE(made.status == 0, made.err);
    return made.out;
}

inline const std::vector<std::string>& report_templates() {
    static const std::vector<std::string> list = {"summary", "eu-model-documentation",
                                                  "eu-notification", "us-frontier"};
    return list;
}

}  // namespace flopledger
