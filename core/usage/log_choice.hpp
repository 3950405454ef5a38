// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/diagnostic.hpp"
#include "core/base/exact.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

// What was not read or not taken of logs, in words; and telemetry held against the jobs of a
// scheduler, which tells whether more or less was taken than ran.

// The files that a finding of reading is about: `notes.txt, README.md and 3 more`; empty where it
// is about rows.
std::string files_of_finding(const Usage& usage, std::string_view finding);

// By what somebody selected from the logs: `jobs 90211, 90212; to 2026-03-01T00:00:00.000Z`; empty
// where nothing was.
std::string selection_text(const Usage& usage);

// What readings and the scheduler's jobs, in milliseconds of chips, say of each other; nothing
// where they agree within the tolerance, or where either says nothing. `chips` names what they are
// of. Jobs that hold shares of boards only bound what they held, and are never too much.
std::optional<Finding> against_jobs(const Usage& usage, std::string_view chips,
                                    const Exact& readings, const Exact& jobs);

}  // namespace flopledger
