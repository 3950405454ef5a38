// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "core/count/audit/row_count.hpp"
#include "core/facts/ledger/survey.hpp"

namespace flopledger {

// The counts that end an audit.
struct AuditTally {
    std::size_t read = 0;          // rows below the headers
    std::size_t with_compute = 0;  // of those asked for
    std::size_t recomputed = 0;    // by a method besides the stated compute
    std::size_t contradicted = 0;
    std::map<std::string, std::size_t> by_certainty;  // rows, by the gravest
    std::map<std::string, std::size_t> by_kind;       // contradictions
    std::map<std::string, std::size_t> left_out;      // rows, by what could not be recomputed
};

// Counts the rows and contradictions of an audit.
AuditTally tally_of(const std::deque<Survey>& catalogues, const std::vector<RecomputedRow>& rows);

}  // namespace flopledger
