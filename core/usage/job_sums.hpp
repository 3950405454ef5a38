// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/exact.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

// The jobs that a scheduler gave chips of one type.
struct JobSums {
    std::string chip_type;  // empty where the jobs state none; "none" where they have no chips
    std::uint64_t jobs = 0;
    std::uint64_t running = 0;
    Exact chip_seconds;
    Exact joules;  // of their nodes
};

// Sums up jobs type by type, in the order of the types' names.
std::vector<JobSums> jobs_by_chip(const std::vector<JobUsage>& jobs);

}  // namespace flopledger
