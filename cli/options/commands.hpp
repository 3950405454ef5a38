// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

namespace flopledger {

// What a command works with: cli/session/session.hpp.
struct Session;

// Each command takes its session to an exit status; `diagnostics` holds what was found on the way
// there. One file a command.

// Totals against thresholds; the status says what was reached.
int run_check(Session& session, Diagnostics& diagnostics);

// FLOP by activity, method and standard.
int run_estimate(Session& session, Diagnostics& diagnostics);

// When thresholds are crossed.
int run_forecast(Session& session, Diagnostics& diagnostics);

// How a figure was reached.
int run_explain(Session& session, Diagnostics& diagnostics);

// A compliance report.
int run_report(Session& session, Diagnostics& diagnostics);

// A report recomputed; the status says whether it is the same.
int run_verify(Session& session, Diagnostics& diagnostics);

// Claims of many published models, held against each other.
int run_audit(Session& session, Diagnostics& diagnostics);

// Parameters and FLOP of model configurations.
int run_model(Session& session, Diagnostics& diagnostics);

// Utilization logs to a summary.
int run_logs_summarize(Session& session, Diagnostics& diagnostics);

// Summaries to one.
int run_logs_merge(Session& session, Diagnostics& diagnostics);

// Samples among items.
int run_sampling_items(Session& session, Diagnostics& diagnostics);

// Samples of snapshots.
int run_sampling_snapshots(Session& session, Diagnostics& diagnostics);

// When a level of compute becomes affordable.
int run_trend(Session& session, Diagnostics& diagnostics);

// What crosses the boundary of a pod, and what a cap on it leaves.
int run_interconnect(Session& session, Diagnostics& diagnostics);

// What an inventory could do against what is declared.
int run_capacity(Session& session, Diagnostics& diagnostics);

// The chips there are, or one.
int run_chips(Session& session, Diagnostics& diagnostics);

// The thresholds there are, or one.
int run_thresholds(Session& session, Diagnostics& diagnostics);

// The standards there are, or one.
int run_standards(Session& session, Diagnostics& diagnostics);

// A ledger to start from.
int run_init(Session& session, Diagnostics& diagnostics);

// The JSON Schema of a format; an unknown one is a usage error.
int run_schema(Session& session, Diagnostics& diagnostics);

// A page or completions; an unknown kind is a usage error.
int run_generate(Session& session, Diagnostics& diagnostics);

}  // namespace flopledger
