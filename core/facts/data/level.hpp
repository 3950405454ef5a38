// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/exact.hpp"
#include "core/facts/data/threshold.hpp"

namespace flopledger {

// An amount of compute with a name.
struct NamedAmount {
    std::string name;
    Exact amount;  // FLOP
};

// Levels of compute that a proposal names, which no law has: orientation, and no verdict.
struct ComputeLevels {
    std::string id;
    std::string title;
    std::vector<NamedAmount> levels;
    Date as_of;
    Verification confidence = Verification::unverified;
    std::vector<Citation> sources;
    std::string notes;
    std::string file;
};

}  // namespace flopledger
